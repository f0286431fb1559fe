package org.maint.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    private static final Networks NETWORKS = Networks.of("10.0.0.5, 10.1.0.0/16 ,172.16.0.0/12,fd00::/8, ::1,,");

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, true",
        "10.0.0.6, false",
        "10.1.0.0, true",
        "10.1.255.255, true",
        "10.2.0.0, false",
        "172.31.255.1, true",
        "172.32.0.1, false",
        "fd12:3456::7, true",
        "fd00::1%eth0, true",
        "fe80::1, false",
        "::1, true",
        "0:0:0:0:0:0:0:1, true",
        // The same host as it looks to a socket that speaks both.
        "::ffff:10.0.0.5, true",
        "localhost, false",
        "10.0.0, false",
        "10.0.0.256, false",
        "'', false"
    })
    void an_address_is_in_a_network_by_its_first_bits(String address, boolean in) {
        assertThat(NETWORKS.contain(address)).isEqualTo(in);
    }

    @Test
    void nothing_is_in_none() {
        assertThat(Networks.of(" ").contain("127.0.0.1")).isFalse();
    }

    @Test
    void everything_of_a_kind_is_in_the_whole_of_it() {
        assertThat(Networks.of("0.0.0.0/0").contain("203.0.113.9")).isTrue();
        assertThat(Networks.of("0.0.0.0/0").contain("2001:db8::1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy.example.com", "10.0.0.0/33", "fd00::/129", "10.0.0.0/", "10.0.0.0/8/8", "/8", "beef"})
    void what_is_none_is_named(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Networks.of("10.0.0.1," + entry))
                .withMessageEndingWith(": " + entry);
    }
}

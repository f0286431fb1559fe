package org.maint.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedTargetsTest {

    private static boolean passes(String allowed, String host, int port, String addresses) {
        InetAddress[] found = Arrays.stream(addresses.split(" "))
                .map(AllowedTargetsTest::literal)
                .toArray(InetAddress[]::new);
        try {
            AllowedTargets.of(List.of(allowed.split(" ")), List.of()).vet(host, port, name -> found);
            return true;
        } catch (ProbeFault e) {
            assertThat(e.problem()).isEqualTo("refused-target");
            return false;
        }
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a.example.com, a.example.com, 80, 192.0.2.1",
        "a.example.com, A.Example.COM., 80, 192.0.2.1",
        "*.example.com, a.example.com, 80, 192.0.2.1",
        "*.example.com, b.a.example.com, 80, 192.0.2.1",
        "a.example.com:443, a.example.com, 443, 192.0.2.1",
        "'a.example.com:80,443', a.example.com, 443, 192.0.2.1",
        "localhost, localhost, 8080, 127.0.0.1 ::1",
        "db.intern, db.intern, 80, 10.1.2.3",
        "db.intern, db.intern, 80, fd12::1",
        "169.254.169.254, 169.254.169.254, 80, 169.254.169.254",
        "meta.test 169.254.169.254, meta.test, 80, 169.254.169.254",
        "[::1]:80, ::1, 80, ::1",
        "::1, '[::1]', 80, ::1",
        "127.0.0.1, 127.0.0.1, 80, 127.0.0.1",
    })
    void what_is_named_passes(String allowed, String host, int port, String addresses) {
        assertThat(passes(allowed, host, port, addresses)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a.example.com, b.example.com, 80, 192.0.2.1",
        "*.example.com, example.com, 80, 192.0.2.1",
        "*.example.com, badexample.com, 80, 192.0.2.1",
        "*.example.com, a.example.com.evil.test, 80, 192.0.2.1",
        "a.example.com:443, a.example.com, 80, 192.0.2.1",
        "a.test, a.test, 80, 169.254.169.254",
        "a.test, a.test, 80, 192.0.2.1 169.254.1.1",
        "a.test, a.test, 80, fd00:ec2::254",
        "a.test, a.test, 80, fe80::1",
        "a.test, a.test, 80, 224.0.0.1",
        "a.test, a.test, 80, ff02::1",
        "a.test, a.test, 80, 0.0.0.0",
        "a.test, a.test, 80, 0.1.2.3",
        "a.test, a.test, 80, ::",
        "a.test, a.test, 80, 255.255.255.255",
        "a.test, a.test, 80, 100.100.100.200",
        "a.test, a.test, 80, ::ffff:169.254.169.254",
        "a.test, a.test, 80, 64:ff9b::a9fe:a9fe",
        "a.test, a.test, 80, 2002:a9fe:a9fe::1",
        "a.test, a.test, 80, ::a9fe:a9fe",
        "*.test, a.test, 80, 127.0.0.1",
        "*.test, a.test, 80, ::1",
        "*.test, a.test, 80, 10.0.0.1",
        "*.test, a.test, 80, 192.168.1.1",
        "*.test, a.test, 80, 172.16.1.1",
        "*.test, a.test, 80, 100.64.0.1",
        "*.test, a.test, 80, fd12::1",
        "a.test, 169.254.169.254, 80, 169.254.169.254",
        "a.test, 2852039166, 80, 169.254.169.254",
        "127.0.0.1, 127.0.0.2, 80, 127.0.0.2",
    })
    void what_is_not_named_or_leads_to_where_nobody_should_go_is_refused(
            String allowed, String host, int port, String addresses) {
        assertThat(passes(allowed, host, port, addresses)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.*.com",
                "http://a.test",
                "a.test/x",
                "a b",
                "a.test:",
                "a.test:x",
                "*.",
                "a.test:70000",
                "a.test:0"
            })
    void what_is_no_host_cannot_be_allowed(String entry) {
        assertThatThrownBy(() -> AllowedTargets.of(List.of(entry), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package org.maint.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A series by its name, for machines and for people. */
class SeriesTest {
    private static String shown(Map<String, String> labels) {
        return Series.labelsIn(Series.name("security.failed-logins", new TreeMap<>(labels)));
    }

    @Test
    void labels_are_read_by_people_without_braces_whatever_they_hold() {
        assertThat(shown(Map.of())).isEmpty();
        assertThat(shown(Map.of("account", "m.tremblay"))).isEqualTo("account m.tremblay");
        assertThat(shown(Map.of("host", "web-1", "mount", "/var"))).isEqualTo("host web-1, mount /var");
        assertThat(shown(Map.of("account", "a \"b\" {c}, d=\"e\\f"))).isEqualTo("account a \"b\" {c}, d=\"e\\f");
    }
}

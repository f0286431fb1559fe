package org.maint.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContactTest {
    @Test
    void what_is_masked_can_be_told_from_others_and_not_be_used() {
        assertThat(Contact.masked("jeanne@example.com")).isEqualTo("j\u2026@example.com");
        assertThat(Contact.masked("+15145550167")).isEqualTo("+1\u202667");
        assertThat(Contact.masked("+1514")).isEqualTo("\u2026");
    }
}

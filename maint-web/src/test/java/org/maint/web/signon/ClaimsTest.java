package org.maint.web.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.maint.people.SingleSignOn.Claimed;
import org.maint.web.signon.OpenIdProvider.Vouched;

/** What is read out of what a provider says, and of what is configured of it. */
class ClaimsTest {
    private static final String ISSUER = "https://id.example.org";

    private static OpenIdSettings settings(String groupsClaim, String emailTrusted) {
        return new OpenIdSettings(
                Optional.of(ISSUER),
                Optional.of("maint"),
                Optional.empty(),
                Optional.empty(),
                "openid email",
                groupsClaim,
                emailTrusted,
                "CLAIMED");
    }

    private static Claimed read(Map<String, Object> token, Map<String, Object> userInfo, OpenIdSettings settings) {
        return Claims.claimed(new Vouched(ISSUER, "s-1", token, userInfo), settings);
    }

    @Test
    void an_address_is_confirmed_only_by_who_names_it() {
        OpenIdSettings settings = settings("groups", "false");
        Map<String, Object> record = Map.of("email", "old@example.org", "email_verified", true, "name", "Zoé");
        Claimed mixed = read(Map.of("email", "new@example.org"), record, settings);
        assertThat(mixed.email()).isEqualTo("new@example.org");
        assertThat(mixed.emailConfirmed()).isFalse();
        assertThat(mixed.name()).isEqualTo("Zoé");
        assertThat(read(Map.of(), record, settings).emailConfirmed()).isTrue();
        assertThat(read(Map.of("email", "a@example.org", "email_verified", "true"), Map.of(), settings)
                        .emailConfirmed())
                .isTrue();
        assertThat(read(Map.of("email_verified", true), Map.of(), settings).emailConfirmed())
                .isFalse();
        assertThat(read(Map.of("email", "a@example.org"), Map.of(), settings("groups", "true"))
                        .emailConfirmed())
                .isTrue();
    }

    @Test
    void groups_stand_under_a_name_with_dots_or_within_one_another() {
        Map<String, Object> token = Map.of(
                "https://corp.example/groups",
                List.of("it-staff"),
                "realm_access",
                Map.of("roles", List.of("a", "b")),
                "one",
                "alone");
        assertThat(Claims.at(token, "https://corp.example/groups")).containsExactly("it-staff");
        assertThat(Claims.at(token, "realm_access.roles")).containsExactly("a", "b");
        assertThat(Claims.at(token, "one")).containsExactly("alone");
        assertThat(Claims.at(token, "one.more")).isEmpty();
        assertThat(Claims.at(token, "none")).isEmpty();
        assertThat(read(Map.of(), Map.of("groups", List.of("it-staff")), settings("groups", "false"))
                        .groups())
                .containsExactly("it-staff");
    }

    @Test
    void a_second_factor_counts_when_the_token_says_so_and_not_when_the_record_does() {
        Map<String, Object> mfa = Map.of("amr", List.of("pwd", "mfa"));
        assertThat(Claims.multipleFactors(new Vouched(ISSUER, "s-1", mfa, Map.of())))
                .isTrue();
        assertThat(Claims.multipleFactors(new Vouched(ISSUER, "s-1", Map.of(), mfa)))
                .isFalse();
        assertThat(Claims.multipleFactors(new Vouched(ISSUER, "s-1", Map.of("amr", List.of("pwd")), Map.of())))
                .isFalse();
    }

    private static OpenIdSettings of(String issuer, String client, String scopes, String trusted, String factor) {
        return new OpenIdSettings(
                Optional.ofNullable(issuer),
                Optional.ofNullable(client),
                Optional.empty(),
                Optional.empty(),
                scopes,
                "groups",
                trusted,
                factor);
    }

    @Test
    void what_makes_no_sense_ends_the_start() {
        assertThat(of(null, null, "openid", "false", "CLAIMED").issuer()).isEmpty();
        assertThat(of(ISSUER, "maint", "openid", "false", "TRUSTED").name()).isEqualTo("id.example.org");
        assertThat(of("http://localhost:9000/a", "maint", "openid", "false", "CLAIMED")
                        .issuer())
                .isPresent();
        for (String wrong :
                List.of("http://id.example.org", "ftp://id.example.org", "id.example.org", "https://", "a b")) {
            assertThatThrownBy(() -> of(wrong, "maint", "openid", "false", "CLAIMED"))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("MAINT_OIDC_ISSUER");
        }
        assertThatThrownBy(() -> of(ISSUER, null, "openid", "false", "CLAIMED"))
                .hasMessageContaining("MAINT_OIDC_CLIENT_ID");
        assertThatThrownBy(() -> of(ISSUER, "maint", "email", "false", "CLAIMED"))
                .hasMessageContaining("MAINT_OIDC_SCOPES");
        assertThatThrownBy(() -> of(ISSUER, "maint", "openid", "yes", "CLAIMED"))
                .hasMessageContaining("MAINT_OIDC_EMAIL_TRUSTED");
        assertThatThrownBy(() -> of(ISSUER, "maint", "openid", "false", "claimed"))
                .hasMessageContaining("MAINT_OIDC_SECOND_FACTOR");
    }
}

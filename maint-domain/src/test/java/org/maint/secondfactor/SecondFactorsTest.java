package org.maint.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.people.SignIn;
import org.maint.shared.Refusal;
import org.maint.testing.World;

class SecondFactorsTest {
    private World world;
    private Actor manager;
    private String secret;

    @BeforeEach
    void begin(@TempDir Path home) {
        world = World.at("2026-11-24T09:00", home);
        manager = world.person("manon", Role.MANAGER);
    }

    @AfterEach
    void end() {
        world.close();
    }

    private List<String> turnOn(Actor actor) {
        secret = world.in(services -> services.secondFactors().begin(actor, "maint"))
                .secret();
        List<String> codes = world.in(services -> services.secondFactors().confirm(actor, code()));
        // The code that confirmed it counts no second time.
        world.clock().advance(Totp.STEP);
        return codes;
    }

    private String code() {
        return Totp.code(secret, world.clock().instant());
    }

    private SignIn signIn(Actor actor, String typed) {
        return world.in(services -> services.secondFactors().signIn(actor.id(), typed, "192.0.2.7"));
    }

    /** RFC 6238, appendix B, the rows for HMAC-SHA1, of which six digits are shown. */
    @Test
    void codes_are_those_of_the_standard() {
        String standards = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        assertThat(List.of(59L, 1_111_111_109L, 1_234_567_890L, 20_000_000_000L).stream()
                        .map(second -> Totp.code(standards, Instant.ofEpochSecond(second))))
                .containsExactly("287082", "081804", "005924", "353130");
    }

    @Test
    void it_counts_once_a_first_code_was_right() {
        secret = world.in(services -> services.secondFactors().begin(manager, "maint"))
                .secret();
        assertThat(world.<String>in(services ->
                        services.secondFactors().begin(manager, "maint").secret()))
                .as("the same picture when the page is shown again")
                .isEqualTo(secret);
        assertThatThrownBy(() -> world.act(services -> services.secondFactors().confirm(manager, "000000")))
                .isInstanceOf(Refusal.class);
        assertThat(world.<Boolean>in(services -> services.secondFactors().isOn(manager.id())))
                .isFalse();
        assertThat(world.<List<String>>in(services -> services.secondFactors().confirm(manager, code())))
                .hasSize(SecondFactors.RECOVERY_CODES)
                .doesNotHaveDuplicates();
        assertThat(world.<Boolean>in(services -> services.secondFactors().isOn(manager.id())))
                .isTrue();
        assertThatThrownBy(() -> world.act(services -> services.secondFactors().begin(manager, "maint")))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void what_an_app_scans_names_account_and_secret() {
        String address = world.in(services -> services.secondFactors().begin(manager, "maint at Plomberie"))
                .address();
        assertThat(address)
                .startsWith("otpauth://totp/maint%20at%20Plomberie:manon?secret=")
                .contains("&issuer=maint%20at%20Plomberie&")
                .endsWith("digits=6&period=30");
    }

    @Test
    void a_code_lets_in_once_and_half_a_minute_early_or_late() {
        turnOn(manager);
        String present = code();
        assertThat(signIn(manager, " " + present.substring(0, 3) + " " + present.substring(3)))
                .isInstanceOf(SignIn.Accepted.class);
        assertThat(signIn(manager, present)).as("again").isInstanceOf(SignIn.Rejected.class);
        world.clock().advance(Duration.ofMinutes(5));
        String before = Totp.code(secret, world.clock().instant().minus(Totp.STEP));
        String longBefore = Totp.code(secret, world.clock().instant().minus(Totp.STEP.multipliedBy(2)));
        assertThat(signIn(manager, longBefore)).isInstanceOf(SignIn.Rejected.class);
        assertThat(signIn(manager, before)).isInstanceOf(SignIn.Accepted.class);
    }

    @Test
    void a_recovery_code_lets_in_once_however_it_is_typed() {
        List<String> codes = turnOn(manager);
        String first = codes.get(0).replace("-", " ").toLowerCase(java.util.Locale.ROOT);
        assertThat(signIn(manager, first)).isInstanceOf(SignIn.Accepted.class);
        assertThat(signIn(manager, first)).isInstanceOf(SignIn.Rejected.class);
        assertThat(world.<Integer>in(services -> services.secondFactors().recoveryCodesLeft(manager.id())))
                .isEqualTo(SecondFactors.RECOVERY_CODES - 1);
        List<String> fresh = world.in(services -> services.secondFactors().renewRecoveryCodes(manager, code()));
        assertThat(signIn(manager, codes.get(1))).isInstanceOf(SignIn.Rejected.class);
        assertThat(signIn(manager, fresh.get(1))).isInstanceOf(SignIn.Accepted.class);
    }

    @Test
    void whoever_guesses_is_shut_out_for_a_while() {
        turnOn(manager);
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(manager, "nothing " + i)).isInstanceOf(SignIn.Rejected.class);
        }
        assertThat(signIn(manager, code())).isInstanceOf(SignIn.Throttled.class);
        world.clock().advance(Duration.ofMinutes(16));
        assertThat(signIn(manager, code())).isInstanceOf(SignIn.Accepted.class);
    }

    @Test
    void who_must_have_one_keeps_it_and_an_administrator_takes_it_away_from_others_alone() {
        assertThat(world.<List<Boolean>>in(services -> List.of(
                        services.secondFactors().requiredFor(Set.of(Role.MANAGER)),
                        services.secondFactors().requiredFor(Set.of(Role.TECHNICIAN, Role.ADMIN)),
                        services.secondFactors().requiredFor(Set.of(Role.TECHNICIAN, Role.LEAD)))))
                .containsExactly(true, true, false);
        turnOn(manager);
        assertThatThrownBy(() -> world.act(services -> services.secondFactors().turnOff(manager, code())))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> world.act(services -> services.secondFactors().takeAway(manager, manager.id())))
                .isInstanceOf(Refusal.class);
        Actor admin = world.person("ada", Role.ADMIN);
        world.act(services -> services.secondFactors().takeAway(admin, manager.id()));
        assertThat(world.<Boolean>in(services -> services.secondFactors().isOn(manager.id())))
                .isFalse();
        Actor technician = world.person("theo", Role.TECHNICIAN);
        turnOn(technician);
        assertThatThrownBy(() -> world.act(services -> services.secondFactors().turnOff(technician, "000000")))
                .isInstanceOf(Refusal.class);
        world.act(services -> services.secondFactors().turnOff(technician, code()));
        assertThat(signIn(technician, code())).isInstanceOf(SignIn.Rejected.class);
    }

    @Test
    void the_database_keeps_neither_secret_nor_codes_as_they_are() {
        List<String> codes = turnOn(manager);
        List<?> kept = world.in(services -> services.em()
                .createNativeQuery("select secret from second_factor union all select code_hash from recovery_code")
                .getResultList());
        assertThat(kept.stream().map(String::valueOf))
                .hasSize(1 + codes.size())
                .noneMatch(text -> text.contains(secret))
                .doesNotContainAnyElementsOf(codes);
    }
}

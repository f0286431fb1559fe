package org.maint.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.installation.FirstSteps.Lack;
import org.maint.installation.FirstSteps.State;
import org.maint.installation.FirstSteps.Step;
import org.maint.people.Actor;
import org.maint.people.Person;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** What a new installation still lacks. */
class FirstStepsTest {
    @TempDir
    static Path home;

    private static Actor installed(World world) {
        return world.in(services -> services.people().all().get(0).actor());
    }

    private static State state(World world, Actor actor) {
        return world.in(services -> services.firstSteps().state(actor));
    }

    /** The plan that comes with maint, its placeholders filled in. */
    static String planWithContacts() {
        return Installation.firstPlan()
                .replace("admin@plomberiedexperts.com,", "admin@plomberiedexperts.com, phone: \"+1 514 555-0101\",")
                .replace("support@plomberiedexperts.com,", "support@plomberiedexperts.com, phone: \"+1 514 555-0102\",")
                .replace(
                        "fr: \"Gestion de projet\"}, response",
                        "fr: \"Gestion de projet\"}, email: chef@plomberiedexperts.com,"
                                + " phone: \"+1 514 555-0103\", response");
    }

    @Test
    void everything_is_open_at_first_and_goes_away_as_it_is_done() {
        try (World world = World.at("2026-11-23T09:00", home)) {
            Actor admin = installed(world);
            State first = state(world, admin);
            assertThat(first.open()).containsExactly(Step.values());
            // Who holds every role is one pair of eyes.
            assertThat(first.lacking()).isEqualTo(Set.of(Lack.SECOND_PERSON, Lack.FOUR_EYES));
            assertThat(first.contacts()).extracting(level -> level.level()).containsExactly("L1", "L2", "L3");

            world.person("manager", Role.MANAGER);
            assertThat(state(world, admin).done(Step.PEOPLE)).isTrue();
            world.act(services -> services.firstSteps().confirmZone(admin));
            assertThat(state(world, admin).done(Step.ZONE)).isTrue();
            world.act(services -> services.firstSteps().confirmHolidays(admin));
            assertThat(state(world, admin).open()).containsExactly(Step.CONTACTS, Step.PLATFORM);
            world.act(services -> services.plans().publish(planWithContacts(), admin, Locale.ENGLISH));
            assertThat(state(world, admin).contacts()).isEmpty();
            world.act(services -> services.settings().changePlatformUrl(admin, 0, "https://app.example.com"));
            assertThat(state(world, admin).open()).isEmpty();
        }
    }

    @Test
    void people_count_while_they_are_active_and_no_machine_counts() {
        try (World world = World.at("2026-11-23T09:00", home)) {
            Actor admin = installed(world);
            world.in(services -> services.people().createToken(null, "robot", Role.MANAGER, null));
            assertThat(state(world, admin).lacking()).contains(Lack.SECOND_PERSON);
            Actor manager = world.person("manager", Role.MANAGER);
            assertThat(state(world, admin).lacking()).isEmpty();
            Person person = world.in(services -> services.profiles().get(admin, manager.id()));
            world.act(services -> services.profiles().deactivate(admin, manager.id(), person.version()));
            assertThat(state(world, admin).lacking()).contains(Lack.SECOND_PERSON, Lack.FOUR_EYES);
            // Two people, and still the same one who leads and manages.
            world.person("viewer", Role.VIEWER);
            assertThat(state(world, admin).lacking()).containsExactly(Lack.FOUR_EYES);
        }
    }

    @Test
    void who_has_no_say_neither_sees_nor_confirms() {
        try (World world = World.at("2026-11-23T09:00", home)) {
            for (Actor actor : List.of(world.viewer(), world.technician())) {
                assertThatThrownBy(() -> state(world, actor)).isInstanceOf(Refusal.class);
                assertThatThrownBy(() ->
                                world.act(services -> services.firstSteps().confirmZone(actor)))
                        .isInstanceOf(Refusal.class);
            }
            world.act(services -> services.firstSteps().confirmHolidays(world.lead()));
        }
    }

    @Test
    void the_days_off_of_a_year_are_listed_with_their_names() {
        try (World world = World.at("2026-11-23T09:00", home)) {
            var days = world.in(
                    services -> services.plans().published().workingDays().daysOff(2026));
            assertThat(days).hasSize(9).containsKey(LocalDate.of(2026, 6, 24));
            assertThat(days.get(LocalDate.of(2026, 6, 24)).fr()).isEqualTo("Fête nationale du Québec");
            String plan = Installation.firstPlan()
                    .replace(
                            "closed: []",
                            "closed: [{date: 2026-12-24, title: {en: \"Christmas Eve\", fr: \"Veille de Noël\"}}]")
                    .replace("worked: []", "worked: [2026-06-24]");
            world.act(services -> services.plans().publish(plan, null, Locale.ENGLISH));
            var changed = world.in(
                    services -> services.plans().published().workingDays().daysOff(2026));
            assertThat(changed).doesNotContainKey(LocalDate.of(2026, 6, 24)).containsKey(LocalDate.of(2026, 12, 24));
        }
    }
}

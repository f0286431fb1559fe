package org.maint.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.installation.Installation;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.testing.World;

/** Contacts that nobody adds by hand follow the record and the plan. */
class AddressBookTest {
    private static final String FIRST = "email: admin@plomberiedexperts.com, response: PT1H}";

    private static World world;

    @BeforeAll
    static void install(@TempDir Path home) {
        world = World.at("2026-11-23T08:30", home);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static List<String> of(Actor person) {
        return world.in(services -> services.contacts().mine(person).stream()
                .map(contact -> contact.medium() + " " + contact.address() + (contact.ofRecord() ? " of record" : ""))
                .toList());
    }

    private static List<String> ofLevels() {
        return world.in(services -> services.contacts().all(world.everyRole()).stream()
                .filter(contact -> contact.level() != null)
                .map(contact -> contact.level() + " " + contact.medium() + " " + contact.address())
                .toList());
    }

    private static void publish(String plan) {
        world.act(services -> services.plans().publish(plan, null, Locale.ENGLISH));
    }

    @Test
    void the_address_of_the_record_is_a_contact_at_once_and_another_takes_its_place() {
        Actor ada = world.person("ada", Role.TECHNICIAN);
        assertThat(of(ada)).containsExactly("EMAIL ada@example.com of record");
        world.act(services -> services.contacts().giveDemoContact(ada.id(), Medium.SMS, "+15145550123"));
        Actor admin = world.everyRole();
        world.act(services -> {
            var person = services.profiles().get(admin, ada.id());
            services.profiles().change(admin, ada.id(), person.version(), "Ada", "ada@example.org", person.roles());
        });
        assertThat(of(ada)).containsExactlyInAnyOrder("SMS +15145550123", "EMAIL ada@example.org of record");
        world.act(services -> {
            var person = services.profiles().get(admin, ada.id());
            services.profiles().change(admin, ada.id(), person.version(), "Ada L.", "ada@example.org", person.roles());
        });
        assertThat(of(ada)).as("another name only").hasSize(2);
    }

    @Test
    void levels_are_reached_where_the_published_plan_says_and_no_longer_where_it_said() {
        assertThat(ofLevels())
                .containsExactly("L1 EMAIL admin@plomberiedexperts.com", "L2 EMAIL support@plomberiedexperts.com");
        String plan = Installation.firstPlan();
        assertThat(plan).contains(FIRST);
        String longName = "Administration ".repeat(19).strip();
        publish(plan.replace(FIRST, "email: first@example.com, phone: \"+1 514 555 0101\", response: PT1H}")
                .replace("fr: \"Administration de système\"", "fr: \"" + longName + "\""));
        assertThat(ofLevels())
                .as("a name may be longer than what is shown of it")
                .containsExactlyInAnyOrder(
                        "L1 EMAIL first@example.com",
                        "L1 SMS +15145550101",
                        "L1 VOICE +15145550101",
                        "L2 EMAIL support@plomberiedexperts.com");
        publish(plan);
        assertThat(ofLevels())
                .containsExactly("L1 EMAIL admin@plomberiedexperts.com", "L2 EMAIL support@plomberiedexperts.com");
    }

    @Test
    void what_was_missed_is_caught_up_with_at_the_next_start_and_only_once() {
        Actor bea = world.person("bea", Role.TECHNICIAN);
        world.act(services -> services.em()
                .createNativeQuery("delete from contact where address = 'bea@example.com' or level is not null")
                .executeUpdate());
        assertThat(of(bea)).isEmpty();
        world.act(services -> services.addressBook().catchUp());
        world.act(services -> services.addressBook().catchUp());
        assertThat(of(bea)).containsExactly("EMAIL bea@example.com of record");
        assertThat(ofLevels())
                .containsExactly("L1 EMAIL admin@plomberiedexperts.com", "L2 EMAIL support@plomberiedexperts.com");
    }
}

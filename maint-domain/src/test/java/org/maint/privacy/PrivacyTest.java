package org.maint.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.checklist.ItemEntry;
import org.maint.checklist.Outcome;
import org.maint.checklist.RunId;
import org.maint.checklist.SignOff;
import org.maint.checklist.WorkType;
import org.maint.people.Actor;
import org.maint.people.Person;
import org.maint.people.Role;
import org.maint.people.SingleSignOn;
import org.maint.shared.Refusal;
import org.maint.testing.World;

class PrivacyTest {
    private static final String LOGIN = "zebulon";
    private static final String NAME = "Zébulon Quaternaire";
    private static final String EMAIL = "zebulon.quaternaire@example.org";

    private World world;
    private Actor admin;
    private Actor gone;

    @BeforeEach
    void begin(@TempDir Path home) {
        world = World.at("2026-11-24T09:00", home).withMail();
        admin = world.person("ada", Role.ADMIN);
        gone = world.in(services -> services.people()
                .invite(admin, LOGIN, NAME, EMAIL, Set.of(Role.TECHNICIAN))
                .person()
                .actor());
    }

    @AfterEach
    void end() {
        world.close();
    }

    /** They sign in, fail to, set up an app, work through a run, are told of things, and change their name. */
    private void aLife() {
        world.act(services -> services.people().signIn(LOGIN, "not the password", "192.0.2.9"));
        world.act(services -> services.sessions().begin(gone.id(), "192.0.2.9", "Firefox · Linux"));
        world.act(services -> services.secondFactors().begin(gone, "maint"));
        world.act(services -> services.singleSignOn()
                .enter(
                        new SingleSignOn.Claimed(
                                "https://id.example.org", "sub-of-zebulon", LOGIN, NAME, EMAIL, true, Set.of()),
                        "192.0.2.9"));
        world.act(services -> services.passwordResets().ask(LOGIN, "192.0.2.9"));
        RunId run = world.in(services -> services.runs()
                .startUnplanned(gone, "Boiler", WorkType.UNPLANNED, List.of("Burner"))
                .id());
        world.act(services -> services.runs().enter(gone, run, "item-1", ItemEntry.of(Outcome.PASS), null));
        world.act(services -> services.runs().signOff(gone, run, SignOff.of("done", 5)));
    }

    private void deactivate() {
        int version = world.in(
                services -> services.people().named(gone.id()).orElseThrow().version());
        world.act(services -> services.profiles().deactivate(admin, gone.id(), version));
    }

    /** Wherever any table has these words in any column. */
    private List<String> places(String words) {
        return world.in(services -> {
            List<String> places = new ArrayList<>();
            for (Object row : services.em()
                    .createNativeQuery("select table_name, column_name from information_schema.columns"
                            + " where table_schema = database()"
                            + " and data_type in ('varchar', 'char', 'text', 'longtext', 'mediumtext')")
                    .getResultList()) {
                Object[] column = (Object[]) row;
                Number found = (Number) services.em()
                        .createNativeQuery("select count(*) from `" + column[0] + "` where locate(?1, convert(`"
                                + column[1] + "` using utf8mb4)) > 0")
                        .setParameter(1, words)
                        .getSingleResult();
                if (found.longValue() > 0) {
                    places.add(column[0] + "." + column[1]);
                }
            }
            return places;
        });
    }

    @Test
    void nothing_in_any_table_names_somebody_who_was_erased_and_the_log_still_verifies() {
        aLife();
        assertThat(places(EMAIL)).as("there is something to erase").isNotEmpty();
        assertThat(places(NAME)).isNotEmpty();
        deactivate();
        String pseudonym = world.in(services -> services.privacy().erase(admin, gone.id()));
        assertThat(places(EMAIL)).isEmpty();
        assertThat(places(NAME)).isEmpty();
        assertThat(places(LOGIN)).isEmpty();
        assertThat(places("sub-of-zebulon")).isEmpty();
        assertThat(places("192.0.2.9"))
                .as("where from; failed attempts are counted for a quarter of an hour, by address alone")
                .containsOnly("sign_in_failure.subject");
        assertThat(world.<Boolean>in(
                        services -> services.logbook().verify(world.viewer()).intact()))
                .isTrue();
        Person person = world.in(services -> services.people().named(gone.id()).orElseThrow());
        assertThat(List.of(person.login(), person.name())).containsOnly(pseudonym);
        assertThat(person.erased()).isTrue();
        assertThatThrownBy(
                        () -> world.act(services -> services.profiles().reactivate(admin, gone.id(), person.version())))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void who_may_still_sign_in_is_not_erased_and_nobody_but_an_administrator_erases() {
        assertThatThrownBy(() -> world.act(services -> services.privacy().erase(admin, gone.id())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("deactivate the account first");
        deactivate();
        assertThatThrownBy(() -> world.act(services -> services.privacy().erase(world.lead(), gone.id())))
                .isInstanceOf(Refusal.class);
        assertThat(places(NAME)).isNotEmpty();
    }

    @Test
    void a_copy_holds_what_names_a_person_and_no_proof_of_who_they_are() {
        aLife();
        JsonNode own = world.in(services -> services.privacy().export(gone, gone.id()));
        assertThat(own.at("/tables/person/0/email").asText()).isEqualTo(EMAIL);
        assertThat(own.at("/tables/portal_session/0/address").asText()).isEqualTo("192.0.2.9");
        assertThat(own.at("/tables/run_item/0/outcome").asText()).isEqualTo("PASS");
        assertThat(own.at("/tables/second_factor/0").has("person_id")).isTrue();
        assertThat(own.toString()).doesNotContain("pbkdf2", "\"secret\"", "\"hash\"");
        assertThat(world.<JsonNode>in(services -> services.privacy().export(admin, gone.id()))
                        .at("/login")
                        .asText())
                .isEqualTo(LOGIN);
        assertThatThrownBy(() -> world.act(services -> services.privacy().export(world.technician(), gone.id())))
                .isInstanceOf(Refusal.class);
    }

    /** They have changed a setting and a probe; what is secret of those is no more theirs to see than before. */
    @Test
    void a_copy_holds_no_secret_of_the_installation() {
        world.act(services -> {
            services.em()
                    .createNativeQuery("update probe set secrets = 'sealed-thing', changed_by = ?1")
                    .setParameter(1, gone.id().value())
                    .executeUpdate();
        });
        JsonNode own = world.in(services -> services.privacy().export(gone, gone.id()));
        assertThat(own.at("/tables/probe/0/probe_key").asText()).isNotEmpty();
        assertThat(own.toString()).doesNotContain("sealed-thing");
    }

    @Test
    void a_short_name_takes_nothing_else_out_of_the_audit_trail() {
        Actor ed = world.in(services -> services.people()
                .invite(admin, "ed.ed", "Ed", "ed@example.org", Set.of(Role.TECHNICIAN))
                .person()
                .actor());
        world.act(services -> services.em()
                .createNativeQuery(
                        "insert into audit_entry (at, action, subject, detail) values (now(6), 'x', 'y', 'Edited')")
                .executeUpdate());
        int version = world.in(
                services -> services.people().named(ed.id()).orElseThrow().version());
        world.act(services -> services.profiles().deactivate(admin, ed.id(), version));
        world.act(services -> services.privacy().erase(admin, ed.id()));
        assertThat(places("Edited")).contains("audit_entry.detail");
    }

    @Test
    void the_audit_trail_can_be_redacted_and_nothing_else() {
        aLife();
        for (String change : List.of("action = 'x'", "detail = 'x'", "person_id = null", "at = now(6)")) {
            assertThatThrownBy(() -> world.act(services -> services.em()
                            .createNativeQuery("update audit_entry set " + change + " where detail <> ''")
                            .executeUpdate()))
                    .hasStackTraceContaining("append-only");
        }
    }
}

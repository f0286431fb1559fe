package org.maint.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.people.People.Invited;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** Whether a session of the portal still stands. */
class SessionsTest {
    @TempDir
    static Path home;

    private static World world;
    private static int people;

    @BeforeAll
    static void install() {
        world = World.at("2026-11-23T09:00", home);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static Actor somebody() {
        people++;
        return world.person("person" + people, Role.VIEWER);
    }

    private static UUID begin(Actor person) {
        return world.in(services -> services.sessions()
                .begin(person.id(), "192.0.2.7", "Firefox · Linux")
                .id());
    }

    private static boolean stands(UUID session) {
        return world.in(services -> services.sessions().holder(session).isPresent());
    }

    private static Session only(Actor person) {
        List<Session> standing = world.in(services -> services.sessions().standing(person, person.id()));
        assertThat(standing).hasSize(1);
        return standing.get(0);
    }

    @Test
    void a_session_stands_until_it_is_ended_and_only_its_person_or_an_administrator_ends_it() {
        Actor person = somebody();
        Actor stranger = somebody();
        Actor admin = world.person("root", Role.ADMIN);
        UUID first = begin(person);
        UUID second = begin(person);
        assertThatThrownBy(() -> world.act(services -> services.sessions().end(stranger, first)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> world.in(services -> services.sessions().standing(stranger, person.id())))
                .isInstanceOf(Refusal.class);
        assertThat(stands(first)).isTrue();
        world.act(services -> services.sessions().end(person, first));
        assertThat(stands(first)).isFalse();
        assertThat(only(person).id()).isEqualTo(second);
        world.act(services -> services.sessions().end(admin, second));
        assertThat(stands(second)).isFalse();
    }

    @Test
    void a_new_password_ends_every_session_but_the_one_in_which_it_was_chosen() {
        Invited invited = world.in(
                services -> services.people().invite(null, "changer", "Changer", "c@example.com", Set.of(Role.VIEWER)));
        Actor person = invited.person().actor();
        UUID here = begin(person);
        UUID elsewhere = begin(person);
        world.act(services ->
                services.people().changePassword(person, invited.oneTimePassword(), "a quiet valve turns twice", here));
        assertThat(stands(here)).isTrue();
        assertThat(stands(elsewhere)).isFalse();
        List<String> why = world.in(services -> services.em()
                .createNativeQuery(
                        "select ended_why from portal_session where ended_at is not null and id = ?1", String.class)
                .setParameter(1, elsewhere)
                .getResultList());
        assertThat(why).containsExactly("PASSWORD_CHANGED");
    }

    @Test
    void ending_all_others_leaves_ones_own() {
        Actor person = somebody();
        UUID own = begin(person);
        begin(person);
        begin(person);
        int ended = world.in(services -> services.sessions().endOthers(person, own));
        assertThat(ended).isEqualTo(2);
        assertThat(only(person).id()).isEqualTo(own);
    }

    @Test
    void that_it_is_used_is_noted_at_most_once_a_minute() {
        Actor person = somebody();
        UUID session = begin(person);
        Instant begun = only(person).lastSeenAt();
        world.clock().advance(Duration.ofSeconds(59));
        assertThat(stands(session)).isTrue();
        assertThat(only(person).lastSeenAt()).isEqualTo(begun);
        world.clock().advance(Duration.ofSeconds(2));
        assertThat(stands(session)).isTrue();
        assertThat(only(person).lastSeenAt()).isEqualTo(begun.plusSeconds(61));
    }

    @Test
    void looking_at_whose_session_it_is_costs_one_query() {
        Actor person = somebody();
        UUID session = begin(person);
        var statistics = world.standalone()
                .factory()
                .unwrap(org.hibernate.SessionFactory.class)
                .getStatistics();
        statistics.clear();
        Set<Role> roles = world.in(
                services -> services.sessions().holder(session).orElseThrow().roles());
        assertThat(roles).containsExactly(Role.VIEWER);
        assertThat(statistics.getPrepareStatementCount()).isEqualTo(1);
    }

    @Test
    void what_nobody_was_seen_in_for_an_hour_is_over_and_goes_from_the_store_in_batches() {
        Actor person = somebody();
        List<UUID> old = List.of(begin(person), begin(person), begin(person));
        world.clock().advance(Duration.ofMinutes(62));
        List<Session> standing = world.in(services -> services.sessions().standing(person, person.id()));
        assertThat(standing).isEmpty();
        world.in(services -> services.sessions().expire(1_000));
        assertThat(old).noneMatch(SessionsTest::stands);
        UUID fresh = begin(person);
        Instant later = world.clock().instant().plusSeconds(1);
        int removed = world.in(services -> services.sessions().removeEnded(later, 2));
        assertThat(removed).isEqualTo(2);
        while (world.in(services -> services.sessions().removeEnded(later, 2)) > 0) {
            // The rest of what has ended, two at a time.
        }
        assertThat(stands(fresh)).isTrue();
        List<?> left = world.in(services -> services.em()
                .createNativeQuery("select id from portal_session where ended_at is not null")
                .getResultList());
        assertThat(left).isEmpty();
    }
}

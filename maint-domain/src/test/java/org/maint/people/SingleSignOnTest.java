package org.maint.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.people.SingleSignOn.Claimed;
import org.maint.people.SingleSignOn.Outcome;
import org.maint.people.SingleSignOn.Why;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** Who it is that an OpenID provider vouches for. */
class SingleSignOnTest {
    private static final String ISSUER = "https://id.example.org/realms/plumbing";
    private static final GroupRoles GROUPS = new GroupRoles(
            Optional.empty(),
            Optional.of("it-staff; cn=on call,ou=groups,dc=example"),
            Optional.empty(),
            Optional.of("managers"),
            Optional.of(" it-admins ;"));

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

    private static Claimed somebody(String subject, String email, boolean confirmed, String... groups) {
        return new Claimed(ISSUER, subject, "J.Élan@corp", "Joëlle Élan", email, confirmed, Set.of(groups));
    }

    /** Where no group gives a role. */
    private static Outcome enter(Claimed claimed) {
        return world.in(services -> services.singleSignOn().enter(claimed, "192.0.2.4"));
    }

    private static Outcome enterByGroups(Claimed claimed) {
        return world.in(services -> services.singleSignOn(GROUPS).enter(claimed, "192.0.2.4"));
    }

    private static Person accepted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        PersonId id = ((Outcome.Accepted) outcome).person().id();
        return world.in(services -> {
            Person person = services.people().named(id).orElseThrow();
            person.roles().size();
            return person;
        });
    }

    private static void refused(Outcome outcome, Why why) {
        assertThat(outcome).isEqualTo(new Outcome.Refused(why));
    }

    /** Somebody with a password. */
    private static Person invited(String email, Role... roles) {
        people++;
        String login = "invited-" + people;
        return world.in(services -> services.people()
                .invite(null, login, "Invited " + login, email, Set.of(roles))
                .person());
    }

    private static void deactivate(Person person) {
        Actor admin = world.person("closer-" + ++people, Role.ADMIN);
        world.act(services -> services.profiles()
                .deactivate(
                        admin,
                        person.id(),
                        services.people().named(person.id()).orElseThrow().version()));
    }

    private static List<String> audited(PersonId person) {
        return world.in(services -> services
                .em()
                .createNativeQuery("select action from audit_entry where person_id = ?1 order by id", String.class)
                .setParameter(1, person.value())
                .getResultList()
                .stream()
                .map(String::valueOf)
                .toList());
    }

    @Test
    void whoever_has_a_confirmed_address_here_is_that_person_and_stays_so_when_the_address_changes() {
        Person person = invited("amelie@example.org", Role.LEAD);
        Person met = accepted(enter(somebody("s-1", "Amelie@Example.org", true)));
        assertThat(met.id()).isEqualTo(person.id());
        assertThat(met.roles()).containsExactly(Role.LEAD);
        assertThat(met.name()).as("who has a password has a name of their own").isEqualTo(person.name());
        assertThat(accepted(enter(somebody("s-1", "other@example.org", false))).id())
                .isEqualTo(person.id());
        assertThat(audited(person.id()))
                .containsSubsequence("identity.linked", "session.signed-in", "session.signed-in");
    }

    @Test
    void an_address_that_the_provider_does_not_confirm_opens_nobodys_account() {
        invited("boris@example.org", Role.ADMIN);
        refused(enter(somebody("s-2", "boris@example.org", false)), Why.UNCONFIRMED);
        refused(enterByGroups(somebody("s-2", "boris@example.org", false, "it-staff")), Why.UNCONFIRMED);
    }

    @Test
    void an_address_is_one_letter_for_letter() {
        Person person = invited("andre@example.org", Role.LEAD);
        refused(enter(somebody("s-accent", "andré@example.org", true)), Why.UNKNOWN);
        assertThat(accepted(enter(somebody("s-accent", "ANDRE@example.org", true)))
                        .id())
                .isEqualTo(person.id());
    }

    /** Otherwise who types the director's address is the director, with a password of their own, once they come. */
    @Test
    void by_an_address_that_somebody_typed_themselves_nobody_is_met() {
        Person bob = invited("bob@example.org", Role.TECHNICIAN);
        Actor admin = world.person("corrector", Role.ADMIN);
        String password = "Tuyau-de-fonte-9";
        world.act(services -> services.people().giveDemoPassword(bob.id(), password));
        world.act(services -> services.profiles()
                .changeOwn(
                        bob.actor(),
                        services.people().named(bob.id()).orElseThrow().version(),
                        "Bob",
                        "director@example.org",
                        null,
                        null,
                        password));
        refused(enterByGroups(somebody("s-director", "director@example.org", true, "it-admins")), Why.AMBIGUOUS);
        // An administrator who enters it says that it is his.
        for (String email : List.of("bob@example.org", "director@example.org")) {
            world.act(services -> services.profiles()
                    .change(
                            admin,
                            bob.id(),
                            services.people().named(bob.id()).orElseThrow().version(),
                            "Bob",
                            email,
                            Set.of(Role.TECHNICIAN)));
        }
        assertThat(accepted(enter(somebody("s-director", "director@example.org", true)))
                        .id())
                .isEqualTo(bob.id());
    }

    @Test
    void what_a_provider_calls_somebody_is_kept_as_far_as_it_can_be_shown() {
        Person made = accepted(enterByGroups(new Claimed(
                ISSUER,
                "s-odd",
                "\u0000\u0007",
                "\u0000" + "Zoé\n".repeat(40),
                "odd@example.org",
                true,
                Set.of("it-staff"))));
        assertThat(made.name())
                .hasSizeLessThanOrEqualTo(120)
                .startsWith("Zoé Zoé")
                .doesNotContain("\n");
        assertThat(made.login()).isEqualTo("person");
    }

    @Test
    void who_gets_a_leavers_address_does_not_get_their_account() {
        invited("info@example.org", Role.TECHNICIAN);
        accepted(enter(somebody("s-3", "info@example.org", true)));
        refused(enter(somebody("s-3-successor", "info@example.org", true)), Why.AMBIGUOUS);
    }

    @Test
    void several_people_with_one_address_are_not_guessed_between() {
        invited("desk@example.org", Role.TECHNICIAN);
        invited("desk@example.org", Role.LEAD);
        refused(enter(somebody("s-4", "desk@example.org", true)), Why.AMBIGUOUS);
    }

    @Test
    void strangers_stay_outside_where_no_group_gives_a_role() {
        refused(enter(somebody("s-5", "stranger@example.org", true, "it-staff")), Why.UNKNOWN);
        refused(enter(new Claimed(ISSUER, "s-5", null, null, null, false, Set.of())), Why.NO_ADDRESS);
    }

    @Test
    void who_is_in_a_group_is_made_a_person_without_a_password_with_its_roles() {
        Person made = accepted(enterByGroups(somebody(
                "s-6", "joelle@example.org", false, "cn=on call,ou=groups,dc=example", "managers", "knitting")));
        assertThat(made.login()).isEqualTo("j.elan");
        assertThat(made.name()).isEqualTo("Joëlle Élan");
        assertThat(made.roles()).containsExactlyInAnyOrder(Role.TECHNICIAN, Role.MANAGER);
        assertThat(made.hasPassword()).isFalse();
        assertThat(made.passwordOneTime()).isFalse();
        Person second = accepted(enterByGroups(somebody("s-7", "joelle.2@example.org", false, "it-staff")));
        assertThat(second.login()).isEqualTo("j.elan-2");
        assertThat(audited(made.id())).contains("identity.linked", "session.signed-in");
    }

    @Test
    void no_password_comes_by_mail_to_who_has_none() {
        Person made = accepted(enterByGroups(somebody("s-8", "only.there@example.org", true, "it-staff")));
        world.act(services -> services.passwordResets().ask("only.there@example.org", "192.0.2.4"));
        Number links = world.in(services -> (Number) services.em()
                .createNativeQuery("select count(*) from password_reset where person_id = ?1")
                .setParameter(1, made.id().value())
                .getSingleResult());
        assertThat(links.intValue()).isZero();
        assertThat(world.<SignIn>in(services -> services.people().signIn(made.login(), "", "192.0.2.4")))
                .isInstanceOf(SignIn.Rejected.class);
    }

    @Test
    void roles_follow_the_groups_at_each_sign_in_and_without_a_group_nobody_comes_in() {
        Person made = accepted(enterByGroups(somebody("s-9", "follow@example.org", true, "it-staff")));
        Person promoted = accepted(enterByGroups(somebody("s-9", "moved@example.org", true, "managers")));
        assertThat(promoted.id()).isEqualTo(made.id());
        assertThat(promoted.roles()).containsExactly(Role.MANAGER);
        assertThat(promoted.email())
                .as("the provider's account, the provider's address")
                .isEqualTo("moved@example.org");
        refused(enterByGroups(somebody("s-9", "moved@example.org", true, "knitting")), Why.NO_ROLE);
        refused(enterByGroups(somebody("s-new", "new@example.org", true, "knitting")), Why.NO_ROLE);
        assertThat(audited(made.id())).contains("session.refused");
    }

    @Test
    void the_last_administrator_stays_one(@TempDir Path own) {
        try (World alone = World.at("2026-11-23T09:00", own)) {
            alone.act(services -> services.em()
                    .createNativeQuery("delete from person_role where role = 'ADMIN'")
                    .executeUpdate());
            Outcome first = alone.in(services ->
                    services.singleSignOn(GROUPS).enter(somebody("s-1", "root@example.org", true, "it-admins"), "::1"));
            Outcome later = alone.in(services ->
                    services.singleSignOn(GROUPS).enter(somebody("s-1", "root@example.org", true, "it-staff"), "::1"));
            assertThat(first).isInstanceOf(Outcome.Accepted.class);
            assertThat(((Outcome.Accepted) later).person().roles())
                    .containsExactlyInAnyOrder(Role.ADMIN, Role.TECHNICIAN);
            alone.act(services -> services.singleSignOn(GROUPS)
                    .enter(somebody("s-2", "second@example.org", true, "it-admins"), "::1"));
            Outcome then = alone.in(services ->
                    services.singleSignOn(GROUPS).enter(somebody("s-1", "root@example.org", true, "it-staff"), "::1"));
            assertThat(((Outcome.Accepted) then).person().roles()).containsExactly(Role.TECHNICIAN);
        }
    }

    @Test
    void who_was_deactivated_here_stays_outside_whatever_the_provider_says() {
        Person made = accepted(enterByGroups(somebody("s-10", "leaver@example.org", true, "it-staff")));
        deactivate(made);
        refused(enterByGroups(somebody("s-10", "leaver@example.org", true, "it-staff")), Why.INACTIVE);
        refused(enterByGroups(somebody("s-10-anew", "leaver@example.org", true, "it-staff")), Why.INACTIVE);
    }

    @Test
    void a_new_person_needs_an_address_and_a_name_of_the_provider_that_can_be_kept() {
        refused(enterByGroups(somebody("s-11", "not an address", true, "it-staff")), Why.NO_ADDRESS);
        refused(enterByGroups(new Claimed(ISSUER, "s-11", null, null, null, true, Set.of("it-staff"))), Why.NO_ADDRESS);
        refused(enterByGroups(somebody("é", "e@example.org", true, "it-staff")), Why.NAME);
        refused(enterByGroups(somebody("x".repeat(256), "e@example.org", true, "it-staff")), Why.NAME);
    }

    @Test
    void an_administrator_takes_a_link_away_and_nobody_else_sees_it() {
        Person person = invited("linked@example.org", Role.TECHNICIAN);
        accepted(enter(somebody("s-12", "linked@example.org", true)));
        Actor admin = world.person("linker", Role.ADMIN);
        Actor other = world.person("other", Role.MANAGER);
        assertThatThrownBy(() -> world.in(services -> services.singleSignOn().identities(other, person.id())))
                .isInstanceOf(Refusal.class);
        ExternalIdentity identity = world.in(services -> services.singleSignOn().identities(admin, person.id()))
                .get(0);
        assertThat(identity.issuer()).isEqualTo(ISSUER);
        assertThatThrownBy(() -> world.act(services -> services.singleSignOn().unlink(person.actor(), identity.id())))
                .isInstanceOf(Refusal.class);
        java.util.UUID session = world.in(services ->
                services.sessions().begin(person.id(), "192.0.2.4", "Firefox").id());
        world.act(services -> services.singleSignOn().unlink(admin, identity.id()));
        assertThat(world.<Boolean>in(
                        services -> services.sessions().holder(session).isPresent()))
                .as("what they were signed in with")
                .isFalse();
        refused(enter(somebody("s-12", "renamed@example.org", true)), Why.UNKNOWN);
    }
}

package org.maint.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.feedback.Feedbacks.Filter;
import org.maint.notification.Outgoing;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.task.Task;
import org.maint.testing.World;

/** What users and staff say: received, bounded, answered, made tasks of, counted, exported, forgotten. */
class FeedbacksTest {
    private static final Filter ALL = new Filter(null, null, false);

    private World world;
    private Actor lead;

    @BeforeEach
    void installed(@TempDir Path home) {
        world = World.at("2026-11-24T10:00", home);
        lead = world.lead();
    }

    private static FeedbackWish issue(String title) {
        return new FeedbackWish(
                FeedbackKind.ISSUE, title, "It says 404", "Ada", "ada@example.com", Locale.CANADA_FRENCH);
    }

    private Feedback said(FeedbackWish wish) {
        return world.in(services -> services.feedbacks().say(world.technician(), wish));
    }

    private Refusal refused(java.util.function.Consumer<org.maint.installation.Standalone.Services> deed) {
        return catchThrowableOfType(Refusal.class, () -> world.act(deed));
    }

    private String token() {
        world.act(services -> services.feedbacks().change(lead, true));
        return world.in(services -> services.feedbacks().door(lead))
                .orElseThrow()
                .replace("/say?t=", "");
    }

    private long inbox(Actor of) {
        return world.in(services -> services.em()
                .createQuery(
                        "select count(n) from Notification n where n.kind = 'feedback.received' and n.recipient = :person",
                        Long.class)
                .setParameter("person", of.id())
                .getSingleResult());
    }

    @Test
    void what_the_staff_report_waits_for_an_answer_and_leads_hear_of_it() {
        long before = inbox(lead);
        Feedback feedback = said(issue("The map is empty"));
        assertThat(feedback.name()).isEqualTo("F-1");
        assertThat(feedback.state()).isEqualTo(FeedbackState.NEW);
        assertThat(feedback.source()).isEqualTo(FeedbackSource.STAFF);
        assertThat(inbox(lead)).isEqualTo(before + 1);
        assertThat(inbox(world.technician())).isZero();
        assertThat(world.in(services -> services.feedbacks().list(lead, new Filter(null, null, true), 0, 10))
                        .items())
                .extracting(Feedback::title)
                .containsExactly("The map is empty");
    }

    @Test
    void who_left_an_address_hears_the_answer_in_their_language() {
        world.withMail();
        Feedback feedback = said(issue("The map is empty"));
        world.act(services -> services.feedbacks()
                .answer(lead, feedback.number(), FeedbackState.DONE, "The key of the map was renewed", null));
        List<Outgoing> mails = world.sent(org.maint.notification.MailServer.KEY);
        assertThat(mails)
                .filteredOn(mail -> mail.address().equals("ada@example.com"))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.words().subject()).contains("À propos de ce que vous nous avez dit");
                    assertThat(mail.words().text()).contains("Fait. The key of the map was renewed");
                });
    }

    @Test
    void it_is_declined_with_a_reason_only_and_never_new_again() {
        Feedback feedback = said(issue("Make it purple"));
        Refusal without = refused(
                services -> services.feedbacks().answer(lead, feedback.number(), FeedbackState.DECLINED, " ", null));
        assertThat(without.faults()).extracting(Refusal.Fault::pointer).containsExactly("/answer");
        Refusal anew = refused(
                services -> services.feedbacks().answer(lead, feedback.number(), FeedbackState.NEW, "Hm", null));
        assertThat(anew.faults()).extracting(Refusal.Fault::pointer).containsExactly("/state");
        Feedback declined = world.in(services -> services.feedbacks()
                .answer(lead, feedback.number(), FeedbackState.DECLINED, "Not within the brand", null));
        assertThat(declined.closedAt()).isEqualTo(world.clock().instant());
    }

    @Test
    void of_two_who_answer_one_version_the_second_is_told_so() {
        Feedback feedback = said(issue("The map is empty"));
        world.act(services -> services.feedbacks()
                .answer(lead, feedback.number(), FeedbackState.PLANNED, "Next week", feedback.version()));
        Refusal stale = refused(services ->
                services.feedbacks().answer(lead, feedback.number(), FeedbackState.DONE, "Done", feedback.version()));
        assertThat(stale.kind()).isEqualTo(Refusal.Kind.STALE);
        assertThat(world.in(services -> services.feedbacks().get(lead, feedback.number()))
                        .answer())
                .isEqualTo("Next week");
    }

    @Test
    void a_task_made_of_it_names_it_and_is_made_once() {
        Feedback feedback = said(issue("The map is empty"));
        Task task = world.in(services -> services.feedbacks().task(lead, feedback.number()));
        assertThat(task.origin().link()).isEqualTo("/feedback-item?n=" + feedback.number());
        assertThat(world.in(services -> services.feedbacks().get(lead, feedback.number()))
                        .state())
                .isEqualTo(FeedbackState.PLANNED);
        assertThat(refused(services -> services.feedbacks().task(lead, feedback.number()))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
    }

    @Test
    void a_viewer_says_but_does_not_answer_and_a_machine_forwards_only() {
        Feedback feedback = world.in(services -> services.feedbacks().say(world.viewer(), issue("Slow")));
        assertThat(refused(services -> services.feedbacks()
                                .answer(world.viewer(), feedback.number(), FeedbackState.DONE, "Yes", null))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        Actor machine = world.person("machine", Role.INGEST);
        assertThat(world.in(services -> services.feedbacks().forward(machine, issue("From the app")))
                        .source())
                .isEqualTo(FeedbackSource.API);
        assertThat(refused(services -> services.feedbacks().list(machine, ALL, 0, 10))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
    }

    @Test
    void the_address_of_the_form_opens_it_until_it_is_renewed_or_closed() {
        assertThat(refused(services -> services.feedbacks().say("nothing", issue("x"), "192.0.2.1"))
                        .kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        String first = token();
        assertThat(world.in(services -> services.feedbacks().say(first, issue("By the form"), "192.0.2.1"))
                        .source())
                .isEqualTo(FeedbackSource.USER);
        String second = token();
        assertThat(refused(services -> services.feedbacks().say(first, issue("x"), "192.0.2.1"))
                        .kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        world.act(services -> services.feedbacks().requireOpen(second));
        world.act(services -> services.feedbacks().change(lead, false));
        assertThat(refused(services -> services.feedbacks().requireOpen(second)).kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(refused(services -> services.feedbacks().change(world.technician(), true))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
    }

    @Test
    void from_one_place_comes_so_much_and_no_more_until_an_hour_has_passed() {
        String token = token();
        for (int i = 0; i < Feedbacks.FROM_ONE_PLACE; i++) {
            String title = "Number " + i;
            world.act(services -> services.feedbacks().say(token, issue(title), "192.0.2.1"));
        }
        assertThat(refused(services -> services.feedbacks().say(token, issue("Too many"), "192.0.2.1"))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        world.act(services -> services.feedbacks().say(token, issue("From elsewhere"), "192.0.2.2"));
        world.clock().advance(Feedbacks.LIMITED_OVER.plusSeconds(1));
        world.act(services -> services.feedbacks().say(token, issue("Later"), "192.0.2.1"));
        assertThat(world.in(services -> services.feedbacks().list(lead, ALL, 0, 50))
                        .total())
                .isEqualTo(Feedbacks.FROM_ONE_PLACE + 2L);
    }

    @Test
    void bad_input_is_named_and_changes_nothing() {
        assertThat(refused(services -> services.feedbacks()
                                .say(lead, new FeedbackWish(null, "x", null, null, null, Locale.ENGLISH)))
                        .faults())
                .extracting(Refusal.Fault::pointer)
                .containsExactly("/kind");
        for (FeedbackWish wish : List.of(
                new FeedbackWish(FeedbackKind.ISSUE, " ", null, null, null, Locale.ENGLISH),
                new FeedbackWish(FeedbackKind.ISSUE, "x".repeat(201), null, null, null, Locale.ENGLISH),
                new FeedbackWish(FeedbackKind.ISSUE, "x", "y".repeat(10_001), null, null, Locale.ENGLISH),
                new FeedbackWish(FeedbackKind.ISSUE, "x", null, null, "a@b.c\nBcc: all@example.com", Locale.ENGLISH),
                new FeedbackWish(FeedbackKind.ISSUE, "x", null, null, "nobody", Locale.ENGLISH))) {
            assertThat(refused(services -> services.feedbacks().say(lead, wish)).kind())
                    .isEqualTo(Refusal.Kind.INVALID);
        }
        assertThat(world.in(services -> services.feedbacks().list(lead, ALL, 0, 50))
                        .total())
                .isZero();
    }

    @Test
    void it_is_counted_by_period_and_what_has_a_task_is_counted_there() {
        Instant begin = world.clock().instant();
        Feedback done = said(issue("Done within"));
        said(issue("Pending"));
        Feedback followed = said(issue("Followed by a task"));
        said(new FeedbackWish(FeedbackKind.REQUEST, "A wish", null, null, null, Locale.ENGLISH));
        world.act(services -> services.feedbacks().answer(lead, done.number(), FeedbackState.DONE, null, null));
        world.act(services -> services.feedbacks().task(lead, followed.number()));
        world.clock().advance(Duration.ofHours(1));
        Instant end = world.clock().instant();
        assertThat(world.<Feedbacks.Tally>in(services -> services.feedbacks().tally(FeedbackKind.ISSUE, begin, end)))
                .isEqualTo(new Feedbacks.Tally(3, 1, 1));
        assertThat(world.<Feedbacks.Tally>in(
                        services -> services.feedbacks().tally(FeedbackKind.ISSUE, end, end.plusSeconds(60))))
                .isEqualTo(new Feedbacks.Tally(0, 0, 1));
        assertThat(world.<Feedbacks.Tally>in(
                        services -> services.feedbacks().tally(FeedbackKind.ISSUE, begin.minusSeconds(60), begin)))
                .isEqualTo(new Feedbacks.Tally(0, 0, 0));
    }

    @Test
    void a_spreadsheet_runs_nothing_of_it() {
        said(issue("=HYPERLINK(\"http://example.com\")"));
        StringBuilder csv = new StringBuilder();
        world.act(services -> {
            try {
                services.feedbacks().export(lead, ALL, Locale.ENGLISH, csv);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(csv.toString()).contains("F-1,Issue,New").contains("'=HYPERLINK");
    }

    @Test
    void names_and_addresses_are_forgotten_some_time_after_it_was_closed() {
        String token = token();
        Feedback closed = world.in(services -> services.feedbacks().say(token, issue("Closed"), "192.0.2.1"));
        said(issue("Open"));
        world.act(services -> services.feedbacks().answer(lead, closed.number(), FeedbackState.DONE, null, null));
        world.clock().advance(Feedbacks.ADDRESS_KEPT.plusDays(1));
        assertThat(world.<Integer>in(services -> services.feedbacks().forget(100)))
                .isEqualTo(1);
        assertThat(world.<Integer>in(services -> services.feedbacks().forget(100)))
                .isZero();
        assertThat(world.in(services -> services.feedbacks().list(lead, ALL, 0, 10))
                        .items())
                .extracting(Feedback::title, Feedback::reporterEmail)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("Open", "ada@example.com"),
                        org.assertj.core.groups.Tuple.tuple("Closed", null));
    }
}

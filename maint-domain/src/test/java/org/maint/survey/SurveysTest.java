package org.maint.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.installation.Standalone.Services;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.target.TargetResult;
import org.maint.testing.World;

/** Links that take one answer each; answers that become samples, and so the target for satisfaction. */
class SurveysTest {
    private World world;
    private Actor lead;
    private Survey survey;

    @BeforeEach
    void opened(@TempDir Path home) {
        world = World.at("2026-11-24T10:00", home);
        lead = world.lead();
        survey = world.in(services -> services.surveys().open(lead, "Autumn", LocalDate.of(2026, 11, 30)));
    }

    private List<String> tokens(int count) {
        return world.in(services -> services.surveys().links(lead, survey.number(), count)).stream()
                .map(link -> link.replace("/survey?t=", ""))
                .toList();
    }

    private void answer(String token, int score, String comment) {
        world.act(services -> services.surveys().answer(token, score, comment));
    }

    private Refusal refused(Consumer<Services> deed) {
        return catchThrowableOfType(Refusal.class, () -> world.act(deed));
    }

    private Surveys.Results results() {
        return world.in(services -> services.surveys().results(lead, survey.number()));
    }

    @Test
    void each_link_takes_one_answer() {
        String token = tokens(1).get(0);
        answer(token, 4, "Fine");
        assertThat(refused(services -> services.surveys().answer(token, 1, null))
                        .kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(results().answers()).isEqualTo(1);
        assertThat(results().links()).isEqualTo(1);
    }

    @Test
    void what_few_have_said_is_not_shown() {
        List<String> tokens = tokens(5);
        tokens.subList(0, 4).forEach(token -> answer(token, 2, "Slow"));
        assertThat(results().answers()).isEqualTo(4);
        assertThat(results().few()).isTrue();
        assertThat(results().scores()).containsOnly(0L);
        assertThat(results().comments()).isEmpty();
        assertThat(results().average()).isNull();
        answer(tokens.get(4), 4, "Fine");
        assertThat(results().few()).isFalse();
        assertThat(results().scores()).containsExactly(0L, 4L, 0L, 1L, 0L);
        assertThat(results().average()).isEqualTo(2.4);
        assertThat(results().comments()).hasSize(5);
    }

    @Test
    void of_two_who_use_one_link_at_once_one_is_taken() {
        String token = tokens(1).get(0);
        AtomicInteger taken = new AtomicInteger();
        IntStream.range(0, 4).parallel().forEach(i -> {
            try {
                answer(token, 5, null);
                taken.incrementAndGet();
            } catch (Refusal late) {
                assertThat(late.kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
            }
        });
        assertThat(taken).hasValue(1);
        assertThat(results().answers()).isEqualTo(1);
    }

    @Test
    void many_answers_at_one_moment_are_as_many_samples_and_the_target_is_their_average() {
        List<String> tokens = tokens(30);
        for (int i = 0; i < 30; i++) {
            answer(tokens.get(i), i % 3 == 0 ? 5 : 4, null);
        }
        assertThat(results().average()).isEqualTo((10 * 5 + 20 * 4) / 30.0);
        world.clock().advance(Duration.ofMinutes(10));
        world.act(services -> services.evaluations().evaluate(false));
        world.act(services -> services.rollups().rollUp());
        TargetResult target = world.in(services -> services.planTargets().month(lead, YearMonth.of(2026, 11))).stream()
                .filter(each -> each.target().metric().equals(Surveys.METRIC))
                .findFirst()
                .orElseThrow();
        assertThat(target.samples()).isEqualTo(30);
        assertThat(target.value()).isCloseTo(130 / 30.0, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void nothing_in_the_database_tells_which_link_an_answer_came_by() {
        answer(tokens(1).get(0), 2, "Slow");
        List<?> columns = world.in(services -> services.em()
                .createNativeQuery("select column_name from information_schema.columns where table_schema = database()"
                        + " and table_name = 'survey_answer' order by ordinal_position")
                .getResultList());
        assertThat(columns).hasToString("[id, survey, score, comment, at]");
        List<?> stamps = world.in(services -> services.em()
                .createNativeQuery("select column_name from information_schema.columns where table_schema = database()"
                        + " and table_name = 'survey_link' order by ordinal_position")
                .getResultList());
        assertThat(stamps).hasToString("[token_hash, survey, used]");
    }

    @Test
    void after_its_last_day_no_link_takes_an_answer_and_none_is_made() {
        String token = tokens(1).get(0);
        world.clock().advance(Duration.ofDays(7));
        assertThat(refused(services -> services.surveys().requireOpen(token)).kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(refused(services -> services.surveys().links(lead, survey.number(), 1))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
    }

    @Test
    void it_ends_at_once_when_a_lead_says_so() {
        String token = tokens(1).get(0);
        world.act(services -> services.surveys().close(lead, survey.number()));
        assertThat(refused(services -> services.surveys().answer(token, 5, null))
                        .kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @Test
    void each_address_gets_a_link_of_its_own_by_mail_once() {
        world.withMail();
        assertThat(world.<Integer>in(services -> services.surveys()
                        .invite(
                                lead,
                                survey.number(),
                                "ada@example.com, bob@example.com\nADA@example.com",
                                Locale.CANADA_FRENCH)))
                .isEqualTo(2);
        assertThat(world.sent(org.maint.notification.MailServer.KEY))
                .filteredOn(mail -> mail.words().subject().contains("satisfait"))
                .extracting(org.maint.notification.Outgoing::address)
                .containsExactlyInAnyOrder("ada@example.com", "bob@example.com");
        assertThat(results().links()).isEqualTo(2);
    }

    @Test
    void bad_input_is_named_and_changes_nothing() {
        String token = tokens(1).get(0);
        for (Integer score : new Integer[] {null, 0, 6}) {
            assertThat(refused(services -> services.surveys().answer(token, score, null))
                            .faults())
                    .extracting(Refusal.Fault::pointer)
                    .containsExactly("/score");
        }
        assertThat(refused(services -> services.surveys().answer(token, 5, "x".repeat(2_001)))
                        .faults())
                .extracting(Refusal.Fault::pointer)
                .containsExactly("/comment");
        world.act(services -> services.surveys().requireOpen(token));
        assertThat(refused(services -> services.surveys().open(lead, "Past", LocalDate.of(2026, 11, 23)))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
        assertThat(refused(services -> services.surveys().links(lead, survey.number(), 1_001))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
        assertThat(refused(services -> services.surveys()
                                .invite(lead, survey.number(), "a@example.com nobody", Locale.ENGLISH))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
        assertThat(refused(services -> services.surveys().open(world.technician(), "Mine", LocalDate.of(2026, 11, 30)))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
    }

    @Test
    void the_platform_sends_in_answers_that_it_has_asked_for_itself() {
        Actor machine = world.person("machine", Role.INGEST);
        world.act(services -> services.surveys().answer(machine, 3, "From the app"));
        assertThat(results().answers()).isZero();
        assertThat(refused(services -> services.surveys().answer(lead, 3, null)).kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
    }
}

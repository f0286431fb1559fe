package org.maint.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maint.installation.Installation;
import org.maint.shared.Text;

/** The plan as a document: that ours is whole, and that a malformed one says where. */
class PlanReaderTest {
    private static final String OURS = Installation.firstPlan();
    private static final PlanDocument PLAN = PlanReader.read(OURS, Locale.ENGLISH);

    @Test
    void the_whole_plan_is_in_the_document() {
        assertThat(PLAN.tiers()).hasSize(5);
        assertThat(PLAN.routines()).hasSize(7);
        assertThat(PLAN.routines()
                        .mapToInt(routine -> routine.sections().size())
                        .sum())
                .isEqualTo(29);
        assertThat(PLAN.routines()
                        .map(routine -> routine.key() + " " + routine.items().count()))
                .containsExactly(
                        "daily-morning 16",
                        "daily-evening 8",
                        "weekly-monday 16",
                        "weekly-friday 12",
                        "monthly 25",
                        "quarterly 21",
                        "annual 20");
        assertThat(PLAN.emergency().triggers()).hasSize(4);
        assertThat(PLAN.emergency().immediateActions()).hasSize(4);
        assertThat(PLAN.emergency().resolutionSteps()).hasSize(5);
        assertThat(PLAN.dashboards()).hasSize(2);
        assertThat(PLAN.thresholds()).hasSize(14);
        assertThat(PLAN.targets()).hasSize(6);
        assertThat(PLAN.afterMiss()).hasSize(5);
        assertThat(PLAN.escalation()).hasSize(3);
        assertThat(PLAN.trainings()).hasSize(4);
        assertThat(PLAN.reports().stream().map(PlanDocument.Template::key))
                .containsExactly("DAILY_LOG", "WEEKLY", "MONTHLY", "QUARTERLY", "ANNUAL");
    }

    @Test
    void the_keys_are_those_of_the_catalogue() {
        Set<String> items = PLAN.routine("daily-morning")
                .orElseThrow()
                .items()
                .map(Item::key)
                .collect(Collectors.toSet());
        assertThat(items).contains("platform-accessible", "login-functioning");
        assertThat(PLAN.routine("daily-evening").orElseThrow().items().map(Item::key))
                .contains("active-users-today");
        assertThat(PLAN.routines().flatMap(Routine::items).map(Item::key))
                .allMatch(key -> key.matches("[a-z0-9]+(-[a-z0-9]+)*"));
        assertThat(PLAN.thresholds().stream().map(PlanDocument.Threshold::key))
                .contains("platform-down", "backup-completed", "feature-usage-anomaly");
    }

    @Test
    void every_label_is_in_both_languages() {
        List<Text> labels = PLAN.routines()
                .flatMap(routine -> routine.items().map(Item::title))
                .toList();
        assertThat(labels)
                .allMatch(label -> !label.en().isBlank() && !label.fr().isBlank());
        assertThat(labels).allMatch(label -> !label.en().equals(label.fr()));
    }

    @Test
    void a_blank_of_the_plan_is_a_typed_item_with_a_unit() {
        Item users = PLAN.routine("daily-evening")
                .orElseThrow()
                .items()
                .filter(item -> item.key().equals("active-users-today"))
                .findFirst()
                .orElseThrow();
        assertThat(users.kind()).isEqualTo(ItemKind.NUMBER);
        assertThat(users.unit()).isEqualTo(new Text("users", "utilisateurs"));
    }

    /** Each edits one thing of our own document and says which line and which words must come back. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zone: America/Toronto | zone: America/Torronto | There is no time zone",
                "repeat: PT15M | repeat: PT0S | shorter than 1 minute",
                "repeat: PT15M | repeat: PT | no length of time",
                "groupWait: PT30S | groupWait: PT800H | longer than 31 days",
                "{after: PT0S, levels: [L1]} | {after: PT1M, levels: [L1]} | The first step is taken at once",
                "after: PT5H | after: PT1H | must come later than the one before",
                "response: PT4H | response: PT | no length of time",
                "\"FREQ=WEEKLY;BYDAY=MO\" | \"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\" | never occurs",
                "\"FREQ=WEEKLY;BYDAY=MO\" | \"FREQ=HOURLY\" | whole days",
                "\"FREQ=WEEKLY;BYDAY=MO\" | \"FREQ=SOMETIMES\" | not valid by RFC 5545",
                "calendar: CA-QC | calendar: XX-YY | no holiday calendar",
                "for: PT5M, window: PT5M | for: PT, window: PT5M | is no length of time",
                "window: PT24H | window: PT99999999999999999999H | is no length of time",
                "window: PT24H | window: PT745H | longer than 31 days",
                "documentVersion: v0.7.0 | documentVersion: v0.7.0\\ncolour: red | colour",
                "workingWeek: [MO, TU, WE, TH, FR] | workingWeek: [] | workingWeek",
                "lastUpdated: 2024-12-17 | lastUpdated: yesterday | ",
                "opens: \"17:00\" | opens: \"25:00\" | ",
                "unit: {en: \"jobs\", fr: \"travaux\"}, | note: x, | ",
                "zone: America/Toronto | zone: [America/Toronto | not YAML",
                "zone: America/Toronto | zone: &z America/Toronto\\nother: *z | aliases",
                "zone: America/Toronto | zone: America/Toronto\\nzone: Europe/Paris | second time",
            })
    void a_malformed_document_says_where_and_what(String before, String after, String words) {
        int at = OURS.indexOf(before);
        assertThat(at).as("our document has " + before).isNotNegative();
        int line = (int) OURS.substring(0, at).lines().count();
        String edited = OURS.substring(0, at) + after.replace("\\n", "\n") + OURS.substring(at + before.length());
        MalformedPlan malformed =
                catchThrowableOfType(MalformedPlan.class, () -> PlanReader.read(edited, Locale.ENGLISH));
        assertThat(malformed).isNotNull();
        assertThat(malformed.faults()).anySatisfy(fault -> {
            assertThat(fault.line()).isBetween(line, line + 2);
            assertThat(fault.column()).isPositive();
            assertThat(fault.message() + fault.pointer()).contains(words == null ? "" : words);
        });
    }

    @Test
    void faults_are_told_in_the_readers_language() {
        assertThatThrownBy(() ->
                        PlanReader.read(OURS.replace("zone: America/Toronto", "zone: Nowhere/Land"), Locale.FRENCH))
                .isInstanceOfSatisfying(MalformedPlan.class, malformed -> assertThat(
                                malformed.faults().get(0).message())
                        .contains("fuseau"));
    }

    @Test
    void nothing_is_a_malformed_document_too() {
        assertThatThrownBy(() -> PlanReader.read("", Locale.ENGLISH)).isInstanceOf(MalformedPlan.class);
        assertThatThrownBy(() -> PlanReader.read("- a\n- b", Locale.ENGLISH)).isInstanceOf(MalformedPlan.class);
    }
}

package org.maint.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.notification.Medium;
import org.maint.notification.Topic;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.probing.ProbeKind;
import org.maint.report.GoalPeriod;
import org.maint.rota.Hours;
import org.maint.rota.RotaWish;
import org.maint.rota.Rotation;
import org.maint.setting.Judgement;
import org.maint.shared.Canonical;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.statuspage.ComponentWish;
import org.maint.task.Priority;
import org.maint.task.TaskWish;
import org.maint.testing.World;
import org.maint.watch.ProbeWish;

/** What was set up leaves, and comes back in another installation: the same document, and once only. */
class SetupsTest {
    private World world;
    private World other;
    private Actor lead;

    @BeforeEach
    void begin(@TempDir Path home, @TempDir Path there) {
        world = World.at("2026-11-24T10:00", home);
        other = World.at("2026-11-24T10:00", there);
        lead = world.lead();
        for (World each : List.of(world, other)) {
            each.person("ana", Role.TECHNICIAN);
        }
    }

    @AfterEach
    void end() {
        world.close();
        other.close();
    }

    private void setUp() {
        Actor ana = world.in(
                services -> services.people().activeByLogin("ana").orElseThrow().actor());
        world.act(services -> {
            services.probes()
                    .save(
                            lead,
                            "shop",
                            new ProbeWish(
                                    new Text("Shop", "Boutique"),
                                    ProbeKind.TCP,
                                    "{\"host\":\"127.0.0.1\",\"port\":81}",
                                    Map.of(),
                                    null,
                                    null,
                                    60,
                                    5,
                                    1,
                                    true),
                            null);
            services.rotas()
                    .create(
                            lead,
                            RotaWish.of(
                                    "L1",
                                    "Days",
                                    List.of(ana.id()),
                                    Rotation.WEEKLY,
                                    null,
                                    LocalTime.of(8, 0),
                                    DayOfWeek.MONDAY,
                                    LocalDate.of(2026, 11, 23),
                                    Hours.of(
                                            EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                                            LocalTime.of(8, 0),
                                            LocalTime.of(17, 0),
                                            true)));
            services.components().add(lead, ComponentWish.of("Shop", "Boutique", "probe shop*", true));
            services.templates()
                    .save(lead, Topic.ALERT, Medium.EMAIL, Locale.FRENCH, "{severity} {title}", "{body} {link}", null);
            services.goals().set(lead, GoalPeriod.QUARTER, LocalDate.of(2026, 11, 24), "Faster pages");
            services.tasks()
                    .create(
                            lead,
                            new TaskWish("Look", "Twice", Priority.HIGH, ana.id(), LocalDate.of(2026, 12, 1)),
                            null,
                            null);
            services.settings()
                    .changeJudgement(
                            lead,
                            0,
                            new Judgement(
                                    LocalTime.of(6, 0), LocalTime.of(20, 0), true, 1.5, 1, 90, 60, 99.5, 98, "hours"));
        });
    }

    private static JsonNode withoutTime(ObjectNode document) {
        document.remove("at");
        return document;
    }

    @Test
    void what_was_set_up_comes_back_elsewhere_as_it_was_and_again_changes_nothing() {
        setUp();
        ObjectNode document = world.in(services -> services.setups().write(lead));
        for (String kind : List.of("probes", "rotas", "statusParts", "templates", "goals", "tasks", "judgement")) {
            assertThat(document.path(kind)).as(kind).isNotEmpty();
        }
        String text = Canonical.json(document);
        List<Setups.Taken> taken = other.in(services -> services.setups().take(other.lead(), text));
        assertThat(taken)
                .filteredOn(
                        each -> !each.kind().equals("probes") && !each.kind().equals("statusParts"))
                .allSatisfy(each -> assertThat(each.made()).as(each.kind()).isEqualTo(1));
        assertThat(withoutTime(other.in(services -> services.setups().write(other.lead()))))
                .isEqualTo(withoutTime(document));
        assertThat(other.<List<Setups.Taken>>in(services -> services.setups().take(other.lead(), text)))
                .allSatisfy(each -> assertThat(each.made()).as(each.kind()).isZero());
    }

    @Test
    void all_or_nothing_with_every_fault_at_its_place() {
        String document = "{\"format\":\"maint-setup/1\",\"goals\":[{\"period\":\"YEAR\",\"begins\":\"2026-01-01\","
                + "\"words\":\"Good\"},{\"period\":\"CENTURY\",\"begins\":\"2026-01-01\",\"words\":\"Bad\"}],"
                + "\"tasks\":[{\"title\":\"\"},{\"title\":\"Late\",\"owner\":\"nobody\"},{\"title\":\"x\",\"due\":\"soon\"}],"
                + "\"rotas\":{}}";
        assertThatThrownBy(() -> other.act(services -> services.setups().take(other.lead(), document)))
                .asInstanceOf(type(Refusal.class))
                .satisfies(refusal -> assertThat(refusal.faults())
                        .extracting(Refusal.Fault::pointer)
                        .containsExactly(
                                "/rotas", "/goals/1/period", "/tasks/0/title", "/tasks/1/owner", "/tasks/2/due"));
        assertThat(other.<ObjectNode>in(services -> services.setups().write(other.lead()))
                        .path("goals"))
                .isEmpty();
    }

    @Test
    void what_is_no_setup_is_refused_and_only_leads_take_one() {
        for (String text : List.of("", "no", "{}", "[]", "{\"format\":\"maint-setup/1\",\"people\":[]}")) {
            assertThatThrownBy(() -> other.act(services -> services.setups().take(other.lead(), text)))
                    .as(text)
                    .isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> other.act(services -> services.setups().write(other.technician())))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> other.act(services -> services.setups().take(other.technician(), "{}")))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void everything_that_people_made_leaves_without_what_is_secret() throws IOException {
        setUp();
        Actor admin = world.person("root", Role.ADMIN);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        world.act(services -> services.takeout().write(admin, out));
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(files.get("task.jsonl")).contains("\"Look\"", "2026-12-01");
        assertThat(files.get("person.jsonl")).contains("\"ana\"").doesNotContain("password", "pbkdf2");
        assertThat(files.get("plan_version.jsonl")).contains("document");
        JsonNode rows =
                Canonical.parse(files.getOrDefault("contents.json", "{}")).path("rows");
        files.forEach((name, text) -> {
            if (name.endsWith(".jsonl")) {
                assertThat(text.lines().count())
                        .as(name)
                        .isEqualTo(rows.path(name.replace(".jsonl", "")).asLong());
                text.lines().forEach(line -> assertThat(Canonical.parse(line).isObject())
                        .isTrue());
            }
        });
        assertThatThrownBy(() -> world.act(services -> services.takeout().write(lead, out)))
                .isInstanceOf(Refusal.class);
    }
}

package org.maint.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import org.maint.notification.ChannelWish;
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

    private List<String> pointers(String document) {
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> other.act(services -> services.setups().take(other.lead(), document)));
        return refusal.faults().stream().map(Refusal.Fault::pointer).toList();
    }

    @Test
    void all_or_nothing_with_the_fault_at_its_place() {
        String begin = "{\"format\":\"maint-setup/1\",";
        assertThat(pointers(begin + "\"rotas\":{},\"tasks\":7}")).containsExactly("/rotas", "/tasks");
        assertThat(pointers(begin + "\"goals\":[{\"period\":\"YEAR\",\"begins\":\"2026-01-01\",\"words\":\"Good\"},"
                        + "{\"period\":\"CENTURY\",\"begins\":\"2026-01-01\",\"words\":\"Bad\"}]}"))
                .containsExactly("/goals/1/period");
        assertThat(pointers(begin + "\"tasks\":[{\"title\":\"Good\"},{\"title\":\"\"}]}"))
                .containsExactly("/tasks/1/title");
        assertThat(pointers(begin + "\"tasks\":[{\"title\":\"Late\",\"owner\":\"nobody\"}]}"))
                .containsExactly("/tasks/0/owner");
        assertThat(pointers(begin + "\"tasks\":[{\"title\":\"x\",\"due\":\"soon\"}]}"))
                .containsExactly("/tasks/0/due");
        assertThat(pointers(begin + "\"probes\":[{\"key\":\"x\",\"config\":7}]}"))
                .containsExactly("/probes/0/config");
        assertThat(pointers(begin + "\"rotas\":[{\"level\":\"L1\",\"title\":\"x\",\"members\":[\"ana\"],"
                        + "\"rotation\":\"DAILY\",\"handOver\":\"08:00\",\"startsOn\":\"2026-11-23\","
                        + "\"hours\":{\"days\":[\"Lundi\"],\"from\":\"08:00\",\"to\":\"17:00\"}}]}"))
                .containsExactly("/rotas/0/hours/days");
        ObjectNode after = other.in(services -> services.setups().write(other.lead()));
        assertThat(after.path("goals")).isEmpty();
        assertThat(after.path("tasks")).isEmpty();
    }

    @Test
    void what_is_over_does_not_stand_in_the_way_and_what_is_set_here_stays() {
        Judgement own = new Judgement(LocalTime.of(8, 0), LocalTime.of(9, 0), false, 2, 1, 70, 60, 99, 98, "1");
        other.act(services -> services.settings().changeJudgement(other.lead(), 0, own));
        String document = "{\"format\":\"maint-setup/1\",\"tasks\":[{\"title\":\"Suivi\"},{\"title\":\"Suivi\"},"
                + "{\"title\":\"Overdue\",\"due\":\"2026-11-01\"}],"
                + "\"goals\":[{\"period\":\"QUARTER\",\"begins\":\"2026-07-01\",\"words\":\"Long ago\"}],"
                + "\"judgement\":[{\"opens\":\"07:00\",\"closes\":\"18:00\",\"roi\":\"2\"}]}";
        List<Setups.Taken> taken = other.in(services -> services.setups().take(other.lead(), document));
        assertThat(taken)
                .filteredOn(each -> each.made() + each.there() > 0)
                .containsExactly(
                        new Setups.Taken("goals", 0, 1),
                        new Setups.Taken("tasks", 3, 0),
                        new Setups.Taken("judgement", 0, 1));
        assertThat(other.<Judgement>in(services -> services.settings().current().judgement()))
                .isEqualTo(own);
        assertThat(other.<List<Setups.Taken>>in(services -> services.setups().take(other.lead(), document)))
                .allSatisfy(each -> assertThat(each.made()).as(each.kind()).isZero());
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
        world.act(services -> {
            services.channels()
                    .make(
                            admin,
                            new ChannelWish(
                                    Medium.SLACK,
                                    "Ops",
                                    true,
                                    null,
                                    "fr",
                                    null,
                                    Map.of("url", "https://hooks.example.com/tell-nobody")));
            services.contacts().giveDemoContact(lead.id(), Medium.SMS, "+15145550123");
            services.probes()
                    .save(
                            lead,
                            "secretive",
                            new ProbeWish(
                                    new Text("Secretive", "Discr\u00e8te"),
                                    ProbeKind.HTTP,
                                    "{\"url\":\"http://127.0.0.1/\",\"headers\":{\"Authorization\":\"${secret:TOKEN}\"}}",
                                    Map.of("TOKEN", "tell-nobody"),
                                    null,
                                    null,
                                    60,
                                    5,
                                    1,
                                    true),
                            null);
        });
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
        for (String[] staying : new String[][] {
            {"channel", "secret"},
            {"probe", "secrets"},
            {"contact", "code_hash"},
            {"subscriber", "token_hash"},
            {"calendar_feed", "hash"}
        }) {
            assertThat(files.getOrDefault(staying[0] + ".jsonl", "lacking"))
                    .doesNotContain("\"" + staying[1] + "\"", "lacking");
        }
        assertThat(files.get("channel.jsonl")).contains("Ops");
        assertThat(files.get("contact.jsonl")).contains("+15145550123");
        assertThat(files.get("probe.jsonl")).contains("secretive");
        assertThat(String.join("", files.values())).doesNotContain("tell-nobody");
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

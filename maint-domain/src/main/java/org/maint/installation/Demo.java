package org.maint.installation;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.ItemEntry;
import org.maint.checklist.Outcome;
import org.maint.checklist.ProofResult;
import org.maint.checklist.Run;
import org.maint.checklist.RunId;
import org.maint.checklist.RunItem;
import org.maint.checklist.SignOff;
import org.maint.checklist.WorkType;
import org.maint.installation.Standalone.Services;
import org.maint.notification.Medium;
import org.maint.notification.Topic;
import org.maint.people.Actor;
import org.maint.people.Away;
import org.maint.people.People.Invited;
import org.maint.people.Person;
import org.maint.people.Role;
import org.maint.plan.ItemKind;
import org.maint.plan.Occurrence;
import org.maint.plan.Proof;
import org.maint.plan.Tier;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;

/**
 * Fills an empty installation with people of every role and three months of believable history. Nothing is written past
 * the rules: a clock is moved through the months, and the made-up people work through their runs by the same services as
 * real ones. The same seed gives the same history.
 */
public final class Demo {
    /** Three months. */
    public static final int DAYS = 91;

    private static final int PROBED_DAYS = 40;

    private static final long SEED = 20_241_217;

    /** @param people a line each: login, password, name and roles */
    public record Filled(String adminPassword, String people) {}

    private record Step(Instant at, Consumer<Services> work) {}

    private static final class MovedClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("Instants have no zone");
        }
    }

    private final MovedClock clock = new MovedClock();
    private final Random random = new Random(SEED);
    private final PriorityQueue<Step> steps = new PriorityQueue<>(Comparator.comparing(Step::at));
    private final Map<String, Actor> actors = new LinkedHashMap<>();
    private final Instant until;
    private final int days;

    private Demo(Instant until, int days) {
        this.until = until;
        this.days = days;
    }

    /**
     * Refused when somebody other than nobody is there already.
     *
     * @param days how far back the history begins
     */
    public static Filled fill(DataSource dataSource, String home, Optional<String> zone, Instant until, int days) {
        Demo demo = new Demo(until, days);
        try (Standalone standalone = new Standalone(dataSource, demo.clock, home, Map.of())) {
            return demo.fill(standalone, zone);
        }
    }

    private Filled fill(Standalone standalone, Optional<String> zone) {
        clock.now = until.minus(Duration.ofDays(days));
        if (!standalone.in(services -> services.people().nobodyYet())) {
            throw Refusal.conflict(Message.of("conflict.demo.not-empty"));
        }
        Invited admin =
                standalone.in(services -> services.installation(zone).install().orElseThrow());
        String people = standalone.in(this::invite);
        // The account that the simulated platform has for verifications.
        standalone.act(services -> services.probes().ensureSimulated("verification", "Robinet-42"));
        List<Occurrence> calendar = standalone.in(services -> {
            ZoneId planZone = services.plans().published().zone();
            return services.plans()
                    .published()
                    .calendar(LocalDate.ofInstant(clock.now, planZone), LocalDate.ofInstant(until, planZone));
        });
        calendar.forEach(occurrence -> steps.add(new Step(occurrence.opensAt(), this::open)));
        steps.add(new Step(until.minus(Duration.ofDays(33)), this::unplanned));
        steps.add(new Step(until.minus(Duration.ofDays(12)), this::emergency));
        followUps(standalone);
        steps.add(new Step(clock.now.plus(Duration.ofDays(1)), this::firstSteps));
        steps.add(new Step(clock.now.plus(Duration.ofDays(2)), this::reached));
        steps.add(new Step(until.minus(Duration.ofDays(10)), this::absences));
        steps.add(new Step(until.minus(Duration.ofHours(22)), this::invitation));
        for (Step step = steps.poll(); step != null && step.at().isBefore(until); step = steps.poll()) {
            clock.now = step.at().isBefore(clock.now) ? clock.now : step.at();
            standalone.act(step.work());
        }
        clock.now = until;
        ZoneId zoneOfPlan =
                standalone.in(services -> services.plans().published().zone());
        new DemoMeasures(random, zoneOfPlan, until)
                .batches()
                .forEach(batch -> standalone.act(services -> services.samples().measured(batch)));
        standalone.act(services -> services.logbook().checkpoint());
        return new Filled(admin.oneTimePassword(), people);
    }

    private void followUps(Standalone standalone) {
        ZoneId planZone = standalone.in(services -> services.plans().published().zone());
        DemoFollowUps agreed = new DemoFollowUps(actors);
        later(70, services -> agreed.secondVersion(services));
        later(48, services -> agreed.finished(services, LocalDate.ofInstant(clock.now, planZone)));
        later(
                20,
                services -> agreed.announce(
                        services,
                        LocalDate.ofInstant(clock.now, planZone),
                        "Mise à jour du serveur de cartes",
                        "La version en service n’est plus maintenue.",
                        2));
        later(5, services -> agreed.overdue(services, LocalDate.ofInstant(clock.now, planZone)));
        later(2, agreed::drafts);
        later(1, services -> agreed.waiting(services, LocalDate.ofInstant(clock.now, planZone)));
        later(
                1,
                services -> agreed.announce(
                        services,
                        LocalDate.ofInstant(clock.now, planZone),
                        "Mise à jour de la base de données",
                        "Correctif de sécurité\u00a0; les factures ne s’envoient pas pendant ce temps.",
                        4));
        later(3, services -> agreed.comesRound(services, LocalDate.ofInstant(clock.now, planZone)));
        later(1, services -> agreed.silence(services, clock.now));
        later(1, services -> services.tasks().comeUpForReview());
        voices(planZone);
        DemoRotas onCall = new DemoRotas(actors);
        later(20, services -> onCall.make(services, LocalDate.ofInstant(clock.now, planZone)));
        later(3, services -> onCall.saturday(services, clock.now, planZone));
        later(2, services -> onCall.training(services, clock.now, planZone));
    }

    private void voices(ZoneId planZone) {
        DemoVoices voices = new DemoVoices(actors);
        later(41, voices::longAgo);
        later(4, voices::lately);
        later(14, services -> voices.ask(services, LocalDate.ofInstant(clock.now, planZone)));
        later(9, voices::answers);
        later(30, services -> voices.skills(services, LocalDate.ofInstant(until, planZone)));
        later(16, services -> voices.goals(services, LocalDate.ofInstant(clock.now, planZone)));
        Instant drill = until.minus(Duration.ofDays(3));
        steps.add(new Step(drill, services -> voices.startRestore(services, drill.minus(Duration.ofHours(11)))));
        List<Duration> parts = DemoVoices.restoreSteps();
        for (int i = 0; i < parts.size(); i++) {
            int position = i + 1;
            steps.add(new Step(drill.plus(parts.get(i)), services -> voices.restoreStep(services, position)));
        }
        steps.add(new Step(drill.plus(Duration.ofHours(1)), voices::signRestore));
        steps.add(new Step(until.minus(Duration.ofHours(15)), voices::handOver));
    }

    private void later(int daysBefore, Consumer<Services> work) {
        steps.add(new Step(until.minus(Duration.ofDays(daysBefore)), work));
    }

    private String invite(Services services) {
        StringBuilder lines = new StringBuilder();
        person(services, lines, "amelie", "Amélie Tremblay", Role.VIEWER, Role.TECHNICIAN);
        person(services, lines, "karim", "Karim Haddad", Role.VIEWER, Role.TECHNICIAN);
        person(services, lines, "louise", "Louise Gagnon", Role.VIEWER, Role.TECHNICIAN, Role.LEAD);
        person(services, lines, "philippe", "Philippe Roy", Role.VIEWER, Role.MANAGER);
        person(services, lines, "nadia", "Nadia Bouchard", Role.VIEWER, Role.ADMIN);
        person(services, lines, "victor", "Victor Nguyen", Role.VIEWER);
        return lines.toString();
    }

    private void person(Services services, StringBuilder lines, String login, String name, Role... roles) {
        Set<Role> held = EnumSet.copyOf(List.of(roles));
        Invited invited = services.people().invite(null, login, name, login + "@example.com", held);
        services.people().giveDemoPassword(invited.person().id(), invited.oneTimePassword());
        Person person = invited.person();
        actors.put(login, person.actor());
        lines.append(String.format("  %-10s %s   %s, %s%n", login, invited.oneTimePassword(), name, held));
    }

    private Actor somebody() {
        return actor(List.of("amelie", "karim", "amelie", "louise").get(random.nextInt(4)));
    }

    private Actor actor(String login) {
        return java.util.Objects.requireNonNull(actors.get(login), login);
    }

    private void open(Services services) {
        for (Tier tier : Tier.values()) {
            services.dueRuns().openDue(tier).forEach(run -> {
                prove(services, run);
                plan(run);
            });
        }
    }

    /** What the probes saw; nearly always all was well. */
    private void prove(Services services, Run run) {
        // What has just opened is for the real probes to look at, and they have not been there for long.
        if (run.opensAt().isAfter(until.minus(Duration.ofHours(20)))
                || run.opensAt().isBefore(until.minus(Duration.ofDays(PROBED_DAYS)))) {
            return;
        }
        for (RunItem item : run.items()) {
            Proof proof = item.proof();
            if (proof != null) {
                boolean fails = random.nextInt(150) == 0 && item.kind() == ItemKind.CHECK;
                BigDecimal value = item.kind() == ItemKind.NUMBER
                        ? new BigDecimal(number(run, item))
                        : BigDecimal.valueOf(random.nextInt(120) / 100.0 + 0.4);
                Text why = fails ? Text.same("3.4 (< 3)") : null;
                services.runs()
                        .prove(
                                run.id(),
                                item.key(),
                                new ProofResult(
                                        fails ? Outcome.FAIL : Outcome.PASS,
                                        value,
                                        null,
                                        why,
                                        clock.now,
                                        Canonical.mapper()
                                                .createObjectNode()
                                                .put("madeUp", true)
                                                .put("key", proof.key())
                                                .put("value", value)));
            }
        }
    }

    /** When and by whom a run is worked on: mostly in time, now and then late, rarely not at all. */
    private void plan(Run run) {
        RunId id = run.id();
        int fate = random.nextInt(100);
        boolean weekend = run.nominalDate().getDayOfWeek().getValue() > 5;
        if (weekend && fate < 6) {
            return;
        }
        if (run.type() == WorkType.WEEKLY && fate < 6) {
            steps.add(new Step(run.opensAt().plus(Duration.ofHours(2)), services -> services.runs()
                    .skip(actor("louise"), id, "Équipe en formation toute la journée")));
            return;
        }
        long wait = fate > 94 ? 130 + random.nextInt(60) : 4 + random.nextInt(35);
        Instant start = run.opensAt().plus(Duration.ofMinutes(wait));
        Actor person = somebody();
        boolean lastDay = run.opensAt().isAfter(until.minus(Duration.ofHours(20)));
        if (run.type() == WorkType.WEEKLY || lastDay) {
            steps.add(new Step(run.opensAt().plusSeconds(90), services -> services.runs()
                    .reassign(actor("louise"), id, person.id(), null)));
        }
        steps.add(new Step(start, services -> work(services, id, person, start)));
    }

    private void work(Services services, RunId id, Actor person, Instant start) {
        Run run = services.runs().get(person, id);
        Instant at = start;
        @Nullable String trouble = null;
        for (RunItem item : run.items()) {
            at = at.plusSeconds(12 + random.nextInt(50));
            if (!at.isBefore(until)) {
                return;
            }
            clock.now = at;
            if (item.answered()) {
                continue;
            }
            String seen = trouble == null && random.nextInt(90) == 0 ? DemoStories.seen(item.key()) : null;
            trouble = seen == null ? trouble : seen;
            services.runs().enter(person, id, item.key(), entry(run, item, seen), null);
        }
        String troubled = trouble;
        Instant end = at.plusSeconds(40);
        steps.add(new Step(end, signing -> sign(signing, id, person, troubled, Duration.between(start, end))));
    }

    private ItemEntry entry(Run run, RunItem item, @Nullable String seen) {
        if (seen != null) {
            return item.kind() == ItemKind.NUMBER
                    ? new ItemEntry(Outcome.FAIL, number(run, item), seen, null)
                    : ItemEntry.of(Outcome.FAIL, seen);
        }
        return item.kind() == ItemKind.NUMBER ? ItemEntry.value(number(run, item)) : ItemEntry.of(Outcome.PASS);
    }

    private String number(Run run, RunItem item) {
        boolean weekend = run.nominalDate().getDayOfWeek().getValue() > 5;
        // The company grows a little from week to week, and rests at the weekend.
        double growth = 1 + run.nominalDate().toEpochDay() % 365 / 1500.0;
        double share = (weekend ? 0.35 : 1) * growth * (0.9 + random.nextDouble() * 0.2);
        return switch (item.key()) {
            case "active-users-today" -> whole(46 * share);
            case "jobs-created" -> whole(31 * share);
            case "invoices-generated" -> whole(24 * share);
            case "average-response-time" -> String.format(java.util.Locale.ROOT, "%.2f", 0.7 + random.nextDouble());
            case "active-users-past-week" -> whole(61 * growth);
            case "new-users-added" -> whole(random.nextInt(4));
            case "inactive-users" -> whole(5.0 + random.nextInt(6));
            default -> whole(random.nextInt(10));
        };
    }

    private static String whole(double number) {
        return Long.toString(Math.round(number));
    }

    private void sign(Services services, RunId id, Actor person, @Nullable String trouble, Duration worked) {
        int minutes = (int) Math.max(1, worked.toMinutes());
        SignOff signOff = trouble == null
                ? SignOff.of(null, minutes)
                : new SignOff(
                        "Voir le problème noté.", minutes, List.of(), List.of(trouble), List.of("Suivi demain matin"));
        services.runs().signOff(person, id, signOff);
    }

    /** All but the contacts, which the plan leaves open. */
    private void firstSteps(Services services) {
        services.firstSteps().confirmZone(actor("louise"));
        services.firstSteps().confirmHolidays(actor("philippe"));
        services.settings().changePlatformUrl(actor("nadia"), 0, "https://plateforme.example.com");
    }

    /** By telephone at work, and not at night; the numbers are none that anybody has. */
    private void reached(Services services) {
        services.contacts().giveDemoContact(actor("louise").id(), Medium.SMS, "+1 514 555 0142");
        services.contacts().giveDemoContact(actor("louise").id(), Medium.VOICE, "+1 514 555 0142");
        services.preferences().choose(actor("louise"), Topic.RUN_MISSED, Medium.SMS, true);
        services.preferences().quietHours(actor("louise"), LocalTime.of(22, 0), LocalTime.of(6, 30));
        services.contacts().giveDemoContact(actor("amelie").id(), Medium.SMS, "+1 514 555 0177");
        services.preferences().choose(actor("amelie"), Topic.RUN_DUE, Medium.EMAIL, false);
        services.preferences().choose(actor("amelie"), Topic.RUN_LATE, Medium.SMS, true);
        services.preferences().quietHours(actor("amelie"), LocalTime.of(20, 0), LocalTime.of(7, 0));
    }

    private void absences(Services services) {
        LocalDate today =
                LocalDate.ofInstant(until, services.plans().published().zone());
        away(services, "philippe", today.minusDays(1), today.plusDays(3), "Congrès à Québec", "louise");
        away(services, "amelie", today.plusDays(9), today.plusDays(15), "Vacances", "karim");
    }

    private void away(Services services, String login, LocalDate from, LocalDate to, String note, String delegate) {
        services.absences()
                .record(
                        actor(login),
                        actor(login).id(),
                        new Away(from, to, note, actor(delegate).id()));
    }

    private void invitation(Services services) {
        services.invitations()
                .invite(
                        actor("nadia"),
                        "sophie",
                        "Sophie Lavoie",
                        "sophie@example.com",
                        EnumSet.of(Role.VIEWER, Role.TECHNICIAN),
                        "fr");
    }

    private void unplanned(Services services) {
        record(
                services,
                "Remplacer le certificat TLS du serveur de cartes",
                WorkType.UNPLANNED,
                List.of("Nouveau certificat installé", "Carte GPS affichée sans avertissement"));
    }

    private void emergency(Services services) {
        record(
                services,
                "Envoi des factures bloqué",
                WorkType.EMERGENCY,
                List.of("File d’envoi vidée", "Cause trouvée", "Clients prévenus"));
    }

    private void record(Services services, String title, WorkType type, List<String> items) {
        Actor person = somebody();
        Run run = services.runs().startUnplanned(person, title, type, items);
        work(services, run.id(), person, clock.now);
    }
}

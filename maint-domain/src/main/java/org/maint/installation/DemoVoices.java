package org.maint.installation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.maint.feedback.Feedback;
import org.maint.feedback.FeedbackKind;
import org.maint.feedback.FeedbackState;
import org.maint.feedback.FeedbackWish;
import org.maint.installation.Standalone.Services;
import org.maint.people.Actor;
import org.maint.recovery.DrillKind;
import org.maint.report.Goal;
import org.maint.report.GoalPeriod;
import org.maint.survey.Survey;
import org.maint.training.Qualification.Kind;
import org.maint.training.Qualifications;

/** What the made-up company's users say, and what its team is ready for. */
final class DemoVoices {
    /** How many gave each score from 1 on. */
    private static final List<Integer> SCORES = List.of(0, 1, 2, 8, 17);

    private static final List<String> COMMENTS = List.of(
            "La carte pourrait montrer le trafic.",
            "Très bon, surtout les factures.",
            "Le tableau de bord est lent le lundi matin.");

    private final Map<String, Actor> actors;

    DemoVoices(Map<String, Actor> actors) {
        this.actors = actors;
    }

    private Actor actor(String login) {
        return Objects.requireNonNull(actors.get(login), login);
    }

    private Feedback say(Services services, FeedbackKind kind, String title, String words, @Nullable String name) {
        return services.feedbacks()
                .say(actor("victor"), new FeedbackWish(kind, title, words, name, null, Locale.CANADA_FRENCH));
    }

    /** Some weeks ago: one was done, one was declined. */
    void longAgo(Services services) {
        Feedback done = say(
                services,
                FeedbackKind.ISSUE,
                "Les factures s’impriment sur deux pages",
                "Depuis la dernière mise à jour, le total passe à la deuxième page.",
                "Ginette Lavoie");
        services.feedbacks()
                .answer(
                        actor("karim"),
                        done.number(),
                        FeedbackState.DONE,
                        "La marge du gabarit est corrigée; tout tient sur une page.",
                        null);
        Feedback declined = say(
                services,
                FeedbackKind.REQUEST,
                "Envoyer les factures par télécopieur",
                "Deux clients n’ont pas de courriel.",
                null);
        services.feedbacks()
                .answer(
                        actor("louise"),
                        declined.number(),
                        FeedbackState.DECLINED,
                        "Plus personne n’entretient de passerelle; la poste reste possible.",
                        null);
    }

    /** This week: one has become a task, two wait. */
    void lately(Services services) {
        Feedback followed = say(
                services,
                FeedbackKind.REQUEST,
                "Voir le trafic sur la carte GPS",
                "Les répartiteurs choisiraient mieux le camion le plus proche.",
                "Marc-André Poulin");
        services.feedbacks().task(actor("louise"), followed.number());
        say(
                services,
                FeedbackKind.ISSUE,
                "Photos de chantier à l’envers",
                "Celles qui viennent d’un iPad sont tournées d’un quart de tour.",
                "Sylvie Caron");
        say(services, FeedbackKind.REQUEST, "Un raccourci pour dupliquer un travail", "", "Ginette Lavoie");
    }

    Survey ask(Services services, LocalDate today) {
        return services.surveys().open(actor("louise"), "Satisfaction d’automne", today.plusWeeks(2));
    }

    void answers(Services services) {
        Survey survey = services.surveys().list(actor("louise")).get(0);
        int all = SCORES.stream().mapToInt(Integer::intValue).sum();
        List<String> links = services.surveys().links(actor("louise"), survey.number(), all + 12);
        int next = 0;
        for (int score = 1; score <= SCORES.size(); score++) {
            for (int i = 0; i < SCORES.get(score - 1); i++) {
                String comment = next % 10 == 0 ? COMMENTS.get(next / 10 % COMMENTS.size()) : null;
                services.surveys().answer(links.get(next).replace("/survey?t=", ""), score, comment);
                next++;
            }
        }
    }

    void skills(Services services, LocalDate today) {
        skill(services, "amelie", "basic-troubleshooting", today.plusMonths(7));
        skill(services, "amelie", "backup-restore-procedures", today.plusDays(19));
        skill(services, "karim", "platform-architecture-understanding", null);
        skill(services, "karim", "basic-troubleshooting", today.plusMonths(4));
        skill(services, "karim", "security-best-practices", today.minusDays(3));
        for (String login : List.of("amelie", "karim", "louise")) {
            services.qualifications()
                    .record(
                            actor(login),
                            new Qualifications.Wish(
                                    actor(login).id(),
                                    Kind.TRAINING,
                                    "troubleshooting-guide-review",
                                    null,
                                    null,
                                    "Relu en équipe"));
        }
    }

    private void skill(Services services, String login, String skill, @Nullable LocalDate until) {
        services.qualifications()
                .record(
                        actor("philippe"),
                        new Qualifications.Wish(
                                actor(login).id(),
                                Kind.SKILL,
                                skill,
                                until == null ? null : until.minusYears(1),
                                until,
                                "Attestation du fournisseur"));
    }

    /** Of the quarter and the year; one is scored and goes on. */
    void goals(Services services, LocalDate today) {
        Actor philippe = actor("philippe");
        services.goals().set(philippe, GoalPeriod.QUARTER, today, "Aucune page au-dessus de 3 secondes");
        Goal answered = services.goals()
                .set(philippe, GoalPeriod.QUARTER, today, "Répondre à tous les commentaires dans la semaine");
        services.goals().score(philippe, answered.id(), 80, "Deux attendent encore.", null);
        services.goals().carryOver(philippe, answered.id());
        services.goals().set(philippe, GoalPeriod.YEAR, today, "Disponibilité d’au moins 99,9 % chaque mois");
    }

    /** Begun now; who works on it takes some minutes for each step. */
    long startRestore(Services services, Instant backupAt) {
        return services.drills()
                .start(actor("karim"), DrillKind.RESTORE, backupAt)
                .drill()
                .number();
    }

    void restoreStep(Services services, int position) {
        long number = services.drills().list(actor("karim")).get(0).number();
        services.drills().done(actor("karim"), number, position, null);
    }

    void signRestore(Services services) {
        long number = services.drills().list(actor("karim")).get(0).number();
        services.drills().count(actor("karim"), number, 18_204L, 18_204L);
        services.drills().sign(actor("karim"), number, "Travaux, factures et photos comparés sur un échantillon.");
    }

    /** How long after its start each step is done. */
    static List<Duration> restoreSteps() {
        return List.of(Duration.ofMinutes(6), Duration.ofMinutes(31), Duration.ofMinutes(44), Duration.ofMinutes(49));
    }

    void handOver(Services services) {
        services.handovers()
                .confirm(
                        actor("amelie"),
                        services.handovers().draft(actor("amelie"), Locale.CANADA_FRENCH)
                                + "- Disque à surveiller: la purge des photos passe cette nuit.\n",
                        null);
    }
}

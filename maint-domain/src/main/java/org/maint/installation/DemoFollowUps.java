package org.maint.installation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.installation.Standalone.Services;
import org.maint.people.Actor;
import org.maint.plan.Severity;
import org.maint.shared.Canonical;
import org.maint.silence.AlertMatcher;
import org.maint.silence.SilenceWish;
import org.maint.task.Priority;
import org.maint.task.Resolution;
import org.maint.task.Task;
import org.maint.task.TaskWish;
import org.maint.window.RecurringWish;
import org.maint.window.WindowWish;

/** What made-up people agree on beside the routines: follow-ups, and changes of the plan. */
final class DemoFollowUps {
    private final Map<String, Actor> actors;

    DemoFollowUps(Map<String, Actor> actors) {
        this.actors = actors;
    }

    private Actor actor(String login) {
        return Objects.requireNonNull(actors.get(login), login);
    }

    private Task task(
            Services services, String title, @Nullable String words, Priority priority, String owner, LocalDate due) {
        TaskWish wish = new TaskWish(title, words, priority, actor(owner).id(), due);
        return services.tasks().create(actor("louise"), wish, null, null);
    }

    /** Done long ago, with what was said about it. */
    void finished(Services services, LocalDate today) {
        Task cache = task(
                services,
                "Vider le cache des images chaque nuit",
                "Trois photos de chantier restaient anciennes après un changement.",
                Priority.NORMAL,
                "karim",
                today.plusDays(9));
        services.tasks()
                .comment(
                        actor("karim"),
                        cache.number(),
                        "Essayé en préproduction, sans effet sur le temps de chargement.");
        services.tasks().close(actor("karim"), cache.number(), Resolution.DONE, "En place depuis cette nuit.", null);
        Task twice = task(services, "Cache des images", null, Priority.LOW, "amelie", today.plusDays(20));
        services.tasks().close(actor("amelie"), twice.number(), Resolution.DUPLICATE, "Voir " + cache.name(), null);
    }

    /** What is still to be done on the last day of the history. */
    void waiting(Services services, LocalDate today) {
        Task slow = task(
                services,
                "Accélérer le rapport des factures",
                "Il prend plus de 8 s quand la période dépasse un mois.",
                Priority.HIGH,
                "louise",
                today.plusDays(3));
        services.tasks().start(actor("louise"), slow.number());
        services.tasks().comment(actor("karim"), slow.number(), "L’index sur la date manque en production.");
        services.tasks()
                .link(actor("karim"), slow.number(), "https://docs.example.com/factures#index", "Note sur l’index");
        task(
                services,
                "Renouveler le certificat du serveur de cartes",
                "Il expire dans cinq semaines.",
                Priority.URGENT,
                "amelie",
                today.plusDays(1));
        task(services, "Former Victor au tableau de bord", null, Priority.NORMAL, "louise", today.plusDays(14));
        task(
                services,
                "Demander un devis pour le second disque de sauvegarde",
                null,
                Priority.NORMAL,
                "karim",
                today.plusDays(7));
    }

    /** One that was already due; made a few days before. */
    void overdue(Services services, LocalDate today) {
        task(
                services,
                "Revoir les comptes sans authentification à deux facteurs",
                "Quatre comptes, dont deux de la comptabilité.",
                Priority.HIGH,
                "louise",
                today.plusDays(2));
    }

    /** The telephone numbers that the plan left open become its second version. */
    void secondVersion(Services services) {
        UUID draft = services.planDrafts()
                .begin(actor("louise"), "Compléter les contacts de transmission")
                .id();
        edit(
                services,
                draft,
                "[{'op':'add','path':'/escalation/0/phone','value':'514 555-0110'},"
                        + "{'op':'add','path':'/escalation/1/phone','value':'514 555-0120'},"
                        + "{'op':'add','path':'/escalation/2/phone','value':'514 555-0130'},"
                        + "{'op':'add','path':'/escalation/2/email','value':'gestion@example.com'}]");
        services.planDrafts()
                .submit(actor("louise"), draft, "Le plan laissait les numéros ouverts.", null, Locale.FRENCH);
        services.planDrafts().approve(actor("philippe"), draft, null);
    }

    /** One change that waits for the manager, and one that is being worked on. */
    void drafts(Services services) {
        UUID waiting = services.planDrafts()
                .begin(actor("louise"), "Vérifier les sauvegardes le jeudi plutôt que le vendredi")
                .id();
        edit(
                services,
                waiting,
                "[{'op':'replace','path':'/tiers/1/routines/1/recurrence','value':'FREQ=WEEKLY;BYDAY=TH'},"
                        + "{'op':'replace','path':'/tiers/1/routines/1/title',"
                        + "'value':{'en':'Every Thursday afternoon','fr':'Chaque jeudi après-midi'}},"
                        + "{'op':'move','from':'/tiers/1/routines/1/sections/1','path':'/tiers/1/routines/1/sections/0'}]");
        services.planDrafts()
                .submit(
                        actor("louise"),
                        waiting,
                        "Une restauration ratée le vendredi soir attend jusqu’au lundi; le jeudi, il reste un jour.",
                        null,
                        Locale.FRENCH);
        UUID open = services.planDrafts()
                .begin(actor("louise"), "Ajouter la vérification des certificats")
                .id();
        edit(
                services,
                open,
                "[{'op':'add','path':'/tiers/1/routines/0/sections/2/items/-','value':{'key':'check-certificates',"
                        + "'title':{'en':'Check the expiry of certificates','fr':'Vérifier l’expiration des certificats'},"
                        + "'severity':'CRITICAL'}}]");
    }

    private void edit(Services services, UUID draft, String operations) {
        services.planDrafts()
                .edit(actor("louise"), draft, Canonical.parse(operations.replace('\'', '"')), Locale.FRENCH);
    }

    /** Maintenance of the platform, from ten in the evening for two and a half hours, so many days later. */
    void announce(Services services, LocalDate today, String title, String reason, int daysLater) {
        ZoneId zone = services.plans().published().zone();
        Instant from = today.plusDays(daysLater).atTime(22, 0).atZone(zone).toInstant();
        Instant to = from.plus(Duration.ofMinutes(150));
        services.windows().plan(actor("louise"), WindowWish.of(title, reason, from, to));
    }

    /** The database is updated on the second Tuesday of each month, for half a year. */
    void comesRound(Services services, LocalDate today) {
        services.recurringWindows()
                .plan(
                        actor("louise"),
                        RecurringWish.of(
                                "Correctifs du serveur",
                                "Les correctifs de sécurité du mois demandent un redémarrage.",
                                "FREQ=MONTHLY;BYDAY=2TU",
                                LocalTime.of(22, 0),
                                90,
                                today,
                                today.plusMonths(6),
                                List.of()));
    }

    /** One thing of which nobody needs to hear for a week. */
    void silence(Services services, Instant now) {
        services.silences()
                .silence(
                        actor("louise"),
                        SilenceWish.of(
                                AlertMatcher.of(false, "host.storage*", Severity.WARNING, null, null),
                                "Le disque est commandé; il arrive lundi.",
                                null,
                                now.plus(Duration.ofDays(7))));
    }
}

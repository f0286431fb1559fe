package org.maint.installation;

import java.util.Map;

/** What made-up people see when an item fails, in their language; the company works in French. */
final class DemoStories {
    private static final Map<String, String> SEEN = Map.ofEntries(
            Map.entry("page-load-times", "Page des travaux à 6 s, les autres sous 2 s"),
            Map.entry("no-slow-loading-pages", "Le rapport des factures prend plus de 8 s"),
            Map.entry("images-loading-correctly", "Trois photos de chantier ne s’affichent pas"),
            Map.entry("no-error-messages-visible", "Bandeau d’erreur à l’ouverture du tableau de bord"),
            Map.entry("can-send-test-message", "Le message d’essai est arrivé après 9 minutes"),
            Map.entry("backup-size-reasonable", "Sauvegarde de 40 % plus petite qu’hier"),
            Map.entry("no-backup-errors-in-logs", "Délai dépassé à la première tentative, la seconde a réussi"),
            Map.entry("review-error-logs", "Rafale d’erreurs 502 entre 13 h 10 et 13 h 14"),
            Map.entry("check-failed-login-attempts", "Sept échecs pour le même compte samedi soir"),
            Map.entry("identify-slow-pages", "La carte GPS dépasse 4 s avec plus de 20 véhicules"));

    private DemoStories() {}

    static String seen(String item) {
        return SEEN.getOrDefault(item, "Résultat inattendu, revérifié deux fois");
    }
}

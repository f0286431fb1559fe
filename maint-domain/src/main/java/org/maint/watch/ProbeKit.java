package org.maint.watch;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.probing.ProbeKind;
import org.maint.shared.Text;

/** The probes that come with maint: those that make sense of any platform, and those of the simulated one. */
final class ProbeKit {
    private static final String SIGN_IN =
            """
            {"name": "form", "url": "{platform}/login", "capture": {"csrf": {"css": "input[name=csrf]", "attribute": "value"}}},
            {"name": "sign-in", "url": "{platform}/login",
             "form": {"user": "${secret:USER}", "password": "${secret:PASSWORD}", "csrf": "${csrf}"}}""";

    private ProbeKit() {}

    private static ProbeWish wish(
            String en,
            String fr,
            ProbeKind kind,
            String config,
            Map<String, String> secrets,
            @Nullable String up,
            @Nullable String seconds,
            int every) {
        return new ProbeWish(new Text(en, fr), kind, config, secrets, up, seconds, every, 10, 1, true);
    }

    /** As soon as the platform's address is set, somebody looks whether it is there. */
    static void first(Probes probes) {
        probes.ensure(
                "home",
                wish(
                        "Home page",
                        "Page d’accueil",
                        ProbeKind.PAGE,
                        "{\"url\": \"{platform}/\", \"noText\": [\"erreur\", \"error\", \"exception\"]}",
                        Map.of(),
                        "platform.up",
                        "platform.page-load",
                        30));
    }

    /** @param secrets the name and the password of the account that is there for verifications */
    static void simulated(Probes probes, Map<String, String> secrets) {
        first(probes);
        probes.ensure(
                "login",
                wish(
                        "Sign-in",
                        "Ouverture de session",
                        ProbeKind.JOURNEY,
                        "{\"steps\": [" + SIGN_IN + "]}",
                        secrets,
                        null,
                        null,
                        60));
        probes.ensure(
                "dashboard",
                wish(
                        "Dashboard",
                        "Tableau de bord",
                        ProbeKind.JOURNEY,
                        "{\"steps\": [" + SIGN_IN
                                + ", {\"name\": \"dashboard\", \"url\": \"{platform}/dashboard\", \"contains\": \"Tableau de bord\"}]}",
                        secrets,
                        null,
                        null,
                        60));
        probes.ensure(
                "charts",
                wish(
                        "Charts of the dashboard",
                        "Graphiques du tableau de bord",
                        ProbeKind.JOURNEY,
                        "{\"steps\": [" + SIGN_IN
                                + ", {\"name\": \"chart\", \"url\": \"{platform}/dashboard\", \"contains\": \"<canvas class=\\\"chart\\\"\"}"
                                + ", {\"name\": \"script\", \"url\": \"{platform}/assets/charts.js\", \"status\": [200]}]}",
                        secrets,
                        null,
                        null,
                        120));
        records(probes, "jobs", "Test job", "Travail d’essai", 201);
        records(probes, "invoices", "Test invoice", "Facture d’essai", 201);
        records(probes, "messages", "Test message", "Message d’essai", 202);
        probes.ensure(
                "gps",
                wish(
                        "GPS map",
                        "Carte GPS",
                        ProbeKind.PAGE,
                        "{\"url\": \"{platform}/gps\", \"mustHave\": [\"#map\", \".marker\"]}",
                        Map.of(),
                        null,
                        null,
                        120));
        probes.ensure(
                "host",
                wish(
                        "Disk and memory",
                        "Disque et mémoire",
                        ProbeKind.SCRAPE,
                        """
                        {"url": "{platform}/metrics", "metrics": [
                          {"name": "node_filesystem_avail_bytes", "fractionOf": "node_filesystem_size_bytes", "as": "host.disk-free"},
                          {"name": "node_memory_MemAvailable_bytes", "fractionOf": "node_memory_MemTotal_bytes", "rest": true,
                           "as": "host.memory-used"}]}""",
                        Map.of(),
                        null,
                        null,
                        30));
        probes.ensure(
                "backup",
                wish(
                        "Backups",
                        "Sauvegardes",
                        ProbeKind.BACKUP_FOLDER,
                        """
                        {"directory": "{backups}", "glob": "backup-*.sql.gz", "maxAgeHours": 24, "minBytes": 1,
                         "sha256File": true, "expectDays": 7, "minFreeBytes": 1048576}""",
                        Map.of(),
                        null,
                        null,
                        300));
        probes.ensure(
                "advisories",
                wish(
                        "Security advisories",
                        "Avis de sécurité",
                        ProbeKind.ADVISORY_FEED,
                        "{\"url\": \"{platform}/advisories.xml\", \"days\": 7, \"matches\": \"(?i)critical|critique\"}",
                        Map.of(),
                        null,
                        null,
                        3600));
    }

    private static void records(Probes probes, String what, String en, String fr, int status) {
        probes.ensure(
                what,
                wish(
                        en,
                        fr,
                        ProbeKind.JOURNEY,
                        """
                        {"steps": [
                          {"name": "create", "method": "POST", "url": "{platform}/api/%s", "body": "{}",
                           "headers": {"Content-Type": "application/json"}, "status": [%d],
                           "capture": {"id": {"jsonPath": "$.id"}}},
                          {"name": "delete", "method": "DELETE", "url": "{platform}/api/%s/${id}", "status": [204],
                           "always": true}]}"""
                                .formatted(what, status, what),
                        Map.of(),
                        null,
                        null,
                        120));
    }
}

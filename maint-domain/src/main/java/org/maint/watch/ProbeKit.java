package org.maint.watch;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.probing.ProbeKind;
import org.maint.shared.Message;
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
            String title,
            ProbeKind kind,
            String config,
            Map<String, String> secrets,
            @Nullable String up,
            @Nullable String seconds,
            int every) {
        return new ProbeWish(Text.of(Message.of(title)), kind, config, secrets, up, seconds, every, 10, 1, true);
    }

    /** As soon as the platform's address is set, somebody looks whether it is there. */
    static void first(Probes probes) {
        probes.ensure(
                "home",
                wish(
                        "probe.kit.home",
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
                wish("probe.kit.login", ProbeKind.JOURNEY, "{\"steps\": [" + SIGN_IN + "]}", secrets, null, null, 60));
        probes.ensure(
                "dashboard",
                wish(
                        "probe.kit.dashboard",
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
                        "probe.kit.charts",
                        ProbeKind.JOURNEY,
                        "{\"steps\": [" + SIGN_IN
                                + ", {\"name\": \"chart\", \"url\": \"{platform}/dashboard\", \"contains\": \"<canvas class=\\\"chart\\\"\"}"
                                + ", {\"name\": \"script\", \"url\": \"{platform}/assets/charts.js\", \"status\": [200]}]}",
                        secrets,
                        null,
                        null,
                        120));
        records(probes, "jobs", "probe.kit.jobs", 201);
        records(probes, "invoices", "probe.kit.invoices", 201);
        records(probes, "messages", "probe.kit.messages", 202);
        probes.ensure(
                "gps",
                wish(
                        "probe.kit.gps",
                        ProbeKind.PAGE,
                        "{\"url\": \"{platform}/gps\", \"mustHave\": [\"#map\", \".marker\"]}",
                        Map.of(),
                        null,
                        null,
                        120));
        probes.ensure(
                "host",
                wish(
                        "probe.kit.host",
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
                        "probe.kit.backup",
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
                        "probe.kit.advisories",
                        ProbeKind.ADVISORY_FEED,
                        "{\"url\": \"{platform}/advisories.xml\", \"days\": 7, \"matches\": \"(?i)critical|critique\"}",
                        Map.of(),
                        null,
                        null,
                        3600));
    }

    private static void records(Probes probes, String what, String title, int status) {
        probes.ensure(
                what,
                wish(
                        title,
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

package org.maint.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.maint.shared.Canonical;

/**
 * What a backup says of itself.
 *
 * @param files the SHA-256 of each file in it
 * @param rows how many there are of each table
 */
record BackupManifest(Instant at, Map<String, String> files, Map<String, Long> rows) {
    static final String NAME = "manifest.json";

    private static final String FORMAT = "maint-backup/1";

    String json() {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("format", FORMAT);
        json.put("at", at.toString());
        ObjectNode sums = json.putObject("files");
        files.forEach(sums::put);
        ObjectNode numbers = json.putObject("rows");
        rows.forEach(numbers::put);
        return Canonical.json(json);
    }

    static BackupManifest read(String text) {
        JsonNode json = Canonical.parse(text);
        if (!json.path("format").asText().equals(FORMAT)) {
            throw new Failure("This is no backup of maint: its format is not " + FORMAT + ".");
        }
        Map<String, String> files = new TreeMap<>();
        json.path("files")
                .fields()
                .forEachRemaining(
                        each -> files.put(each.getKey(), each.getValue().asText()));
        Map<String, Long> rows = new TreeMap<>();
        json.path("rows")
                .fields()
                .forEachRemaining(
                        each -> rows.put(each.getKey(), each.getValue().asLong()));
        return new BackupManifest(Instant.parse(json.path("at").asText()), files, rows);
    }

    long allRows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}

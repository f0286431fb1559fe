package org.maint.logbook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;

/** The lines of an export: a header, the entries in order, the checkpoints. */
final class LogExport {
    private LogExport() {}

    static String header(@Nullable SigningKey key) {
        ObjectNode line = Canonical.mapper().createObjectNode();
        line.put("kind", "maint-log");
        line.put("format", 1);
        if (key != null) {
            line.put("publicKey", key.publicKey());
            line.put("keyId", key.id());
        }
        return Canonical.json(line);
    }

    static String entry(LogEntry entry) {
        ObjectNode line = Canonical.mapper().createObjectNode();
        line.put("kind", "entry");
        line.set("content", entry.content());
        line.put("previousHash", entry.previousHash());
        line.put("hash", entry.hash());
        return Canonical.json(line);
    }
}

package org.maint.watch;

import static java.lang.System.Logger.Level.WARNING;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maint.setting.Secrets;
import org.maint.shared.Canonical;

/** The secrets that looks need, as they are kept with their probe. */
final class ProbeSecrets {
    private static final System.Logger LOG = System.getLogger(ProbeSecrets.class.getName());

    private final Secrets secrets;

    ProbeSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What is kept, with what was typed; an empty one is forgotten. Null where none is left. */
    @Nullable
    String sealed(Probe probe, Map<String, String> typed) {
        Map<String, String> all = new TreeMap<>(opened(probe));
        typed.forEach((name, secret) -> {
            if (secret.isEmpty()) {
                all.remove(name);
            } else {
                all.put(name, secret);
            }
        });
        if (all.isEmpty()) {
            return null;
        }
        ObjectNode json = Canonical.mapper().createObjectNode();
        all.forEach(json::put);
        return secrets.seal(json.toString());
    }

    Map<String, String> opened(Probe probe) {
        String kept = probe.secrets();
        if (kept == null) {
            return Map.of();
        }
        Map<String, String> opened = new TreeMap<>();
        String json;
        try {
            json = secrets.open(kept);
        } catch (IllegalArgumentException | IllegalStateException unreadable) {
            // As if there were none: a look that needs one says so, and they can be typed again.
            LOG.log(WARNING, "The secrets of probe {0} cannot be read: {1}", probe.key(), unreadable.getMessage());
            return Map.of();
        }
        Canonical.parse(json)
                .fields()
                .forEachRemaining(
                        field -> opened.put(field.getKey(), field.getValue().asText()));
        return opened;
    }
}

package org.maint.watch;

import static java.lang.System.Logger.Level.WARNING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.setting.Secrets;
import org.maint.shared.Canonical;
import org.maint.shared.Log;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * The secrets of a probe. Each is kept with the sites that it was typed for, and is told to no other: whoever may change
 * where a probe looks could else have it sent to a place of their own.
 */
final class ProbeSecrets {
    /** No name of a secret begins with it. */
    private static final String SITES = "@";

    /** For whom, and for which probe, what was typed is held. */
    private static final String OWNER = "@@";

    private static final Log LOG = Log.of(ProbeSecrets.class);

    /** @param sites null for one that was kept before sites were: it goes where it went then */
    private record Kept(String secret, @Nullable Set<String> sites) {
        boolean allows(Set<String> wanted) {
            return sites == null || wanted.stream().allMatch(this::allows);
        }

        /** What was typed while no platform was set is for the one that is. */
        private boolean allows(String site) {
            return sites == null
                    || sites.contains(site)
                    || (site.contains(" ") && sites.contains(site.substring(0, site.indexOf(' ') + 1)));
        }
    }

    private final Map<String, Kept> all;

    private ProbeSecrets(Map<String, Kept> all) {
        this.all = all;
    }

    static ProbeSecrets none() {
        return new ProbeSecrets(new TreeMap<>());
    }

    /**
     * Those that are kept for a probe.
     *
     * @param now whom each is told as the probe is now, for those that were kept before that was
     */
    static ProbeSecrets opened(Secrets secrets, String probe, @Nullable String sealed, Map<String, Set<String>> now) {
        ProbeSecrets opened = opened(secrets, probe, sealed);
        opened.all.replaceAll((name, kept) ->
                kept.sites() == null ? new Kept(kept.secret(), now.getOrDefault(name, Set.of())) : kept);
        return opened;
    }

    private static ProbeSecrets opened(Secrets secrets, String probe, @Nullable String sealed) {
        Map<String, Kept> all = new TreeMap<>();
        if (sealed == null) {
            return new ProbeSecrets(all);
        }
        JsonNode json;
        try {
            json = Canonical.parse(secrets.open(sealed));
        } catch (IllegalArgumentException | IllegalStateException unreadable) {
            // As if there were none: a look that needs one says so, and they can be typed again.
            LOG.log(WARNING, "The secrets of probe {0} cannot be read: {1}", probe, unreadable.getMessage());
            return new ProbeSecrets(all);
        }
        json.fields().forEachRemaining(field -> {
            if (!field.getKey().startsWith(SITES)) {
                JsonNode sites = json.path(SITES + field.getKey());
                all.put(field.getKey(), new Kept(field.getValue().asText(), sites.isTextual() ? words(sites) : null));
            }
        });
        return new ProbeSecrets(all);
    }

    private static Set<String> words(JsonNode sites) {
        return Arrays.stream(sites.asText().split("\\n", -1))
                .filter(site -> !site.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What somebody has typed for a probe and not saved yet; none when it is another's, or another probe's. */
    static ProbeSecrets held(Secrets secrets, String owner, @Nullable String sealed) {
        if (sealed == null
                || !Canonical.parse(secrets.open(sealed)).path(OWNER).asText().equals(owner)) {
            return none();
        }
        return opened(secrets, owner, sealed);
    }

    /** With others on top. */
    ProbeSecrets with(ProbeSecrets others) {
        Map<String, Kept> more = new TreeMap<>(all);
        more.putAll(others.all);
        return new ProbeSecrets(more);
    }

    /** With what is typed now, for these sites. */
    ProbeSecrets typed(Map<String, String> typed, Map<String, Set<String>> told) {
        Map<String, Kept> more = new TreeMap<>(all);
        typed.forEach((name, secret) -> more.put(name, new Kept(secret, told.getOrDefault(name, Set.of()))));
        return new ProbeSecrets(more);
    }

    /** Refused when one of them would be told to a site that it was not typed for. */
    ProbeSecrets requireFor(Map<String, Set<String>> told) {
        Set<String> elsewhere = new TreeSet<>();
        Set<String> sites = new TreeSet<>();
        all.forEach((name, kept) -> {
            Set<String> wanted = told.getOrDefault(name, Set.of());
            if (!kept.secret().isEmpty() && !kept.allows(wanted)) {
                elsewhere.add(name);
                sites.addAll(wanted);
            }
        });
        if (!elsewhere.isEmpty()) {
            throw Refusal.invalid(
                    "/secrets",
                    Message.of(
                            "invalid.probe.secret-elsewhere", String.join(", ", elsewhere), String.join(", ", sites)));
        }
        return this;
    }

    /** Those that may be told to these sites, by name. */
    Map<String, String> usable(Map<String, Set<String>> told) {
        Map<String, String> usable = new TreeMap<>();
        all.forEach((name, kept) -> {
            if (!kept.secret().isEmpty() && kept.allows(told.getOrDefault(name, Set.of()))) {
                usable.put(name, kept.secret());
            }
        });
        return usable;
    }

    Set<String> names() {
        return all.entrySet().stream()
                .filter(each -> !each.getValue().secret().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** To be kept with the probe; those that are empty are forgotten. Null for none. */
    @Nullable
    String sealed(Secrets secrets) {
        return names().isEmpty() ? null : secrets.seal(json(false).toString());
    }

    /** To be held until the probe is saved, with those that are to be forgotten then. Null for none. */
    @Nullable
    String sealedFor(Secrets secrets, String owner) {
        return all.isEmpty() ? null : secrets.seal(json(true).put(OWNER, owner).toString());
    }

    private ObjectNode json(boolean empty) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        all.forEach((name, kept) -> {
            if (empty || !kept.secret().isEmpty()) {
                json.put(name, kept.secret());
                json.put(SITES + name, kept.sites() == null ? null : String.join("\n", kept.sites()));
            }
        });
        return json;
    }
}

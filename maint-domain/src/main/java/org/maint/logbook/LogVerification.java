package org.maint.logbook;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;

/**
 * Verifies a log, link by link. Intact and complete are two verdicts: that nothing in it was changed can be seen from
 * the chain itself; that nothing was cut off its end can only be seen against a checkpoint that was kept elsewhere.
 */
public final class LogVerification {
    private final @Nullable PublicKey key;
    private final Map<Long, String> hashes = new HashMap<>();
    private final List<SignedHead> checkpoints = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private Chain.Head head = Chain.START;
    private boolean external;

    private record SignedHead(Chain.Head head, Instant at, String signature, String origin) {}

    /** @param key X.509 in Base64; null when the signer is not to be verified */
    public LogVerification(@Nullable String key) {
        this.key = key == null ? null : SigningKey.publicKey(key);
    }

    /**
     * What was found.
     *
     * @param intact whether every entry follows on the one before it, unchanged, and every checkpoint fits
     * @param complete whether the chain reaches at least as far as every checkpoint; empty when there is no checkpoint
     * @param signerVerified whether the checkpoints' signatures were verified with a key
     * @param externalCheckpoint whether one of the checkpoints came from outside the log
     * @param faults what is wrong, in English, each naming the entry
     */
    public record Verdict(
            boolean intact,
            Optional<Boolean> complete,
            boolean signerVerified,
            boolean externalCheckpoint,
            long entries,
            List<String> faults) {}

    public LogVerification link(Chain.Link link) {
        if (!link.follows(head)) {
            faults.add(
                    link.sequence() == head.sequence() + 1
                            ? "Entry " + link.sequence() + " was changed, or one before it was"
                            : "Entry " + (head.sequence() + 1) + " is missing");
        }
        hashes.put(link.sequence(), link.hash());
        head = link.head();
        return this;
    }

    public LogVerification checkpoint(Checkpoint checkpoint) {
        checkpoints.add(new SignedHead(checkpoint.head(), checkpoint.at(), checkpoint.signature(), "stored"));
        return this;
    }

    /** A checkpoint that was kept outside the log, as the JSON of its file. */
    public LogVerification externalCheckpoint(String json) {
        external = true;
        checkpoints.add(signedHead(Canonical.parse(json), "given"));
        return this;
    }

    /** Reads an export (JSON Lines). */
    public LogVerification export(BufferedReader lines) throws IOException {
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                exportLine(Canonical.parse(line));
            } catch (IllegalArgumentException e) {
                faults.add("Line " + number + " of the export cannot be read: " + e.getMessage());
            }
        }
        return this;
    }

    private void exportLine(JsonNode line) {
        switch (line.path("kind").asText()) {
            case "entry" -> {
                JsonNode content = line.path("content");
                link(new Chain.Link(
                        content.path("sequence").asLong(),
                        Canonical.json(content),
                        line.path("previousHash").asText(),
                        line.path("hash").asText()));
            }
            case "checkpoint" -> checkpoints.add(signedHead(line, "exported"));
            case "maint-log" -> {
                // The header says which format and which key; neither is to be trusted for the verification.
            }
            default -> throw new IllegalArgumentException("unknown kind");
        }
    }

    private static SignedHead signedHead(JsonNode node, String origin) {
        try {
            return new SignedHead(
                    new Chain.Head(
                            node.path("sequence").asLong(), node.path("hash").asText()),
                    Instant.parse(node.path("at").asText()),
                    node.path("signature").asText(),
                    origin);
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("not a checkpoint", e);
        }
    }

    public Verdict verdict() {
        List<String> all = new ArrayList<>(faults);
        boolean complete = true;
        for (SignedHead signed : checkpoints) {
            long sequence = signed.head().sequence();
            String name = "The " + signed.origin() + " checkpoint at entry " + sequence;
            if (key != null
                    && !SigningKey.verify(
                            key,
                            Checkpoint.statement(sequence, signed.head().hash(), signed.at()),
                            signed.signature())) {
                all.add(name + " is not signed by this key");
            }
            String actual = sequence == 0 ? Chain.START.hash() : hashes.get(sequence);
            if (actual == null) {
                complete = false;
            } else if (!actual.equals(signed.head().hash())) {
                all.add(name + " does not fit the chain");
            }
        }
        return new Verdict(
                all.isEmpty(),
                checkpoints.isEmpty() ? Optional.empty() : Optional.of(complete),
                key != null && !checkpoints.isEmpty(),
                external,
                hashes.size(),
                List.copyOf(all));
    }
}

package org.maint.logbook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;

/**
 * A signed statement that the chain had this end at this time. Kept outside the database (in a file, in a mailbox), it
 * shows later whether the newest entries were cut off.
 */
@Entity
@Table(name = "log_checkpoint")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Checkpoint {
    @Id
    private UUID id;

    private long sequence;
    private String hash;

    @Column(name = "at")
    private Instant at;

    /** Ed25519 over {@link #statement}, in Base64. */
    private String signature;

    /** SHA-256 of the public key, hexadecimal, its first 16 digits. */
    @Column(name = "key_id")
    private String keyId;

    protected Checkpoint() {}

    Checkpoint(Chain.Head head, Instant at, SigningKey key) {
        this.id = UUID.randomUUID();
        this.sequence = head.sequence();
        this.hash = head.hash();
        // As the database keeps it: what is signed must be what is read again.
        this.at = at.truncatedTo(ChronoUnit.MICROS);
        this.keyId = key.id();
        this.signature = key.sign(statement(sequence, hash, this.at));
    }

    /** The canonical JSON that is signed. */
    static String statement(long sequence, String hash, Instant at) {
        ObjectNode statement = Canonical.mapper().createObjectNode();
        statement.put("at", at.toString());
        statement.put("hash", hash);
        statement.put("sequence", sequence);
        return Canonical.json(statement);
    }

    public Chain.Head head() {
        return new Chain.Head(sequence, hash);
    }

    public Instant at() {
        return at;
    }

    public String signature() {
        return signature;
    }

    public @Nullable String keyId() {
        return keyId;
    }

    /** As one line of an export, and as the content of a checkpoint file. */
    public String json() {
        ObjectNode line = Canonical.mapper().createObjectNode();
        line.put("kind", "checkpoint");
        line.put("sequence", sequence);
        line.put("hash", hash);
        line.put("at", at.toString());
        line.put("signature", signature);
        line.put("keyId", keyId);
        return Canonical.json(line);
    }
}

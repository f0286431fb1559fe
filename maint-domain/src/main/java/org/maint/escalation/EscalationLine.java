package org.maint.escalation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Rows;
import org.maint.shared.Words;

/** A line of an escalation's history. It never changes. */
@Entity
@Table(name = "escalation_line")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class EscalationLine {
    /** What happened. */
    public enum Kind {
        TOLD,
        /** Everybody again, because nobody answered. */
        REPEATED,
        /** Nobody could be reached at a level; the clock goes on. */
        NOBODY,
        HELD,
        ACKNOWLEDGED,
        /** Who has it in hand was asked whether they still have. */
        REMINDED,
        /** It became worse and begins again. */
        WORSE,
        OVER
    }

    static final Rows ROWS =
            new Rows("escalation_line", List.of("escalation_id", "at", "kind", "step", "levels", "words"));

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "escalation_id")
    private long escalation;

    private Instant at;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private @Nullable Integer step;
    private @Nullable String levels;
    private @Nullable String words;

    protected EscalationLine() {}

    EscalationLine(
            long escalation,
            Instant at,
            Kind kind,
            @Nullable Integer step,
            @Nullable String levels,
            @Nullable String words) {
        this.escalation = escalation;
        this.at = at;
        this.kind = kind;
        this.step = step;
        this.levels = levels;
        this.words = words == null ? null : Words.shortened(words, 1_000);
    }

    List<@Nullable Object> row() {
        return Arrays.asList(escalation, at, kind, step, levels, words);
    }

    public Instant at() {
        return at;
    }

    public Kind kind() {
        return kind;
    }

    /** From 1; null where it is about none. */
    public @Nullable Integer step() {
        return step;
    }

    /** Such as {@code L1 L2}. */
    public @Nullable String levels() {
        return levels;
    }

    /** Who, or why. */
    public @Nullable String words() {
        return words;
    }
}

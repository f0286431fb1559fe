package org.maint.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** A report over a period: what the record says, and what people say to it. */
@Entity
@Table(name = "report")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Report {
    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private ReportKind kind;

    @Column(name = "from_date")
    private LocalDate from;

    @Column(name = "to_date")
    private LocalDate to;

    @Enumerated(EnumType.STRING)
    private ReportState state;

    @Column(length = Length.LONG32)
    private String figures;

    @Column(length = Length.LONG32)
    private String answers;

    @Column(name = "computed_at")
    private Instant computedAt;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "approved_at")
    private @Nullable Instant approvedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "approved_by"))
    private @Nullable PersonId approvedBy;

    @Column(name = "log_entry")
    private @Nullable Long logEntry;

    @Version
    private int version;

    protected Report() {}

    Report(ReportKind kind, LocalDate from, List<ReportLine> lines, Instant at) {
        this.id = UUID.randomUUID();
        this.kind = kind;
        this.from = from;
        this.to = kind.end(from);
        this.state = ReportState.DRAFT;
        this.answers = "{}";
        this.createdAt = at;
        compute(lines, at);
    }

    final void compute(List<ReportLine> lines, Instant at) {
        ArrayNode all = Canonical.mapper().createArrayNode();
        lines.forEach(line -> all.add(line.json()));
        figures = Canonical.json(all);
        computedAt = at;
    }

    void answer(Map<String, String> words) {
        ObjectNode all = Canonical.mapper().createObjectNode();
        words.forEach(all::put);
        answers = Canonical.json(all);
    }

    void approve(Instant at, PersonId by, long entry) {
        state = ReportState.APPROVED;
        approvedAt = at;
        approvedBy = by;
        logEntry = entry;
    }

    void requireDraft() {
        if (state != ReportState.DRAFT) {
            throw Refusal.conflict(Message.of("conflict.report.approved"));
        }
    }

    /** @param expected the version that was seen; null for whatever it is now */
    void requireVersion(@Nullable Integer expected) {
        if (expected != null && expected != version) {
            throw Refusal.stale(Message.of("stale.report"));
        }
    }

    public UUID id() {
        return id;
    }

    public ReportKind kind() {
        return kind;
    }

    /** Its first day. */
    public LocalDate from() {
        return from;
    }

    /** The first day after it. */
    public LocalDate to() {
        return to;
    }

    public LocalDate last() {
        return to.minusDays(1);
    }

    public ReportState state() {
        return state;
    }

    /** In the template's order. */
    public List<ReportLine> lines() {
        List<ReportLine> lines = new ArrayList<>();
        Canonical.parse(figures).forEach(line -> lines.add(ReportLine.read(line)));
        return lines;
    }

    /** By the template's questions; those without an answer are absent. */
    public Map<String, String> answers() {
        JsonNode all = Canonical.parse(answers);
        Map<String, String> known = new LinkedHashMap<>();
        kind.questions().stream()
                .filter(all::hasNonNull)
                .forEach(question -> known.put(question, all.path(question).asText()));
        return known;
    }

    /** When the figures were taken. */
    public Instant computedAt() {
        return computedAt;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Instant approvedAt() {
        return approvedAt;
    }

    public @Nullable PersonId approvedBy() {
        return approvedBy;
    }

    /** The entry of the log in which it stands; null for a draft. */
    public @Nullable Long logEntry() {
        return logEntry;
    }

    public int version() {
        return version;
    }
}

package org.maint.statuspage;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Glob;
import org.maint.shared.LinesConverter;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;

/** A part of the platform as customers know it, and what maint watches that belongs to it. */
@Entity
@Table(name = "status_component")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class StatusComponent {
    @Id
    private UUID id;

    private int position;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "title_en"))
    @AttributeOverride(name = "fr", column = @Column(name = "title_fr"))
    private Text title;

    @Convert(converter = LinesConverter.class)
    private List<String> scope = List.of();

    private boolean automatic;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "removed_at")
    private @Nullable Instant removedAt;

    @Version
    private int version;

    protected StatusComponent() {}

    StatusComponent(int position, ComponentWish wish, Instant at) {
        this.id = UUID.randomUUID();
        this.position = position;
        this.createdAt = at;
        change(wish);
    }

    final void change(ComponentWish wish) {
        title = wish.title();
        scope = wish.scope();
        automatic = wish.automatic();
    }

    void remove(Instant at) {
        removedAt = at;
    }

    void requireVersion(@Nullable Integer expected) {
        if (expected != null && expected != version) {
            throw Refusal.stale(Message.of("stale.component", title));
        }
    }

    /** Whether this thing is part of it. */
    boolean has(String fingerprint) {
        return scope.stream().anyMatch(glob -> glob.equals(fingerprint) || Glob.matches(glob, fingerprint));
    }

    /** Whether what is worked on touches it; an empty scope is the whole platform. */
    boolean touchedBy(List<String> worked) {
        return worked.isEmpty()
                || worked.stream()
                        .anyMatch(each -> has(each) || scope.stream().anyMatch(own -> Glob.matches(each, own)));
    }

    public UUID id() {
        return id;
    }

    public Text title() {
        return title;
    }

    /** The fingerprints of what belongs to it, each {@code *} for any text; empty when only incidents show. */
    public List<String> scope() {
        return scope;
    }

    /** Whether a critical alert about it shows by itself. */
    public boolean automatic() {
        return automatic;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public int version() {
        return version;
    }
}

package org.maint.rota;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.OptimisticLock;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.rota.RotaEvent.OverrideMade;
import org.maint.rota.RotaEvent.RotaArchived;
import org.maint.rota.RotaEvent.RotaChanged;
import org.maint.rota.RotaEvent.RotaCreated;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * People who take turns at one level of the plan. Members change places in an order that never ends; the first one begins
 * on the start date. It is changed or archived, never deleted; what was before a change stands in the audit trail.
 */
@Entity
@Table(name = "rota")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Rota {
    @Id
    private UUID id;

    private String level;
    private String title;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "rota_member", joinColumns = @JoinColumn(name = "rota_id"))
    @OrderColumn(name = "place")
    @AttributeOverride(name = "value", column = @Column(name = "person_id"))
    private List<PersonId> members;

    @Enumerated(EnumType.STRING)
    private Rotation rotation;

    private int days;

    @Column(name = "hand_over")
    private String handOver;

    @Enumerated(EnumType.STRING)
    private @Nullable DayOfWeek weekday;

    @Column(name = "starts_on")
    private LocalDate startsOn;

    /** The days' ISO numbers; null for always. */
    @Column(name = "hours_days")
    private @Nullable String hoursDays;

    @Column(name = "hours_from")
    private @Nullable String hoursFrom;

    @Column(name = "hours_to")
    private @Nullable String hoursTo;

    @Column(name = "not_on_holidays")
    private boolean notOnHolidays;

    // An override is no change that a lead's form must notice.
    @OptimisticLock(excluded = true)
    @Column(name = "overrides_made")
    private int overridesMade;

    @Column(name = "created_at")
    private Instant createdAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "created_by"))
    private PersonId createdBy;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Column(name = "archived_at")
    private @Nullable Instant archivedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "archived_by"))
    private @Nullable PersonId archivedBy;

    @Version
    private int version;

    protected Rota() {}

    Rota(RotaWish wish, Instant at, PersonId by) {
        this.id = UUID.randomUUID();
        this.members = new ArrayList<>();
        this.createdAt = at;
        this.createdBy = by;
        take(wish, at);
    }

    private void take(RotaWish wish, Instant at) {
        level = wish.level();
        title = wish.title();
        if (!members.equals(wish.members())) {
            members.clear();
            members.addAll(wish.members());
        }
        rotation = wish.rotation();
        days = wish.days();
        handOver = wish.handOver().toString();
        weekday = wish.weekday();
        startsOn = wish.startsOn();
        Hours hours = wish.hours();
        hoursDays = hours == null
                ? null
                : hours.days().stream()
                        .map(day -> Integer.toString(day.getValue()))
                        .collect(Collectors.joining());
        hoursFrom = hours == null ? null : hours.from().toString();
        hoursTo = hours == null ? null : hours.to().toString();
        notOnHolidays = hours != null && hours.notOnHolidays();
        changedAt = at;
    }

    RotaCreated created() {
        return new RotaCreated(this, createdBy);
    }

    /** Refused when it is archived. */
    RotaChanged change(RotaWish wish, Instant at, PersonId by) {
        requireUsed();
        String before = words();
        take(wish, at);
        return new RotaChanged(this, before, by);
    }

    RotaArchived archive(Instant at, PersonId by) {
        requireUsed();
        archivedAt = at;
        archivedBy = by;
        return new RotaArchived(this, by);
    }

    /**
     * Gives a time to somebody; whether they can have it, the service has asked. Refused when it is archived, and when
     * the time is past: what has been stays as it was.
     */
    OverrideMade override(OverrideWish wish, Instant at, PersonId by) {
        requireUsed();
        Instant wanted = wish.from();
        // A form shows minutes: the present one is not past.
        if (wanted != null && wanted.isBefore(at.truncatedTo(ChronoUnit.MINUTES))) {
            throw Refusal.invalid("/from", Message.of("invalid.override.past"));
        }
        Instant from = wanted == null || wanted.isBefore(at) ? at : wanted;
        if (!wish.to().isAfter(at)) {
            throw Refusal.invalid("/to", Message.of("invalid.override.past"));
        }
        if (!wish.to().isAfter(from) || wish.to().isAfter(from.plus(OverrideWish.LONGEST))) {
            throw Refusal.invalid("/to", Message.of("invalid.override.length", OverrideWish.LONGEST.toDays()));
        }
        if (from.isAfter(at.plus(Roster.LONGEST))) {
            throw Refusal.invalid("/from", Message.of("invalid.override.far", Roster.LONGEST.toDays()));
        }
        overridesMade++;
        RotaOverride made = new RotaOverride(this, overridesMade, from, wish, at, by);
        return new OverrideMade(this, made, by);
    }

    void requireUsed() {
        if (archivedAt != null) {
            throw Refusal.conflict(Message.of("conflict.rota.archived", title));
        }
    }

    /** @param expected the version that the person saw; null to write whatever it is now */
    void requireVersion(@Nullable Integer expected) {
        if (expected != null && expected != version) {
            throw Refusal.stale(Message.of("stale.rota", title));
        }
    }

    /** For the audit trail. */
    String words() {
        String order = members.stream().map(PersonId::toString).collect(Collectors.joining(","));
        String often = rotation == Rotation.DAYS ? rotation + "/" + days : rotation.name();
        String always = hoursDays == null
                ? ""
                : " hours:" + hoursDays + "," + hoursFrom + "-" + hoursTo + (notOnHolidays ? ",not-on-holidays" : "");
        return level + " " + title + " " + often + " " + (weekday == null ? "" : weekday + " ") + handOver + " from "
                + startsOn + always + " members:" + order;
    }

    public UUID id() {
        return id;
    }

    public String level() {
        return level;
    }

    public String title() {
        return title;
    }

    /** In their order; the first one has the first turn. */
    public List<PersonId> members() {
        return List.copyOf(members);
    }

    public boolean isMember(PersonId person) {
        return members.contains(person);
    }

    public Rotation rotation() {
        return rotation;
    }

    /** How many days a turn has. */
    public int days() {
        return days;
    }

    /** Local time in the plan's zone. */
    public LocalTime handOver() {
        return LocalTime.parse(handOver);
    }

    /** Null but for a weekly one. */
    public @Nullable DayOfWeek weekday() {
        return weekday;
    }

    public LocalDate startsOn() {
        return startsOn;
    }

    /** Null for always. */
    public @Nullable Hours hours() {
        if (hoursDays == null || hoursFrom == null || hoursTo == null) {
            return null;
        }
        Set<DayOfWeek> on = EnumSet.noneOf(DayOfWeek.class);
        hoursDays.chars().forEach(digit -> on.add(DayOfWeek.of(digit - '0')));
        return new Hours(on, LocalTime.parse(hoursFrom), LocalTime.parse(hoursTo), notOnHolidays);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public PersonId createdBy() {
        return createdBy;
    }

    public Instant changedAt() {
        return changedAt;
    }

    /** Since when nobody is on call by it; null while it is used. */
    public @Nullable Instant archivedAt() {
        return archivedAt;
    }

    public @Nullable PersonId archivedBy() {
        return archivedBy;
    }

    public int version() {
        return version;
    }
}

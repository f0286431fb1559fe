package org.maint.window;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.plan.Recurrence;
import org.maint.plan.Schedule;
import org.maint.shared.LinesConverter;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Announced maintenance that comes round until its last day. Each time becomes a window of its own, well ahead, which
 * may be changed or cancelled alone and then stays so.
 */
@Entity
@Table(name = "recurring_window")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class RecurringWindow {
    @Id
    private UUID id;

    private String title;
    private String reason;

    @Convert(converter = LinesConverter.class)
    private List<String> scope = List.of();

    private String recurrence;

    @Column(name = "minute_of_day")
    private int minuteOfDay;

    private int minutes;

    @Column(name = "first_date")
    private LocalDate first;

    @Column(name = "last_date")
    private LocalDate last;

    @Column(name = "planned_until")
    private LocalDate plannedUntil;

    /** With which its windows were made; null when an older version made them. */
    private @Nullable String zone;

    @Column(name = "created_at")
    private Instant createdAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "created_by"))
    private PersonId createdBy;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "ended_by"))
    private @Nullable PersonId endedBy;

    @Version
    private int version;

    protected RecurringWindow() {}

    /** @param today in the plan's zone; refused when it would begin earlier, or later than in a year */
    RecurringWindow(RecurringWish wish, LocalDate today, Instant at, PersonId by) {
        if (wish.first().isBefore(today) || wish.first().isAfter(today.plusYears(1))) {
            throw Refusal.invalid("/first", Message.of("invalid.window.first"));
        }
        this.id = UUID.randomUUID();
        this.title = wish.title();
        this.reason = wish.reason();
        this.scope = wish.scope();
        this.recurrence = wish.recurrence();
        this.minuteOfDay = wish.time().getHour() * 60 + wish.time().getMinute();
        this.minutes = wish.minutes();
        this.first = wish.first();
        this.last = wish.last();
        this.plannedUntil = wish.first().minusDays(1);
        this.createdAt = at;
        this.createdBy = by;
    }

    RecurringEvent.RecurringPlanned planned() {
        return new RecurringEvent.RecurringPlanned(this, createdBy);
    }

    /** The windows that it still lacks up to a day; those that would be over already are not made. */
    List<MaintenanceWindow> planUntil(LocalDate day, ZoneId plansZone, Instant at) {
        LocalDate until = day.isAfter(last) ? last : day;
        if (endedAt != null || !until.isAfter(plannedUntil)) {
            return List.of();
        }
        LocalDate after = plannedUntil;
        if (after.isBefore(first)) {
            // Those that are there already count as elsewhere until they have followed.
            zone = plansZone.getId();
        }
        plannedUntil = until;
        return new Recurrence(recurrence)
                .between(after.plusDays(1), until)
                .filter(date -> instant(date, plansZone)
                        .plus(Duration.ofMinutes(minutes))
                        .isAfter(at))
                .map(date -> new MaintenanceWindow(wish(date, plansZone), at, this, date))
                .toList();
    }

    /** Its times are those of this zone from now on. */
    void isIn(ZoneId plansZone) {
        zone = plansZone.getId();
    }

    /**
     * One of its windows, which has not begun, goes to the same local time in the zone where it is now, unless somebody has changed
     * it alone. Empty when nothing moves; one that would be over there is cancelled.
     */
    Optional<WindowEvent> follow(MaintenanceWindow window, Instant at) {
        ZoneId plansZone = ZoneId.of(Objects.requireNonNull(zone));
        LocalDate date = window.nominalDate();
        if (date == null || window.changed() || window.from().equals(instant(date, plansZone))) {
            return Optional.empty();
        }
        WindowWish there = wish(date, plansZone);
        return Optional.of(there.to().isAfter(at) ? window.follow(there) : window.end(at, null));
    }

    private WindowWish wish(LocalDate date, ZoneId plansZone) {
        Instant from = instant(date, plansZone);
        return new WindowWish(title, reason, from, from.plus(Duration.ofMinutes(minutes)), scope);
    }

    private Instant instant(LocalDate date, ZoneId plansZone) {
        return Schedule.instant(date, time(), plansZone);
    }

    /** No more windows come of it; refused when none would. */
    RecurringEvent.RecurringEnded end(Instant at, LocalDate today, PersonId by) {
        if (!live(today)) {
            throw Refusal.conflict(Message.of("conflict.window.ended", title));
        }
        endedAt = at;
        endedBy = by;
        return new RecurringEvent.RecurringEnded(this, by);
    }

    /** Whether nobody has ended it and its last day has not passed. */
    public boolean live(LocalDate today) {
        return endedAt == null && !last.isBefore(today);
    }

    /** For the audit trail. */
    String words() {
        return title + " " + recurrence + " " + time() + " " + minutes + " min " + first + "/" + last
                + (scope.isEmpty() ? "" : " " + String.join(", ", scope));
    }

    public UUID id() {
        return id;
    }

    public String title() {
        return title;
    }

    public String reason() {
        return reason;
    }

    public List<String> scope() {
        return scope;
    }

    public String recurrence() {
        return recurrence;
    }

    /** At which each one begins, in the plan's zone. */
    public LocalTime time() {
        return LocalTime.of(minuteOfDay / 60, minuteOfDay % 60);
    }

    public int minutes() {
        return minutes;
    }

    public LocalDate first() {
        return first;
    }

    public LocalDate last() {
        return last;
    }

    /** Up to this nominal date its windows are there. */
    public LocalDate plannedUntil() {
        return plannedUntil;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public PersonId createdBy() {
        return createdBy;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }

    public @Nullable PersonId endedBy() {
        return endedBy;
    }
}

package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.plan.PlanDocument.EscalationLevel;
import org.maint.rota.OnCall;
import org.maint.rota.OnCallRecord;
import org.maint.rota.OnCallRecords;
import org.maint.rota.OverrideWish;
import org.maint.rota.Roster;
import org.maint.rota.Rota;
import org.maint.rota.RotaOverride;
import org.maint.rota.Rotas;
import org.maint.rota.Shift;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.web.page.OnCallWeeks.Line;
import org.maint.web.page.OnCallWeeks.Week;
import org.omnifaces.cdi.Param;

/** Who is on call now and in the coming eight weeks, and taking a time. */
@Named
@RequestScoped
public class OnCallPage {
    private final Rotas rotas;
    private final OnCallRecords records;
    private final Shell shell;
    private final Fmt fmt;
    private final RotaWords words;

    /** The level that is looked at alone. */
    @Inject
    @Param(name = "level")
    private @Nullable String only;

    /** Of which rota a time is to be taken. */
    @Inject
    @Param
    private @Nullable String take;

    @Inject
    @Param(name = "from")
    private @Nullable String takeFrom;

    @Inject
    @Param(name = "to")
    private @Nullable String takeTo;

    /** Whether the time is outside the rota's hours. */
    @Inject
    @Param(name = "beyond")
    private @Nullable String takeBeyond;

    /** The taken time that is to be withdrawn. */
    @Inject
    @Param
    private @Nullable String withdraw;

    private @Nullable Roster roster;
    private @Nullable List<Level> levels;
    private @Nullable List<OnCallRecord> history;
    private @Nullable Instant now;
    private @Nullable String person;
    private @Nullable String from;
    private @Nullable String to;
    private @Nullable String reason;
    private boolean beyond;
    private @Nullable String swap;
    private @Nullable String swapReason;

    @Inject
    public OnCallPage(Rotas rotas, OnCallRecords records, Shell shell, Fmt fmt, RotaWords words) {
        this.rotas = rotas;
        this.records = records;
        this.shell = shell;
        this.fmt = fmt;
        this.words = words;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected OnCallPage() {
        this(null, null, null, null, null);
    }

    /** A level with who is on call now and what comes. */
    public record Level(EscalationLevel plan, OnCall now, List<Rota> rotas, List<Week> weeks, long gaps) {}

    /** The form begins with what the address says. */
    public void load() {
        person = shell.actor().id().toString();
        Instant begin = instant(takeFrom);
        // What has begun is taken from the moment of the click on, however long the form lay open.
        from = begin == null || begin.isBefore(now()) ? null : local(begin);
        to = local(instant(takeTo));
        beyond = "true".equals(takeBeyond);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : Instant.parse(text);
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private @Nullable String local(@Nullable Instant instant) {
        if (instant == null) {
            return null;
        }
        return LocalDateTime.ofInstant(instant, fmt.zone())
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    private Instant now() {
        if (now == null) {
            now = fmt.now();
        }
        return now;
    }

    private Roster roster() {
        if (roster == null) {
            roster = rotas.roster(shell.actor(), now(), now().plus(Rotas.AHEAD));
        }
        return roster;
    }

    public List<EscalationLevel> getAllLevels() {
        return rotas.levels();
    }

    /** Null for all of them. */
    public @Nullable String getOnly() {
        return rotas.levels().stream().anyMatch(level -> level.level().equals(only)) ? only : null;
    }

    public List<Level> getLevels() {
        if (levels == null) {
            String asked = getOnly();
            levels = rotas.levels().stream()
                    .filter(level -> asked == null || level.level().equals(asked))
                    .map(this::level)
                    .toList();
        }
        return levels;
    }

    /** Who was on call in the last weeks, as it was, newest first. */
    public List<OnCallRecord> getHistory() {
        if (history == null) {
            String asked = getOnly();
            history = records.between(shell.actor(), now().minus(OnCallRecords.USUAL), now()).stream()
                    .filter(record -> asked == null || record.level().equals(asked))
                    .toList();
        }
        return history;
    }

    private Level level(EscalationLevel level) {
        OnCallWeeks weeks = new OnCallWeeks(roster(), fmt.zone(), now(), now().plus(Rotas.AHEAD));
        List<Rota> own = roster().rotas().stream()
                .filter(rota -> rota.level().equals(level.level()) && rota.archivedAt() == null)
                .sorted(Comparator.comparing(Rota::title))
                .toList();
        List<Week> coming = weeks.of(level.level());
        long gaps = coming.stream()
                .flatMap(week -> week.lines().stream())
                .filter(line -> line.look() == OnCallWeeks.Look.UNCOVERED)
                .mapToLong(line -> Math.max(1, line.outside().size()))
                .sum();
        return new Level(level, roster().onCall(level.level(), now()), own, coming, gaps);
    }

    private @Nullable Rota rota(@Nullable String id) {
        return roster().rotas().stream()
                .filter(rota -> rota.id().toString().equals(id) && rota.archivedAt() == null)
                .findFirst()
                .orElse(null);
    }

    /** Of which a time is being taken; null when none is. */
    public @Nullable Rota getTaking() {
        Rota rota = rota(take);
        return rota != null && rotas.mayOverride(shell.actor(), rota) ? rota : null;
    }

    public boolean mayTake(Rota rota) {
        return rotas.mayOverride(shell.actor(), rota);
    }

    /** Where a line's time can be taken; null where the person may not. Hours outside of all rotas go to the first. */
    public @Nullable String takeHref(Level level, Line line) {
        Shift shift = line.shift();
        Rota rota = shift == null
                ? level.rotas().stream().filter(this::mayTake).findFirst().orElse(null)
                : rota(shift.rota().toString());
        if (rota == null || !mayTake(rota) || shift == null && line.outside().size() != 1) {
            return null;
        }
        boolean outside =
                shift == null || shift.override() != null && shift.override().beyondHours();
        return href(rota, line.from(), line.to()) + (outside ? "&beyond=true" : "");
    }

    private String href(Rota rota, Instant begin, Instant end) {
        return here() + (getOnly() == null ? "?" : "&") + "take=" + rota.id() + "&from=" + begin + "&to=" + end;
    }

    private String here() {
        String level = getOnly();
        return "on-call" + (level == null ? "" : "?level=" + URLEncoder.encode(level, StandardCharsets.UTF_8));
    }

    public String getHere() {
        return here();
    }

    public String takeAny(Rota rota) {
        return here() + (getOnly() == null ? "?" : "&") + "take=" + rota.id();
    }

    /** What a button that takes a line's time is called by who cannot see where it stands. */
    public String takeWords(Line line) {
        return fmt.words("on-call.take") + ", " + words.span(line.from(), line.to());
    }

    /** Where a taken time is withdrawn; null where it is none, or where the person may not. */
    public @Nullable String withdrawHref(Line line) {
        Shift shift = line.shift();
        RotaOverride override = shift == null ? null : shift.override();
        return override == null || !mayWithdraw(override)
                ? null
                : here() + (getOnly() == null ? "?" : "&") + "withdraw=" + override.id();
    }

    private boolean mayWithdraw(RotaOverride override) {
        PersonId me = shell.actor().id();
        Rota rota = rota(override.rota().toString());
        return rota != null && (me.equals(override.author()) || me.equals(override.person()) || mayTake(rota));
    }

    /** What is about to be withdrawn; null when nothing is. */
    public @Nullable RotaOverride getWithdrawing() {
        return getLevels().stream()
                .flatMap(level -> level.weeks().stream())
                .flatMap(week -> week.lines().stream())
                .map(line -> line.shift() == null ? null : line.shift().override())
                .filter(override -> override != null && override.id().toString().equals(withdraw))
                .filter(this::mayWithdraw)
                .findFirst()
                .orElse(null);
    }

    public @Nullable String doTake() {
        try {
            Rota rota = getTaking();
            UUID id = rota == null ? Rotas.id(take) : rota.id();
            Instant begin = unlessSame(instant(takeFrom), time("/from", from));
            Instant end = unlessSame(instant(takeTo), time("/to", to));
            RotaOverride made = rotas.override(
                    shell.actor(), id, OverrideWish.of(begin, end, Owners.chosen(person), reason, beyond));
            Told.done(fmt.words("on-call.taken", words.name(made.person()), words.span(made.from(), made.to())));
            return back();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    /** A shift that can be had in exchange: its beginning, and who has it when. */
    public record Exchange(String from, String words) {}

    /** Shifts of others in the same rota that are still to come; none where no shift was chosen to be given. */
    public List<Exchange> getExchanges() {
        Rota rota = getTaking();
        Instant given = instant(takeFrom);
        if (rota == null || given == null) {
            return List.of();
        }
        List<Shift> shifts = getLevels().stream()
                .flatMap(level -> level.weeks().stream())
                .flatMap(week -> week.lines().stream())
                .map(Line::shift)
                .filter(Objects::nonNull)
                .filter(shift -> shift.rota().equals(rota.id()))
                .toList();
        PersonId giver = shifts.stream()
                .filter(shift -> !shift.from().isAfter(given) && shift.to().isAfter(given))
                .map(Shift::meant)
                .findFirst()
                .orElse(null);
        return shifts.stream()
                .filter(shift -> shift.from().isAfter(now()) && !shift.meant().equals(giver))
                .map(shift -> new Exchange(
                        shift.from().toString(),
                        words.name(shift.meant()) + " \u00b7 " + words.span(shift.from(), shift.to())))
                .distinct()
                .toList();
    }

    public @Nullable String doSwap() {
        try {
            Rota rota = getTaking();
            Instant given = instant(takeFrom);
            Instant wanted = instant(swap);
            if (given == null || wanted == null) {
                throw Refusal.invalid("/second", Message.of("invalid.missing"));
            }
            Instant first = given.isBefore(now()) ? now() : given;
            List<RotaOverride> made =
                    rotas.swap(shell.actor(), rota == null ? Rotas.id(take) : rota.id(), first, wanted, swapReason);
            made.forEach(each -> Told.done(
                    fmt.words("on-call.taken", words.name(each.person()), words.span(each.from(), each.to()))));
            return back();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String getSwap() {
        return swap;
    }

    public void setSwap(@Nullable String swap) {
        this.swap = swap;
    }

    public @Nullable String getSwapReason() {
        return swapReason;
    }

    public void setSwapReason(@Nullable String swapReason) {
        this.swapReason = swapReason;
    }

    /** The form shows minutes: what was not touched keeps its seconds. */
    private @Nullable Instant unlessSame(@Nullable Instant there, @Nullable Instant typed) {
        return there != null
                        && !there.isBefore(now())
                        && typed != null
                        && String.valueOf(local(there)).equals(local(typed))
                ? there
                : typed;
    }

    public @Nullable String doWithdraw() {
        try {
            RotaOverride override = getWithdrawing();
            if (override == null) {
                throw Refusal.conflict(Message.of("conflict.override.over"));
            }
            rotas.withdraw(shell.actor(), override.rota(), override.id());
            Told.done(fmt.words("on-call.withdrawn"));
            return back();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    private String back() {
        String level = getOnly();
        return "/on-call.xhtml?faces-redirect=true" + (level == null ? "" : "&level=" + level);
    }

    private @Nullable Instant time(String pointer, @Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(typed.strip()).atZone(fmt.zone()).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.invalid(pointer, Message.of("problem.time-expected", typed));
        }
    }

    public @Nullable String getPerson() {
        return person;
    }

    public void setPerson(@Nullable String person) {
        this.person = person;
    }

    public @Nullable String getFrom() {
        return from;
    }

    public void setFrom(@Nullable String from) {
        this.from = from;
    }

    public @Nullable String getTo() {
        return to;
    }

    public void setTo(@Nullable String to) {
        this.to = to;
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }

    public boolean isBeyond() {
        return beyond;
    }

    public void setBeyond(boolean beyond) {
        this.beyond = beyond;
    }
}

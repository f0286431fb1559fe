package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.PlanDocument.EscalationLevel;
import org.maint.rota.Hours;
import org.maint.rota.Rota;
import org.maint.rota.RotaOverride;
import org.maint.rota.RotaWish;
import org.maint.rota.Rotas;
import org.maint.rota.Rotation;
import org.maint.rota.Shift;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** One rota: how it goes round, who is on it, and what was taken of it; leads make and change it here. */
@Named
@RequestScoped
public class RotaPage {
    private static final int PREVIEWED = 8;
    private static final String ALWAYS = "ALWAYS";
    private static final String WEEKLY_HOURS = "WEEKLY";

    private final Rotas rotas;
    private final HttpServletRequest request;
    private final Owners owners;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String id;

    /** Of a new one. */
    @Inject
    @Param(name = "level")
    private @Nullable String atLevel;

    private @Nullable Rota rota;
    private @Nullable List<Shift> preview;
    private @Nullable List<RotaOverride> overrides;
    private @Nullable String level;
    private @Nullable String title;
    /** The members' ids in their order, with commas between. */
    private @Nullable String order;

    private Rotation rotation = Rotation.WEEKLY;
    private @Nullable Integer days;
    private @Nullable String handOver;
    private DayOfWeek weekday = DayOfWeek.MONDAY;
    private @Nullable String startsOn;
    private String when = ALWAYS;
    private List<String> hoursDays = new ArrayList<>();
    private @Nullable String hoursFrom;
    private @Nullable String hoursTo;
    private boolean notOnHolidays;
    private int version;

    @Inject
    public RotaPage(Rotas rotas, HttpServletRequest request, Owners owners, Shell shell, Fmt fmt) {
        this.rotas = rotas;
        this.request = request;
        this.owners = owners;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected RotaPage() {
        this(null, null, null, null, null);
    }

    /** The form begins with what there is; one that comes back keeps what was typed. */
    public void load() {
        if (isFresh()) {
            shell.actor().require(Role.LEAD);
        } else {
            // Refused here, with its own status, when there is none.
            rota();
        }
        if (!"POST".equals(request.getMethod())) {
            hoursFrom = "08:00";
            hoursTo = "17:00";
            hoursDays = Arrays.stream(DayOfWeek.values())
                    .filter(day -> day.getValue() <= 5)
                    .map(Enum::name)
                    .collect(Collectors.toCollection(ArrayList::new));
            if (isFresh()) {
                level = atLevel;
                handOver = "08:00";
                startsOn = fmt.today().toString();
                days = 2;
            } else {
                take(rota());
            }
        }
    }

    private void take(Rota there) {
        level = there.level();
        title = there.title();
        order = there.members().stream().map(PersonId::toString).collect(Collectors.joining(","));
        rotation = there.rotation();
        days = there.days();
        handOver = there.handOver().toString();
        weekday = there.weekday() == null ? DayOfWeek.MONDAY : there.weekday();
        startsOn = there.startsOn().toString();
        version = there.version();
        Hours hours = there.hours();
        if (hours != null) {
            when = WEEKLY_HOURS;
            hoursDays = hours.days().stream().map(Enum::name).collect(Collectors.toCollection(ArrayList::new));
            hoursFrom = hours.from().toString();
            hoursTo = hours.to().toString();
            notOnHolidays = hours.notOnHolidays();
        }
    }

    public boolean isFresh() {
        return id == null || id.isBlank();
    }

    private Rota rota() {
        if (rota == null) {
            rota = rotas.get(shell.actor(), Rotas.id(id));
        }
        return rota;
    }

    public Rota getRota() {
        return rota();
    }

    public String getHeading() {
        return isFresh() ? fmt.words("rota.new") : rota().title();
    }

    public boolean isEditable() {
        return shell.can("LEAD") && (isFresh() || rota().archivedAt() == null);
    }

    public List<EscalationLevel> getLevels() {
        return rotas.levels();
    }

    public Rotation[] getRotations() {
        return Rotation.values();
    }

    public DayOfWeek[] getWeekdays() {
        return DayOfWeek.values();
    }

    /** In their order, as the form has them. */
    public List<Owners.Choice> getMembers() {
        return ids().stream()
                .map(each -> new Owners.Choice(each.toString(), String.valueOf(owners.name(each))))
                .toList();
    }

    private List<PersonId> ids() {
        List<PersonId> ids = new ArrayList<>();
        for (String each : (order == null ? "" : order).split(",", -1)) {
            try {
                if (!each.isBlank()) {
                    ids.add(new PersonId(UUID.fromString(each.strip())));
                }
            } catch (IllegalArgumentException e) {
                throw Refusal.invalid("/members", Message.of("not-found.person"));
            }
        }
        return ids;
    }

    private RotaWish wish() {
        return RotaWish.of(
                level,
                title,
                ids(),
                rotation,
                days,
                time("/handOver", handOver),
                weekday,
                date(startsOn),
                when.equals(ALWAYS) ? null : hours());
    }

    private Hours hours() {
        Set<DayOfWeek> on = EnumSet.noneOf(DayOfWeek.class);
        Arrays.stream(DayOfWeek.values())
                .filter(day -> hoursDays.contains(day.name()))
                .forEach(on::add);
        return Hours.of(on, time("/hours/from", hoursFrom), time("/hours/to", hoursTo), notOnHolidays);
    }

    private static @Nullable LocalTime time(String pointer, @Nullable String typed) {
        try {
            return typed == null ? null : LocalTime.parse(typed.strip());
        } catch (DateTimeException e) {
            throw Refusal.invalid(pointer, Message.of("problem.local-time-expected", typed));
        }
    }

    private static @Nullable LocalDate date(@Nullable String typed) {
        try {
            return typed == null ? null : LocalDate.parse(typed.strip());
        } catch (DateTimeException e) {
            throw Refusal.invalid("/startsOn", Message.of("problem.date-expected", typed));
        }
    }

    /** Shows what would come of the form; nothing is saved. */
    public void look() {
        try {
            preview = rotas.preview(shell.actor(), wish(), PREVIEWED);
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
        }
    }

    /** The next shifts of what is typed; null until they are asked for. */
    public @Nullable List<Shift> getPreview() {
        return preview;
    }

    public @Nullable String save() {
        try {
            if (isFresh()) {
                rotas.create(shell.actor(), wish());
                Told.done(fmt.words("rota.created-done"));
            } else {
                rotas.change(shell.actor(), rota().id(), wish(), version);
                Told.done(fmt.words("rota.changed-done"));
            }
            return "/on-call.xhtml?faces-redirect=true";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String archive() {
        try {
            rotas.archive(shell.actor(), rota().id(), version);
            Told.done(fmt.words("rota.archived-done"));
            return "/on-call.xhtml?faces-redirect=true";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public List<RotaOverride> getOverrides() {
        if (overrides == null) {
            overrides = isFresh() ? List.of() : rotas.overrides(shell.actor(), rota().id());
        }
        return overrides;
    }

    public @Nullable String getLevel() {
        return level;
    }

    public void setLevel(@Nullable String level) {
        this.level = level;
    }

    public @Nullable String getTitle() {
        return title;
    }

    public void setTitle(@Nullable String title) {
        this.title = title;
    }

    public @Nullable String getOrder() {
        return order;
    }

    public void setOrder(@Nullable String order) {
        this.order = order;
    }

    public Rotation getRotation() {
        return rotation;
    }

    public void setRotation(Rotation rotation) {
        this.rotation = rotation;
    }

    public @Nullable Integer getDays() {
        return days;
    }

    public void setDays(@Nullable Integer days) {
        this.days = days;
    }

    public @Nullable String getHandOver() {
        return handOver;
    }

    public void setHandOver(@Nullable String handOver) {
        this.handOver = handOver;
    }

    public DayOfWeek getWeekday() {
        return weekday;
    }

    public void setWeekday(DayOfWeek weekday) {
        this.weekday = weekday;
    }

    public @Nullable String getStartsOn() {
        return startsOn;
    }

    public void setStartsOn(@Nullable String startsOn) {
        this.startsOn = startsOn;
    }

    public String getWhen() {
        return when;
    }

    public void setWhen(String when) {
        this.when = when;
    }

    public List<String> getHoursDays() {
        return hoursDays;
    }

    public void setHoursDays(List<String> hoursDays) {
        this.hoursDays = hoursDays;
    }

    public @Nullable String getHoursFrom() {
        return hoursFrom;
    }

    public void setHoursFrom(@Nullable String hoursFrom) {
        this.hoursFrom = hoursFrom;
    }

    public @Nullable String getHoursTo() {
        return hoursTo;
    }

    public void setHoursTo(@Nullable String hoursTo) {
        this.hoursTo = hoursTo;
    }

    public boolean isNotOnHolidays() {
        return notOnHolidays;
    }

    public void setNotOnHolidays(boolean notOnHolidays) {
        this.notOnHolidays = notOnHolidays;
    }

    public int getVersion() {
        return version;
    }

    public void setVersion(int version) {
        this.version = version;
    }
}

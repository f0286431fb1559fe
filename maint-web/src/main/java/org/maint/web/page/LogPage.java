package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.WorkType;
import org.maint.logbook.LogEntry;
import org.maint.logbook.LogEvent;
import org.maint.logbook.LogQuery;
import org.maint.logbook.LogVerification;
import org.maint.logbook.Logbook;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.shared.Page;
import org.omnifaces.cdi.Param;

/** The log, newest first. Its filter is its address. */
@Named
@RequestScoped
public class LogPage {
    private static final int SIZE = 30;

    private final Logbook logbook;
    private final People people;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String from;

    @Inject
    @Param
    private @Nullable String to;

    @Inject
    @Param
    private @Nullable String type;

    @Inject
    @Param
    private @Nullable String event;

    @Inject
    @Param
    private @Nullable String words;

    @Inject
    @Param
    private @Nullable String page;

    private @Nullable Page<LogEntry> entries;
    private @Nullable Map<PersonId, String> names;
    private LogVerification.@Nullable Verdict verdict;

    @Inject
    public LogPage(Logbook logbook, People people, Shell shell, Fmt fmt) {
        this.logbook = logbook;
        this.people = people;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected LogPage() {
        this(null, null, null, null);
    }

    public Page<LogEntry> getEntries() {
        if (entries == null) {
            LocalDate first = date(from);
            LocalDate last = date(to);
            LogQuery query = new LogQuery(
                    first == null ? null : first.atStartOfDay(fmt.zone()).toInstant(),
                    last == null
                            ? null
                            : last.plusDays(1).atStartOfDay(fmt.zone()).toInstant(),
                    oneOf(type, WorkType.class),
                    oneOf(event, LogEvent.class),
                    words == null || words.isBlank() ? null : words);
            entries = logbook.list(shell.actor(), query, number(), SIZE);
            names = people.names(entries.items().stream()
                    .map(LogEntry::by)
                    .filter(Objects::nonNull)
                    .toList());
        }
        return entries;
    }

    /** What is no date is no filter; the field shows it as it was typed. */
    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static <E extends Enum<E>> @Nullable E oneOf(@Nullable String text, Class<E> all) {
        return Arrays.stream(all.getEnumConstants())
                .filter(each -> each.name().equals(text))
                .findFirst()
                .orElse(null);
    }

    private int number() {
        return page != null && page.matches("\\d{1,6}") ? Integer.parseInt(page) : 0;
    }

    public String name(@Nullable PersonId person) {
        return person == null || names == null ? "maint" : names.getOrDefault(person, "?");
    }

    public int getNumber() {
        return number();
    }

    public long getPages() {
        return Math.max(1, (getEntries().total() + SIZE - 1) / SIZE);
    }

    /** The address of this list at another page. */
    public String address(int toPage) {
        StringBuilder address = new StringBuilder("log?page=").append(toPage);
        append(address, "from", from);
        append(address, "to", to);
        append(address, "type", type);
        append(address, "event", event);
        append(address, "words", words);
        return address.toString();
    }

    private static void append(StringBuilder address, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            address.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    /** Verifies the whole chain on request. */
    public void verify() {
        verdict = logbook.verify(shell.actor());
    }

    public LogVerification.@Nullable Verdict getVerdict() {
        return verdict;
    }

    public String getVerdictWords() {
        LogVerification.Verdict found = Objects.requireNonNull(verdict);
        String intact = fmt.words(found.intact() ? "log.intact" : "log.not-intact", found.entries());
        String complete = fmt.words(found.complete()
                .map(yes -> yes ? "log.complete" : "log.not-complete")
                .orElse("log.completeness-unknown"));
        return intact + " " + complete;
    }

    public List<WorkType> getTypes() {
        return List.of(WorkType.values());
    }

    public List<LogEvent> getEvents() {
        return List.of(LogEvent.values());
    }

    public @Nullable String getFrom() {
        return from;
    }

    public @Nullable String getTo() {
        return to;
    }

    public @Nullable String getType() {
        return type;
    }

    public @Nullable String getEvent() {
        return event;
    }

    public @Nullable String getWords() {
        return words;
    }
}

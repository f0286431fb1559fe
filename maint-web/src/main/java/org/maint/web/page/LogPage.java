package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.WorkType;
import org.maint.logbook.LogEntry;
import org.maint.logbook.LogEvent;
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
    private @Nullable String person;

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

    /** Somebody to choose from. */
    public record Choice(String id, String name) {}

    /** Before anything is shown, so that a refusal has a page of its own. */
    public void load() {
        getEntries();
    }

    public Page<LogEntry> getEntries() {
        if (entries == null) {
            entries = logbook.list(shell.actor(), filter().query(fmt.zone()), number(), SIZE);
            names = people.names(entries.items().stream()
                    .map(LogEntry::by)
                    .filter(Objects::nonNull)
                    .toList());
        }
        return entries;
    }

    private LogFilter filter() {
        return new LogFilter(from, to, type, event, words, person);
    }

    public boolean isFiltered() {
        return filter().any();
    }

    /** How many there are, or how many fit the filter. */
    public String getCount() {
        return fmt.words(isFiltered() ? "log.matching" : "log.all", getEntries().total());
    }

    /** Where this list, whole, is to be had on paper. */
    public String getPrintAddress() {
        return filter().address("print/log.pdf");
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
        return filter().address("log?page=" + toPage);
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

    public List<Choice> getEverybody() {
        return people.all().stream()
                .map(each -> new Choice(each.id().toString(), each.name()))
                .sorted(Comparator.comparing(Choice::name))
                .toList();
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

    public @Nullable String getPerson() {
        return person;
    }
}

package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.audit.AuditEntry;
import org.maint.audit.AuditQuery;
import org.maint.audit.AuditTrail;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.shared.Page;
import org.omnifaces.cdi.Param;

/** The audit trail, newest first. Its filter is its address. */
@Named
@RequestScoped
public class AuditPage {
    private static final int SIZE = 50;

    private static final Pattern EMPTY_BEFORE = Pattern.compile("\\bnull →");
    private static final Pattern EMPTY_AFTER = Pattern.compile("→ null\\b");

    private final AuditTrail audit;
    private final People people;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String person;

    @Inject
    @Param
    private @Nullable String action;

    @Inject
    @Param
    private @Nullable String subject;

    @Inject
    @Param
    private @Nullable String from;

    @Inject
    @Param
    private @Nullable String to;

    @Inject
    @Param
    private @Nullable String page;

    private @Nullable Page<AuditEntry> trail;
    private @Nullable List<Person> everybody;
    private @Nullable Map<PersonId, String> names;

    @Inject
    public AuditPage(AuditTrail audit, People people, Shell shell, Fmt fmt) {
        this.audit = audit;
        this.people = people;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected AuditPage() {
        this(null, null, null, null);
    }

    public Page<AuditEntry> getTrail() {
        if (trail == null) {
            LocalDate first = date(from);
            LocalDate last = date(to);
            AuditQuery query = new AuditQuery(
                    id(person),
                    words(action),
                    words(subject),
                    first == null ? null : first.atStartOfDay(fmt.zone()).toInstant(),
                    last == null
                            ? null
                            : last.plusDays(1).atStartOfDay(fmt.zone()).toInstant());
            trail = audit.list(shell.actor(), query, getNumber(), SIZE);
        }
        return trail;
    }

    /** What is no date is no filter; the field shows it as it was typed. */
    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String words(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    public int getNumber() {
        return page != null && page.matches("\\d{1,6}") ? Integer.parseInt(page) : 0;
    }

    public long getPages() {
        return Math.max(1, (getTrail().total() + SIZE - 1) / SIZE);
    }

    /** Everybody who can have done something, machines too. */
    public List<Person> getEverybody() {
        if (everybody == null) {
            everybody = people.all();
        }
        return everybody;
    }

    public String name(@Nullable UUID id) {
        if (names == null) {
            names = getEverybody().stream().collect(Collectors.toMap(Person::id, Person::name));
        }
        return id == null ? "maint" : names.getOrDefault(new PersonId(id), id.toString());
    }

    public List<String> getActions() {
        return audit.actions(shell.actor());
    }

    /** What was done in words; its key where there are none yet. */
    public String actionWords(String key) {
        ResourceBundle own = ResourceBundle.getBundle("org.maint.web.words", fmt.locale());
        return own.containsKey("action." + key) ? own.getString("action." + key) : key;
    }

    /** Further facts, as they were written down; what was empty before or after is a dash. */
    public String detail(String written) {
        return EMPTY_BEFORE
                .matcher(EMPTY_AFTER.matcher(written).replaceAll("→ –"))
                .replaceAll("– →");
    }

    /** A subject that has a page of its own; null for any other. */
    public @Nullable String link(String ofSubject) {
        int colon = ofSubject.indexOf(':');
        String id = ofSubject.substring(colon + 1);
        String kind = colon < 0 ? "" : ofSubject.substring(0, colon);
        if (kind.equals("task") && id.matches("\\d{1,9}")) {
            return "task?n=" + id;
        }
        if (id(id) == null) {
            return null;
        }
        return switch (kind) {
            case "run" -> "run?id=" + id;
            case "person" -> "person?id=" + id;
            default -> null;
        };
    }

    /** The address of this list at another page. */
    public String address(int toPage) {
        return "settings?part=audit&page=" + toPage + filter("&");
    }

    /** The call of the REST interface that gives the same as a table. */
    public String getExport() {
        return "audit.csv" + filter("?");
    }

    private String filter(String before) {
        StringBuilder address = new StringBuilder();
        append(address, "person", person);
        append(address, "action", action);
        append(address, "subject", subject);
        append(address, "from", from);
        append(address, "to", to);
        return address.isEmpty() ? "" : before + address.substring(1);
    }

    private static void append(StringBuilder address, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            address.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    public @Nullable String getPerson() {
        return person;
    }

    public @Nullable String getAction() {
        return action;
    }

    public @Nullable String getSubject() {
        return subject;
    }

    public @Nullable String getFrom() {
        return from;
    }

    public @Nullable String getTo() {
        return to;
    }
}

package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.Absence;
import org.maint.people.Absences;
import org.maint.people.Away;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** Recording, changing and cancelling an absence. */
@Named
@RequestScoped
public class AbsencePage {
    private final Absences absences;
    private final People people;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String id;

    /** Whose, when it is a new one. */
    @Inject
    @Param(name = "person")
    private @Nullable String whose;

    private @Nullable List<Person> everybody;
    private @Nullable Absence absence;
    private @Nullable String person;
    private @Nullable String from;
    private @Nullable String to;
    private @Nullable String note;
    private @Nullable String delegate;
    private int version;

    @Inject
    public AbsencePage(Absences absences, People people, Shell shell, Fmt fmt) {
        this.absences = absences;
        this.people = people;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected AbsencePage() {
        this(null, null, null, null);
    }

    /** The form begins with what there is. */
    public void load() {
        if (isRecording()) {
            person = whose == null ? shell.actor().id().toString() : whose;
            from = fmt.today().toString();
            return;
        }
        person = absence().person().toString();
        from = absence().from().toString();
        to = absence().to().toString();
        note = absence().note();
        delegate = absence().delegate() == null ? null : absence().delegate().toString();
        version = absence().version();
    }

    public boolean isRecording() {
        return id == null || id.isBlank();
    }

    private Absence absence() {
        if (absence == null) {
            absence = absences.get(shell.actor(), existing());
        }
        return absence;
    }

    private UUID existing() {
        try {
            return UUID.fromString(String.valueOf(id));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound(Message.of("not-found.absence"));
        }
    }

    /** A lead says whose it is, when it is a new one. */
    public boolean isPersonChosen() {
        return isRecording() && shell.can("LEAD");
    }

    public String getWho() {
        return everybody().stream()
                .filter(each -> each.id().toString().equals(person))
                .map(Person::name)
                .findFirst()
                .orElse("?");
    }

    private List<Person> everybody() {
        if (everybody == null) {
            everybody = people.all();
        }
        return everybody;
    }

    public List<Person> getActive() {
        return everybody().stream().filter(Person::activeHuman).toList();
    }

    public @Nullable String save() {
        try {
            Away away = Away.of(date("/from", from), date("/to", to), note, personId("/delegate", delegate));
            Absence saved;
            if (isRecording()) {
                PersonId chosen = isPersonChosen() ? personId("/person", person) : null;
                saved = absences.record(
                        shell.actor(), chosen == null ? shell.actor().id() : chosen, away);
            } else {
                saved = absences.change(shell.actor(), existing(), version, away);
            }
            Told.done(fmt.words(isRecording() ? "absence.recorded" : "absence.changed"));
            warnOfThoseWhoRely(saved);
            return "/team.xhtml?faces-redirect=true";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    /** Who was to be stood in for by this very person needs somebody else now. */
    private void warnOfThoseWhoRely(Absence saved) {
        for (Absence other : absences.between(saved.from(), saved.to())) {
            if (saved.person().equals(other.delegate())) {
                String name = people.names(List.of(other.person())).getOrDefault(other.person(), "?");
                Told.warning(fmt.words("absence.relied-on", name, fmt.days(other.from(), other.to())));
            }
        }
    }

    public @Nullable String cancel() {
        try {
            absences.cancel(shell.actor(), existing(), version);
            Told.done(fmt.words("absence.cancelled"));
            return "/team.xhtml?faces-redirect=true";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    private static @Nullable LocalDate date(String pointer, @Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw Refusal.invalid(pointer, Message.of("problem.date-expected", text));
        }
    }

    private static @Nullable PersonId personId(String pointer, @Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : new PersonId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(pointer, Message.of("not-found.person"));
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

    public @Nullable String getNote() {
        return note;
    }

    public void setNote(@Nullable String note) {
        this.note = note;
    }

    public @Nullable String getDelegate() {
        return delegate;
    }

    public void setDelegate(@Nullable String delegate) {
        this.delegate = delegate;
    }

    public int getVersion() {
        return version;
    }

    public void setVersion(int version) {
        this.version = version;
    }
}

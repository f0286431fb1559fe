package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.Run;
import org.maint.checklist.Runs;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** Giving a run to somebody, or taking it; a part of the run's page. */
@Named
@RequestScoped
public class ReassignPage {
    private final RunPage page;
    private final Runs runs;
    private final People people;
    private final Shell shell;
    private final Fmt fmt;
    private @Nullable List<Person> candidates;
    private @Nullable String person;
    private @Nullable String reason;

    @Inject
    public ReassignPage(RunPage page, Runs runs, People people, Shell shell, Fmt fmt) {
        this.page = page;
        this.runs = runs;
        this.people = people;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ReassignPage() {
        this(null, null, null, null, null);
    }

    private Run run() {
        return page.getRun();
    }

    /** Who has it; null when it waits for whoever holds its role. */
    public @Nullable String getHolder() {
        PersonId assignee = run().assignee();
        return assignee == null ? null : page.name(assignee);
    }

    /** Whether this person may give it to others. */
    public boolean isAllowed() {
        return page.isWorkable() && (shell.can("LEAD") || shell.actor().id().equals(run().assignee()));
    }

    /** Whether nobody has it and this person may. */
    public boolean isTakeable() {
        return page.isWorkable()
                && run().assignee() == null
                && shell.can("TECHNICIAN")
                && shell.can(run().responsible().name());
    }

    /** Those who hold its role. */
    public List<Person> getCandidates() {
        if (candidates == null) {
            candidates = people.all().stream()
                    .filter(each -> each.activeHuman() && each.roles().contains(run().responsible()))
                    .toList();
        }
        return candidates;
    }

    public @Nullable String reassign() {
        return give(person);
    }

    public @Nullable String take() {
        return give(shell.actor().id().toString());
    }

    private @Nullable String give(@Nullable String to) {
        try {
            runs.reassign(shell.actor(), run().id(), to == null ? null : personId(to), reason);
            Told.done(fmt.words(to == null ? "run.given-to-all" : "run.given"));
            return "/run.xhtml?faces-redirect=true&id=" + run().id();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    private static PersonId personId(String text) {
        try {
            return new PersonId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("/person", Message.of("not-found.person"));
        }
    }

    /** At first who has it now. */
    public @Nullable String getPerson() {
        PersonId assignee = run().assignee();
        return person != null ? person : assignee == null ? null : assignee.toString();
    }

    public void setPerson(@Nullable String person) {
        this.person = person;
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }
}

package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** Who can be chosen in a list of people, and what everybody is called. */
@Named
@RequestScoped
public class Owners {
    private final People people;
    private @Nullable List<Person> all;
    private @Nullable Map<PersonId, String> names;

    @Inject
    public Owners(People people) {
        this.people = people;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Owners() {
        this(null);
    }

    /** Somebody who can be chosen. */
    public record Choice(String id, String name) {}

    /** Everybody, read once for a page. */
    List<Person> all() {
        if (all == null) {
            all = people.all();
        }
        return all;
    }

    /** Active people, by name. */
    public List<Choice> getChoices() {
        return all().stream()
                .filter(person -> person.active() && person.kind() == Person.Kind.HUMAN)
                .map(person -> new Choice(person.id().toString(), person.name()))
                .toList();
    }

    public @Nullable String name(@Nullable PersonId person) {
        if (person == null) {
            return null;
        }
        if (names == null) {
            names = all().stream().collect(Collectors.toMap(Person::id, Person::name));
        }
        return names.getOrDefault(person, person.toString());
    }

    /** What was chosen in a list; null for nobody. */
    static @Nullable PersonId chosen(@Nullable String id) {
        if (id == null || id.isBlank()) {
            return null;
        }
        try {
            return new PersonId(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("/owner", Message.of("not-found.person"));
        }
    }

    /** A day that was typed; null for none. */
    static @Nullable LocalDate day(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw Refusal.invalid("/due", Message.of("problem.date-expected", text));
        }
    }
}

package org.maint.incident;

import java.util.function.Predicate;
import org.maint.people.Person;
import org.maint.people.Role;

/** Who an update is for. */
public enum Audience {
    /** Everybody who has an account, and the places that many read. */
    STAFF(person -> true),
    /** Those who decide. */
    MANAGEMENT(person -> person.roles().contains(Role.MANAGER) || person.roles().contains(Role.LEAD)),
    /** Those who use the platform: the public status page and whoever subscribed to it; the team reads it too. */
    CUSTOMERS(person -> true);

    private final Predicate<Person> belongs;

    Audience(Predicate<Person> belongs) {
        this.belongs = belongs;
    }

    boolean includes(Person person) {
        return belongs.test(person);
    }
}

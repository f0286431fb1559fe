package org.maint.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.Person;
import org.maint.people.Role;

/**
 * Who makes this request, read from the database with this request, so that a role that was taken away is gone at once.
 *
 * @param held whether something is to be done before anything else is open: a password, a second factor
 */
public record Caller(
        Actor actor, String login, String name, @Nullable Locale locale, @Nullable ZoneId zone, boolean held) {
    private static final String ATTRIBUTE = Caller.class.getName();

    static Caller of(Person person, boolean held) {
        return new Caller(person.actor(), person.login(), person.name(), person.locale(), person.zone(), held);
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Empty when nobody is signed in. */
    public static Optional<Caller> of(HttpServletRequest request) {
        return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
    }

    public boolean is(Role role) {
        return actor.is(role);
    }
}

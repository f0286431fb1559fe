package org.maint.people;

import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Who asks for something, with what they may do at this moment. Every service that changes or shows anything takes one,
 * so that no page and no call can forget to ask.
 */
public record Actor(PersonId id, Set<Role> roles) implements Serializable {

    /** Maint itself, which reads for what it shows, judges or finds; it may see and change nothing. */
    public static final Actor MAINT = new Actor(new PersonId(new UUID(0, 0)), Set.of(Role.VIEWER));

    public Actor {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Refused with 403 unless the actor holds at least one of the roles. */
    public void require(Role... anyOf) {
        if (Arrays.stream(anyOf).noneMatch(roles::contains)) {
            throw Refusal.forbidden(Message.of(
                    "forbidden.role",
                    Arrays.stream(anyOf).map(role -> Message.of("role." + role)).toList()));
        }
    }

    /** Refused unless the actor is one of the staff: anybody who may see, and not a machine that only pushes in. */
    public void requireStaff() {
        require(EnumSet.complementOf(EnumSet.of(Role.INGEST)).toArray(Role[]::new));
    }
}

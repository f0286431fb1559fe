package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.maint.people.Role;

/** Roles in words. */
@Named
@RequestScoped
public class Roles {
    private final Fmt fmt;

    @Inject
    public Roles(Fmt fmt) {
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Roles() {
        this(null);
    }

    static List<Role> ofPeople() {
        return Arrays.stream(Role.values()).filter(role -> role != Role.INGEST).toList();
    }

    public String words(Set<Role> held) {
        return held.stream().sorted().map(role -> fmt.words("role." + role)).collect(Collectors.joining(", "));
    }
}

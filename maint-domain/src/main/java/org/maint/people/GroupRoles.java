package org.maint.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which roles the groups of an OpenID provider give, as {@code maint.oidc.role.viewer} and its kin say: the names of
 * groups, separated by semicolons (a name of a directory may hold commas). Where none is said, roles are given here, by
 * administrators.
 */
@ApplicationScoped
public class GroupRoles {
    private final Map<Role, Set<String>> groups;

    @Inject
    public GroupRoles(
            @ConfigProperty(name = "maint.oidc.role.viewer") Optional<String> viewer,
            @ConfigProperty(name = "maint.oidc.role.technician") Optional<String> technician,
            @ConfigProperty(name = "maint.oidc.role.lead") Optional<String> lead,
            @ConfigProperty(name = "maint.oidc.role.manager") Optional<String> manager,
            @ConfigProperty(name = "maint.oidc.role.admin") Optional<String> admin) {
        Map<Role, Set<String>> said = new EnumMap<>(Role.class);
        read(said, Role.VIEWER, viewer);
        read(said, Role.TECHNICIAN, technician);
        read(said, Role.LEAD, lead);
        read(said, Role.MANAGER, manager);
        read(said, Role.ADMIN, admin);
        this.groups = said;
    }

    /** For CDI's proxy, and where no group gives any role. */
    protected GroupRoles() {
        this.groups = Map.of();
    }

    /** No group gives a role. */
    public static GroupRoles none() {
        return new GroupRoles();
    }

    private static void read(Map<Role, Set<String>> into, Role role, Optional<String> said) {
        Set<String> names = Stream.of(said.orElse("").split(";", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (!names.isEmpty()) {
            into.put(role, names);
        }
    }

    /** Whether the provider decides who does what; otherwise administrators do. */
    public boolean decide() {
        return !groups.isEmpty();
    }

    /** The roles of somebody who is in these groups; none when no group counts. */
    Set<Role> of(Collection<String> memberships) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Set<String> names = new HashSet<>(memberships);
        groups.forEach((role, giving) -> {
            if (giving.stream().anyMatch(names::contains)) {
                roles.add(role);
            }
        });
        return roles;
    }
}

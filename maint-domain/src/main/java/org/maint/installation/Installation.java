package org.maint.installation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.maint.people.People;
import org.maint.people.People.Invited;
import org.maint.people.Role;
import org.maint.plan.Plans;
import org.maint.shared.Duties;
import org.maint.watch.Probes;

/** Makes an empty database usable: the plan that comes with maint is published as version 1, and one person may sign in. */
@ApplicationScoped
@Transactional
public class Installation {
    private static final String FIRST_PLAN = "/org/maint/plan/platform-maintenance-schedule.yaml";

    private static final String DUTY = "installation";

    private final Duties duties;
    private final Plans plans;
    private final People people;
    private final Probes probes;
    private final FirstAdministrator first;
    private final Optional<String> zone;

    /** @param zone in which the plan that comes with maint is to be meant; empty for the one that it names itself */
    @Inject
    public Installation(
            Duties duties,
            Plans plans,
            People people,
            Probes probes,
            FirstAdministrator first,
            @ConfigProperty(name = "maint.zone") Optional<String> zone) {
        this.duties = duties;
        this.plans = plans;
        this.people = people;
        this.probes = probes;
        this.first = first;
        this.zone = zone;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Installation() {
        this(null, null, null, null, null, Optional.empty());
    }

    /**
     * Imports the plan and makes the first administrator, who holds every role, unless that was done before.
     *
     * @return who was made, with a password to hand over; empty when there is none to hand over
     */
    public Optional<Invited> install() {
        // The nodes of a cluster are told to start at the same moment.
        duties.await(DUTY);
        if (!plans.any()) {
            plans.publish(inZone(firstPlan()), null, Locale.ENGLISH);
        }
        probes.ensureFirst();
        if (!people.nobodyYet()) {
            return Optional.empty();
        }
        Set<Role> everyRole = EnumSet.complementOf(EnumSet.of(Role.INGEST));
        Invited invited = people.invite(null, first.login(), "Administrator", first.email(), everyRole);
        if (first.password().isPresent()) {
            people.giveOneTime(invited.person().id(), first.password().get());
            return Optional.empty();
        }
        return Optional.of(invited);
    }

    private String inZone(String plan) {
        return zone.filter(id -> !id.isBlank())
                .map(id -> plan.replaceFirst("(?m)^zone: .*$", Matcher.quoteReplacement("zone: " + id.strip())))
                .orElse(plan);
    }

    /** The text of the plan that comes with maint. */
    public static String firstPlan() {
        try (InputStream in = Objects.requireNonNull(Installation.class.getResourceAsStream(FIRST_PLAN))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

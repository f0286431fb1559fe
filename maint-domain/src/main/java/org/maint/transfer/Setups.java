package org.maint.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Templates;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.Plans;
import org.maint.report.Goals;
import org.maint.rota.Rotas;
import org.maint.setting.Settings;
import org.maint.shared.Audited;
import org.maint.shared.Canonical;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.statuspage.Components;
import org.maint.task.Tasks;
import org.maint.watch.Probes;

/**
 * What people have set up, as one JSON document that this or another installation takes: probes, rotas, parts of the public
 * page, own words, goals, open tasks, and by what is judged. People are named by their sign-in names. Secrets never leave:
 * they are to be typed again. The plan has a document of its own.
 */
@ApplicationScoped
@Transactional
public class Setups {
    public static final String FORMAT = "maint-setup/1";

    /** In bytes, of a document. */
    public static final int LARGEST = 5_000_000;

    private static final int MOST = 10_000;

    private final List<Setup> kinds;
    private final Events events;
    private final Clock clock;

    @Inject
    public Setups(
            Probes probes,
            Rotas rotas,
            Components components,
            Templates templates,
            Goals goals,
            Tasks tasks,
            Settings settings,
            People people,
            Plans plans,
            Events events,
            Clock clock) {
        this.kinds = List.of(
                new ProbeSetup(probes),
                new RotaSetup(rotas, people),
                new ComponentSetup(components),
                new TemplateSetup(templates),
                new GoalSetup(goals, () -> today(plans, clock)),
                new TaskSetup(tasks, people, () -> today(plans, clock)),
                new JudgementSetup(settings));
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Setups() {
        this.kinds = List.of();
        this.events = null;
        this.clock = null;
    }

    private static LocalDate today(Plans plans, Clock clock) {
        return LocalDate.ofInstant(clock.instant(), plans.published().zone());
    }

    public ObjectNode write(Actor actor) {
        actor.require(Role.LEAD);
        ObjectNode document = Canonical.mapper().createObjectNode();
        document.put("format", FORMAT);
        document.put("at", clock.instant().toString());
        kinds.forEach(kind -> kind.write(actor, document.putArray(kind.name())));
        events.publish(new SetupEvent("setup.exported", actor, ""));
        return document;
    }

    /**
     * What came of a kind.
     *
     * @param made how many were made
     * @param there how many were there already and stay as they are, or are of a time that is over
     */
    public record Taken(String kind, int made, int there) {}

    /**
     * Makes what is not there yet, all or nothing. The first that cannot be made ends it, with all of its faults, each with a
     * pointer into the document.
     */
    public List<Taken> take(Actor actor, @Nullable String text) {
        actor.require(Role.LEAD);
        JsonNode document = read(text);
        List<Refusal.Fault> faults = new ArrayList<>();
        for (Setup kind : kinds) {
            JsonNode list = document.path(kind.name());
            if (!list.isMissingNode() && !list.isArray()) {
                faults.add(new Refusal.Fault("/" + kind.name(), Message.of("problem.list-expected")));
            } else if (list.size() > MOST) {
                faults.add(new Refusal.Fault("/" + kind.name(), Message.of("invalid.setup.many", MOST)));
            }
        }
        if (!faults.isEmpty()) {
            throw refused(faults);
        }
        List<Taken> taken = kinds.stream()
                .map(kind -> take(actor, kind, document.path(kind.name())))
                .toList();
        events.publish(new SetupEvent(
                "setup.imported",
                actor,
                taken.stream().map(each -> each.kind() + " " + each.made()).collect(Collectors.joining(", "))));
        return taken;
    }

    private static Refusal refused(List<Refusal.Fault> faults) {
        return Refusal.invalid(Message.of("invalid.setup", faults.size()), faults);
    }

    private static Taken take(Actor actor, Setup kind, JsonNode list) {
        Set<String> there = kind.there(actor);
        int made = 0;
        int left = 0;
        for (int i = 0; i < list.size(); i++) {
            JsonNode one = list.get(i);
            String at = "/" + kind.name() + "/" + i;
            try {
                if (there.contains(kind.key(one)) || kind.over(one)) {
                    left++;
                } else {
                    kind.make(actor, one);
                    made++;
                }
            } catch (Refusal refusal) {
                // What was made before it goes with the transaction; in one that is to be rolled back nothing more is
                // asked.
                throw refused(
                        refusal.faults().isEmpty()
                                ? List.of(new Refusal.Fault(at, refusal.reason()))
                                : refusal.faults().stream()
                                        .map(fault -> new Refusal.Fault(at + fault.pointer(), fault.message()))
                                        .toList());
            }
        }
        return new Taken(kind.name(), made, left);
    }

    private JsonNode read(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Refusal.invalid("", Message.of("invalid.missing"));
        }
        JsonNode document;
        try {
            document = Canonical.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw Refusal.invalid("", Message.of("problem.not-json", e.getOriginalMessage()));
        }
        if (!document.path("format").asText().equals(FORMAT)) {
            throw Refusal.invalid("/format", Message.of("invalid.setup.format", FORMAT));
        }
        List<String> known = new ArrayList<>(kinds.stream().map(Setup::name).toList());
        known.add("format");
        known.add("at");
        for (Iterator<String> names = document.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw Refusal.invalid("/" + name, Message.of("problem.unknown-field", name, known));
            }
        }
        return document;
    }

    /** A setup left or came. */
    record SetupEvent(String deed, Actor by, String detail) implements Audited {
        @Override
        public AuditLine audit() {
            return new AuditLine(by.id().value(), deed, "setup", detail);
        }
    }

    /** What a field says; null when it is absent, null or blank. */
    static @Nullable String text(JsonNode one, String field) {
        JsonNode value = one.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank() ? value.asText() : null;
    }

    /** Refused when the field names none. */
    static <E extends Enum<E>> E oneOf(Class<E> type, JsonNode one, String field) {
        return oneOf(type, text(one, field), "/" + field);
    }

    /** Refused when it names none. */
    static <E extends Enum<E>> E oneOf(Class<E> type, @Nullable String name, String pointer) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        pointer, Message.of("problem.one-of-expected", Arrays.toString(type.getEnumConstants()))));
    }

    /** Refused when the field is no date. */
    static @Nullable LocalDate date(JsonNode json, String field) {
        String typed = text(json, field);
        try {
            return typed == null ? null : LocalDate.parse(typed);
        } catch (DateTimeException e) {
            throw Refusal.invalid("/" + field, Message.of("problem.date-expected", typed));
        }
    }

    /** Refused when nobody who is active has this sign-in name. */
    static PersonId person(People people, String login, String pointer) {
        return people.activeByLogin(login)
                .map(Person::id)
                .orElseThrow(() -> Refusal.invalid(pointer, Message.of("invalid.setup.person", login)));
    }
}

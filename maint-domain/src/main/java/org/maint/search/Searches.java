package org.maint.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.Evidence;
import org.maint.checklist.Run;
import org.maint.checklist.RunEvent;
import org.maint.checklist.RunEvent.EvidenceAttached;
import org.maint.checklist.RunEvent.ItemRecorded;
import org.maint.checklist.RunId;
import org.maint.checklist.RunItem;
import org.maint.checklist.Runs;
import org.maint.logbook.LogAppended;
import org.maint.logbook.Logbook;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.Plans;
import org.maint.plan.PublishedPlan;
import org.maint.search.Found.Group;
import org.maint.search.SearchRepository.Match;
import org.maint.shared.Message;
import org.maint.shared.Text;
import org.maint.task.TaskEvent;
import org.maint.task.Tasks;

/**
 * Finds things by words and by key, and keeps what can be found up to date. All staff may see what is found here; what
 * they may not all see (the audit trail, tokens) is not searched.
 */
@ApplicationScoped
@Transactional
public class Searches {
    /** Reads for maint itself what it is about to make findable. */
    private static final Actor MAINT = new Actor(new PersonId(new UUID(0, 0)), Set.of(Role.VIEWER));

    private final SearchRepository repository;
    private final People people;
    private final Plans plans;
    private final Runs runs;
    private final Logbook logbook;
    private final Tasks tasks;
    private final Clock clock;

    private volatile @Nullable PlanIndex planIndex;

    @Inject
    public Searches(
            SearchRepository repository,
            People people,
            Plans plans,
            Runs runs,
            Logbook logbook,
            Tasks tasks,
            Clock clock) {
        this.repository = repository;
        this.people = people;
        this.plans = plans;
        this.runs = runs;
        this.logbook = logbook;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Searches() {
        this(null, null, null, null, null, null, null);
    }

    /**
     * What the words, all of them, or the key lead to. Any text is fine; nothing in it is an operator, and more than 200
     * characters are cut.
     *
     * @param only the one kind that is asked for; null for all
     * @param most how many hits of each kind are answered, from 1
     */
    public Found find(Actor actor, @Nullable String typed, @Nullable Kind only, int most) {
        actor.requireStaff();
        Asked asked = Asked.of(typed);
        Map<Kind, List<Hit>> hits = new EnumMap<>(Kind.class);
        Set<Kind> kinds = only == null ? EnumSet.allOf(Kind.class) : EnumSet.of(only);
        if (!asked.terms().isEmpty()) {
            hits.putAll(stored(asked, kinds, most));
        }
        if (kinds.contains(Kind.PLAN)) {
            hits.put(Kind.PLAN, planIndex().find(asked));
        }
        if (kinds.contains(Kind.PERSON)) {
            hits.put(Kind.PERSON, people(asked));
        }
        hits.values().removeIf(List::isEmpty);
        Comparator<Group> namedFirst =
                Comparator.comparing(group -> !group.hits().get(0).exact());
        List<Group> groups = hits.entrySet().stream()
                .map(group -> Group.of(group.getKey(), group.getValue(), most))
                .sorted(namedFirst)
                .toList();
        return new Found(asked.text(), asked.cut(), groups, asked.begun());
    }

    /**
     * First among the newest, then, of the kinds of which those are not enough, among all: what is common is found at once
     * and what is not is not long in finding.
     */
    private Map<Kind, List<Hit>> stored(Asked asked, Set<Kind> kinds, int most) {
        Instant now = clock.instant();
        Set<Kind> stored = EnumSet.copyOf(Kind.STORED);
        stored.retainAll(kinds);
        if (stored.isEmpty()) {
            return Map.of();
        }
        Map<Kind, List<Hit>> hits = new EnumMap<>(Kind.class);
        add(hits, repository.newest(asked, stored, most + 1, now), asked);
        Set<Kind> lacking = EnumSet.copyOf(stored);
        lacking.removeIf(kind -> hits.getOrDefault(kind, List.of()).size() > most);
        if (!lacking.isEmpty()) {
            lacking.forEach(kind -> hits.getOrDefault(kind, new ArrayList<>()).removeIf(hit -> !hit.exact()));
            add(hits, repository.best(asked, lacking, most + 1, now), asked);
        }
        return hits;
    }

    /** What is named by its key may have the words as well; it is a hit once. */
    private static void add(Map<Kind, List<Hit>> hits, List<Match> matches, Asked asked) {
        for (Match match : matches) {
            List<Hit> ofKind = hits.computeIfAbsent(match.document().kind(), any -> new ArrayList<>());
            if (ofKind.stream()
                    .noneMatch(hit -> hit.link().equals(match.document().link()))) {
                ofKind.add(hit(match.document(), asked, match.named()));
            }
        }
    }

    private static Hit hit(SearchDocument document, Asked asked, boolean exact) {
        return new Hit(
                document.kind(),
                document.title(),
                Snippet.of(document.text(), asked.terms()),
                from(document),
                document.at(),
                document.link(),
                exact);
    }

    private static Message from(SearchDocument document) {
        String state = document.state();
        Object stands = state == null ? "" : Message.of("search.state." + state);
        return switch (document.kind()) {
            case RUN -> state == null
                    ? Message.of("search.from.RUN", document.day())
                    : Message.of("search.from.RUN.closed", document.day(), stands);
            case ITEM -> Message.of("search.from.ITEM", Objects.requireNonNull(document.context()), document.day());
            case LOG -> Message.of("search.from.LOG", document.ref(), stands, document.day());
            case TASK -> Message.of("search.from.TASK", document.ref(), stands, document.day());
            case PLAN, PERSON -> throw new IllegalArgumentException("No document is of kind " + document.kind());
        };
    }

    private PlanIndex planIndex() {
        PublishedPlan plan = plans.published();
        PlanIndex known = planIndex;
        if (known == null || known.number() != plan.number()) {
            known = new PlanIndex(plan);
            planIndex = known;
        }
        return known;
    }

    private List<Hit> people(Asked asked) {
        List<Hit> named = new ArrayList<>();
        List<Hit> others = new ArrayList<>();
        for (Person person : people.all()) {
            String email = Objects.requireNonNullElse(person.email(), "");
            Set<String> words = new HashSet<>();
            List.of(person.name(), person.login(), email)
                    .forEach(text -> Terms.words(text).forEach(word -> words.add(word.folded())));
            boolean exact = asked.names(person.login()) || asked.names(email);
            boolean there = person.active() && person.kind() == Person.Kind.HUMAN;
            if (there && (exact || asked.matches(words))) {
                (exact ? named : others)
                        .add(new Hit(
                                Kind.PERSON,
                                Text.same(person.name()),
                                Snippet.of(person.login() + " · " + email, asked.begun()),
                                Message.of("search.from.PERSON"),
                                null,
                                "/team?person=" + person.login(),
                                exact));
            }
        }
        named.addAll(others);
        return named;
    }

    public void on(@Observes RunEvent event) {
        if (event instanceof ItemRecorded recorded) {
            write(recorded.run(), recorded.item());
        } else if (event instanceof EvidenceAttached attached) {
            write(attached.run(), attached.item());
        } else {
            repository.write(Documents.of(event.run()));
        }
    }

    private void write(Run run, RunItem item) {
        List<Evidence> evidence = runs.evidenceOf(MAINT, List.of(run.id()));
        Documents.of(run, item, evidence)
                .ifPresentOrElse(repository::write, () -> repository.remove(Kind.ITEM, Documents.ref(run, item)));
    }

    public void on(@Observes LogAppended appended) {
        repository.write(Documents.of(appended.entry(), plans.published().zone()));
    }

    public void on(@Observes TaskEvent event) {
        repository.write(Documents.of(
                tasks.whole(MAINT, event.task().number()), plans.published().zone()));
    }

    /**
     * Makes documents that are missing: of what was there before there was a search, and of what a node of an older
     * version has written during an upgrade. To be called at every start, until it answers that all was looked at. Two
     * nodes may do it at once.
     *
     * @param from where the last call has stopped; {@link Fill#START} at first
     * @param most how many things are looked at in this transaction
     * @return where to go on; empty when nothing is missing any more
     */
    public Optional<Fill> fill(Fill from, int most) {
        return switch (from.kind()) {
            case RUN -> {
                List<UUID> missing = repository.runsWithout(UUID.fromString(from.after()), most);
                List<Evidence> evidence =
                        runs.evidenceOf(MAINT, missing.stream().map(RunId::new).toList());
                missing.forEach(id -> fill(runs.get(MAINT, new RunId(id)), evidence));
                yield next(from, missing, most, Fill.ENTRIES);
            }
            case LOG -> {
                List<Long> missing = repository.entriesWithout(Long.parseLong(from.after()), most);
                missing.forEach(sequence -> repository.writeIfAbsent(Documents.of(
                        logbook.get(MAINT, sequence), plans.published().zone())));
                yield next(from, missing, most, Fill.TASKS);
            }
            case TASK -> {
                List<Long> missing = repository.tasksWithout(Long.parseLong(from.after()), most);
                missing.forEach(number -> repository.writeIfAbsent(Documents.of(
                        tasks.whole(MAINT, number), plans.published().zone())));
                yield next(from, missing, most, null);
            }
            case ITEM, PLAN, PERSON -> Optional.empty();
        };
    }

    private void fill(Run run, List<Evidence> evidence) {
        repository.writeIfAbsent(Documents.of(run));
        run.items().forEach(item -> Documents.of(run, item, evidence).ifPresent(repository::writeIfAbsent));
    }

    private static Optional<Fill> next(Fill from, List<?> done, int most, @Nullable Fill afterwards) {
        if (done.size() < most) {
            return Optional.ofNullable(afterwards);
        }
        return Optional.of(new Fill(from.kind(), done.get(done.size() - 1).toString()));
    }
}

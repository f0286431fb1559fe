package org.maint.search;

import jakarta.enterprise.context.ApplicationScoped;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.plan.Plans;
import org.maint.plan.PublishedPlan;
import org.maint.search.Found.Group;
import org.maint.search.SearchRepository.Match;
import org.maint.shared.Message;
import org.maint.shared.Text;

/**
 * Finds things by words and by key. All staff may see what is found here; what they may not all see (the audit trail,
 * tokens) is not searched.
 */
@ApplicationScoped
@Transactional
public class Searches {
    private final SearchRepository repository;
    private final People people;
    private final Plans plans;
    private final Clock clock;

    private volatile @Nullable PlanIndex planIndex;

    @Inject
    public Searches(SearchRepository repository, People people, Plans plans, Clock clock) {
        this.repository = repository;
        this.people = people;
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Searches() {
        this(null, null, null, null);
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
            case INCIDENT -> Message.of("search.from.INCIDENT", document.ref(), stands, document.day());
            case POST_MORTEM -> Message.of("search.from.POST_MORTEM", document.ref(), stands, document.day());
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
                                "/person?id=" + person.id(),
                                exact));
            }
        }
        named.addAll(others);
        return named;
    }
}

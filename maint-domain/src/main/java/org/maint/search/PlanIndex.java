package org.maint.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.plan.PlanDocument;
import org.maint.plan.PlanDocument.EscalationLevel;
import org.maint.plan.PlanDocument.Labelled;
import org.maint.plan.PlanDocument.Template;
import org.maint.plan.PublishedPlan;
import org.maint.plan.Routine;
import org.maint.plan.Section;
import org.maint.shared.Message;
import org.maint.shared.Text;

/** What the plan in force names, some hundreds of labels, looked through in memory. Immutable, so that it can be kept. */
final class PlanIndex {
    private final int number;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String key, Text title, Message from, String link, String more, Set<String> words) {}

    PlanIndex(PublishedPlan plan) {
        this.number = plan.number();
        PlanDocument document = plan.document();
        document.tiers().forEach(tier -> tier.routines().forEach(routine -> add(tier.title(), routine)));
        document.thresholds().forEach(one -> add(one.key(), one.title(), "thresholds", one.metric()));
        document.targets().forEach(one -> add(one.key(), one.title(), "targets", one.metric()));
        document.escalation().forEach(this::add);
        labelled(document.emergency().triggers(), "emergency");
        labelled(document.emergency().immediateActions(), "emergency");
        labelled(document.emergency().resolutionSteps(), "emergency");
        Stream.concat(document.dashboards().stream(), document.reports().stream())
                .forEach(this::add);
        add(document.logTemplate());
        document.trainings().forEach(one -> add(one.key(), one.title(), "practices", ""));
    }

    int number() {
        return number;
    }

    private void add(Text tier, Routine routine) {
        String link = "/plan#routine-" + routine.key();
        add(routine.key(), routine.title(), Message.of("search.from.PLAN", tier), link, "");
        for (Section section : routine.sections()) {
            Message from = Message.of("search.from.PLAN", routine.title());
            add(section.key(), section.title(), from, link, "");
            Message within = Message.of("search.from.PLAN.section", routine.title(), section.title());
            section.items()
                    .forEach(item -> add(
                            item.key(),
                            item.title(),
                            within,
                            "/plan#" + routine.key() + "." + item.key(),
                            String.join("\n", item.commands())));
        }
    }

    private void add(EscalationLevel level) {
        String reached = Stream.of(level.email(), level.phone())
                .filter(java.util.Objects::nonNull)
                .reduce(level.contact().fr() + " " + level.contact().en(), (a, b) -> a + " · " + b);
        add(
                level.level(),
                level.title(),
                "escalation",
                level.contact().en().equals(level.contact().fr())
                        ? reached.substring(level.contact().fr().length() + 1)
                        : reached);
    }

    private void add(Template template) {
        add(template.key(), template.title(), "templates", "");
    }

    private void labelled(List<Labelled> all, String part) {
        all.forEach(one -> add(one.key(), one.title(), part, ""));
    }

    private void add(String key, Text title, String part, String more) {
        add(key, title, Message.of("search.from.PLAN", Message.of("search.plan." + part)), "/plan#" + part, more);
    }

    private void add(String key, Text title, Message from, String link, @Nullable String more) {
        String words = more == null ? "" : more;
        Set<String> folded = new HashSet<>();
        Stream.of(key, title.en(), title.fr(), words)
                .flatMap(text -> Terms.words(text).stream())
                .forEach(word -> folded.add(word.folded()));
        entries.add(new Entry(key, title, from, link, words, folded));
    }

    /** In the plan's order; what is named by its key first. */
    List<Hit> find(Asked asked) {
        List<Hit> named = new ArrayList<>();
        List<Hit> others = new ArrayList<>();
        for (Entry entry : entries) {
            boolean exact = asked.names(entry.key);
            if (exact || asked.matches(entry.words)) {
                (exact ? named : others)
                        .add(new Hit(
                                Kind.PLAN,
                                entry.title,
                                Snippet.of(entry.more, asked.begun()),
                                entry.from,
                                null,
                                entry.link,
                                exact));
            }
        }
        named.addAll(others);
        return named;
    }
}

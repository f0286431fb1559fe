package org.maint.document;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.maint.document.Markup.Node;
import org.maint.incident.Incident;
import org.maint.postmortem.Figures;
import org.maint.postmortem.PostMortem;
import org.maint.postmortem.PostMortemAction;
import org.maint.postmortem.PostMortemSection;
import org.maint.postmortem.PostMortemState;
import org.maint.postmortem.PostMortems;
import org.maint.shared.Message;

/** A post-mortem on paper: what the record knows, what people wrote, what is to change, and who approved it. */
final class PostMortemSheet {
    private final Wording wording;
    private final Names names;

    PostMortemSheet(Wording wording, Names names) {
        this.wording = wording;
        this.names = names;
    }

    void write(Markup markup, PostMortems.Whole whole) {
        PostMortem postMortem = whole.postMortem();
        Incident incident = whole.incident().incident();
        Node article = markup.body().add("article").id("post-mortem");
        markup.bookmark(incident.name() + " · " + incident.title(), "post-mortem");
        article.add("p", "kicker").text(wording.words(Message.of("post-mortem")) + " · " + incident.name());
        article.add("h1").text(incident.title());
        Node standing = article.add("p", "standing");
        boolean approved = postMortem.state() == PostMortemState.APPROVED;
        Parts.mark(
                standing,
                approved ? "SIGNED" : "IN_PROGRESS",
                wording.words(Message.of("post-mortem.state." + postMortem.state())));
        if (incident.drill()) {
            standing.text(" · ").add("strong").text(wording.word("drill"));
        }
        facts(article, whole);
        for (PostMortemSection section : whole.sections()) {
            String words = section.words();
            if (words != null) {
                heading(
                        markup,
                        article,
                        "part-" + section.part().key(),
                        wording.words(Message.of("post-mortem.part." + section.part())));
                Formatted.write(article, words);
            }
        }
        if (!whole.actions().isEmpty()) {
            heading(markup, article, "actions", wording.word("next-actions"));
            actions(article, whole.actions());
        }
        if (approved) {
            heading(markup, article, "approval", wording.word("approval"));
            article.add("p")
                    .text(wording.word(
                            "approved-by",
                            names.of(postMortem.approvedBy()),
                            wording.exact(Objects.requireNonNull(postMortem.approvedAt())),
                            String.valueOf(postMortem.logEntry())));
        }
    }

    private static void heading(Markup markup, Node article, String id, String words) {
        article.add("h2").id(id).text(words);
        markup.bookmark(words, id);
    }

    private void facts(Node article, PostMortems.Whole whole) {
        Figures figures = whole.postMortem().figures();
        Node facts = Parts.facts(article);
        Parts.fact(facts, wording.word("began")).text(wording.exact(figures.beganAt()));
        Parts.fact(facts, wording.word("resolved")).text(wording.exact(figures.resolvedAt()));
        Parts.fact(facts, wording.word("to-detect")).text(wording.duration(figures.toDetect()));
        Parts.fact(facts, wording.word("to-acknowledge")).text(wording.duration(figures.toAcknowledge()));
        Duration mitigated = figures.toMitigate();
        Parts.fact(facts, wording.word("to-mitigate"))
                .text(mitigated == null ? wording.word("no-data") : wording.duration(mitigated));
        Parts.fact(facts, wording.word("to-resolve")).text(wording.duration(figures.toResolve()));
        Parts.fact(facts, wording.word("updates-kept"))
                .text(wording.word(
                        "answered.of", Integer.toString(figures.updatesInTime()), Integer.toString(figures.updates())));
        Parts.fact(facts, wording.word("requests")).text(number(figures.requests()));
        Parts.fact(facts, wording.word("requests-failed")).text(number(figures.failedRequests()));
        Parts.fact(facts, wording.word("jobs-created")).text(number(figures.jobs()));
        Parts.fact(facts, wording.word("jobs-usually")).text(number(figures.jobsUsually()));
        Parts.fact(facts, wording.word("written-by"))
                .text(names.of(whole.postMortem().authors()));
    }

    private String number(@Nullable Double value) {
        return value == null ? wording.word("no-data") : wording.number(BigDecimal.valueOf(Math.round(value)));
    }

    private void actions(Node article, List<PostMortemAction> actions) {
        Node rows = Parts.table(
                article,
                "tasks",
                List.of(
                        wording.word("action"),
                        wording.word("responsible"),
                        wording.word("due"),
                        wording.word("task")));
        for (PostMortemAction action : actions) {
            Node row = rows.add("tr");
            Node what = row.add("td");
            what.add("div").text(action.title());
            what.add("div", "quiet").text(wording.words(Message.of("post-mortem.action." + action.kind())));
            row.add("td").text(action.owner() == null ? "–" : names.of(action.owner()));
            row.add("td").text(action.due() == null ? "–" : wording.date(action.due()));
            row.add("td").text(action.task() == null ? "–" : "T-" + action.task());
        }
    }
}

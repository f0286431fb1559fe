package org.maint.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Text;

/** Keeps what people have said of a period; {@link Reports} has asked whether they may. */
@ApplicationScoped
public class EnteredFigures {
    private final EntityManager em;
    private final People people;

    @Inject
    public EnteredFigures(EntityManager em, People people) {
        this.em = em;
        this.people = people;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected EnteredFigures() {
        this(null, null);
    }

    /** By name. */
    Map<String, EnteredFigure> of(ReportKind kind, LocalDate from) {
        Map<String, EnteredFigure> figures = new TreeMap<>();
        List<EnteredFigure> found = em.createQuery(
                        "select f from EnteredFigure f where f.kind = :kind and f.from = :from", EnteredFigure.class)
                .setParameter("kind", kind)
                .setParameter("from", from)
                .getResultList();
        found.forEach(figure -> figures.put(figure.name(), figure));
        return figures;
    }

    /** @param figure null to forget it */
    void say(Report report, String name, @Nullable Double figure, PersonId by, Instant at) {
        EnteredFigure known = of(report.kind(), report.from()).get(name);
        if (figure == null) {
            if (known != null) {
                em.remove(known);
            }
        } else if (known == null) {
            EnteredFigure made = new EnteredFigure(report, name);
            made.say(figure, by, at);
            em.persist(made);
        } else if (known.value() != figure) {
            known.say(figure, by, at);
        }
        em.flush();
    }

    /** That a person said it, and who. */
    Text words(EnteredFigure figure) {
        String name = people.names(List.of(figure.enteredBy())).getOrDefault(figure.enteredBy(), "?");
        return Text.of(Message.of("report.entered", name));
    }
}

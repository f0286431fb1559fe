package org.maint.reminder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertLine;
import org.maint.checklist.Run;
import org.maint.checklist.RunState;
import org.maint.plan.DraftState;
import org.maint.plan.PlanDraft;
import org.maint.plan.Severity;
import org.maint.task.Task;
import org.maint.task.TaskState;

/** Finds what people are to be reminded of. */
@ApplicationScoped
public class ReminderRepository {
    private static final int MOST = 200;

    private final EntityManager em;

    @Inject
    public ReminderRepository(EntityManager em) {
        this.em = em;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ReminderRepository() {
        this(null);
    }

    /** Runs that are neither signed nor given up and are due between the two. */
    List<Run> runsDue(Instant after, Instant until) {
        return em.createQuery(
                        "select r from Run r where r.state in :open and r.dueAt > :after and r.dueAt <= :until"
                                + " order by r.dueAt",
                        Run.class)
                .setParameter("open", List.of(RunState.OPEN, RunState.IN_PROGRESS))
                .setParameter("after", after)
                .setParameter("until", until)
                .setMaxResults(MOST)
                .getResultList();
    }

    /** Tasks with an owner that are not closed and are due by this day. */
    List<Task> tasksDue(LocalDate day) {
        return em.createQuery(
                        "select t from Task t where t.state in :open and t.owner is not null and t.due <= :day"
                                + " order by t.due, t.number",
                        Task.class)
                .setParameter("open", List.of(TaskState.OPEN, TaskState.IN_PROGRESS))
                .setParameter("day", day)
                .setMaxResults(MOST)
                .getResultList();
    }

    List<PlanDraft> waitingDrafts(Instant submittedBefore) {
        return em.createQuery(
                        "select d from PlanDraft d where d.state = :submitted and d.submittedAt < :before",
                        PlanDraft.class)
                .setParameter("submitted", DraftState.SUBMITTED)
                .setParameter("before", submittedBefore)
                .getResultList();
    }

    /** Information that was found in this time, whenever it began; newest first. */
    List<Alert> information(Instant from, Instant to) {
        return em.createQuery(
                        "select a from Alert a where a.severity = :info and a.number in (select l.alert from AlertLine l"
                                + " where l.kind = :firing and l.recordedAt >= :from and l.recordedAt < :to)"
                                + " order by a.firedAt desc",
                        Alert.class)
                .setParameter("info", Severity.INFO)
                .setParameter("firing", AlertLine.Kind.FIRING)
                .setParameter("from", from)
                .setParameter("to", to)
                .setMaxResults(MOST)
                .getResultList();
    }
}

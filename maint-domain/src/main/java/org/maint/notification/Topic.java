package org.maint.notification;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a notification is about, as people choose what reaches them. */
public enum Topic {
    /** An alert that somebody has to answer; goes to whoever is on call whatever they have chosen. */
    PAGE(
            EnumSet.of(Medium.PORTAL, Medium.EMAIL, Medium.SMS, Medium.VOICE),
            EnumSet.of(Medium.PORTAL, Medium.EMAIL),
            "page."),
    /** Alerts as they begin and end, for everybody who works on the platform. */
    ALERT(EnumSet.of(Medium.PORTAL), EnumSet.noneOf(Medium.class), "alert.", "item.failed"),
    /** An emergency: that it is declared, how it stands, that it is over, what was promised. */
    INCIDENT(EnumSet.of(Medium.PORTAL, Medium.EMAIL, Medium.SMS), EnumSet.of(Medium.PORTAL, Medium.EMAIL), "incident."),
    /** The day's information and what was held back. */
    DIGEST(EnumSet.of(Medium.PORTAL, Medium.EMAIL), EnumSet.noneOf(Medium.class), "digest."),
    RUN_OPENED(EnumSet.noneOf(Medium.class), EnumSet.noneOf(Medium.class), "run.opened"),
    RUN_DUE(EnumSet.of(Medium.PORTAL, Medium.EMAIL), EnumSet.noneOf(Medium.class), "run.due"),
    RUN_LATE(EnumSet.of(Medium.PORTAL, Medium.EMAIL), EnumSet.of(Medium.PORTAL), "run.late"),
    RUN_MISSED(EnumSet.of(Medium.PORTAL, Medium.EMAIL), EnumSet.of(Medium.PORTAL), "run.missed"),
    /** A run or a task was given to me, or one of mine was changed. */
    WORK(EnumSet.of(Medium.PORTAL), EnumSet.of(Medium.PORTAL), "run.assigned", "task.", "skill."),
    TASK_DUE(EnumSet.of(Medium.PORTAL, Medium.EMAIL), EnumSet.noneOf(Medium.class), "taskdue."),
    /** Something waits for my decision, or was decided. */
    APPROVAL(EnumSet.of(Medium.PORTAL, Medium.EMAIL), EnumSet.of(Medium.PORTAL), "draft.", "approval."),
    /** A report was written, with its figures. */
    REPORT(EnumSet.of(Medium.PORTAL, Medium.EMAIL), EnumSet.noneOf(Medium.class), "report."),
    /** What users and staff say. */
    FEEDBACK(EnumSet.of(Medium.PORTAL), EnumSet.noneOf(Medium.class), "feedback."),
    /** Invitations, links to a new password, tests: not to be chosen. */
    ACCOUNT(EnumSet.allOf(Medium.class), EnumSet.allOf(Medium.class), "account.", "test", "contact.");

    private final Set<Medium> byDefault;
    private final Set<Medium> mandatory;
    private final String[] kinds;

    Topic(Set<Medium> byDefault, Set<Medium> mandatory, String... kinds) {
        this.byDefault = byDefault;
        this.mandatory = mandatory;
        this.kinds = kinds;
    }

    /** Where it goes unless the person has chosen otherwise. */
    public boolean byDefault(Medium medium) {
        return byDefault.contains(medium);
    }

    /** Where it goes whatever the person has chosen. */
    public boolean mandatory(Medium medium) {
        return mandatory.contains(medium);
    }

    /** How the kinds begin that are of this topic. */
    List<String> kinds() {
        return List.of(kinds);
    }

    /** Whether people choose. */
    public boolean chosen() {
        return this != ACCOUNT;
    }

    /** Whether it may wait for the end of a person's quiet hours. */
    public boolean waits() {
        return this != PAGE && this != INCIDENT && this != ACCOUNT;
    }

    /** @param kind a stable key such as {@code run.missed} */
    public static Topic of(String kind) {
        return Arrays.stream(values())
                .filter(topic -> Arrays.stream(topic.kinds).anyMatch(kind::startsWith))
                .findFirst()
                .orElse(ACCOUNT);
    }
}

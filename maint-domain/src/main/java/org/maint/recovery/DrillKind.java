package org.maint.recovery;

import java.util.List;
import java.util.stream.IntStream;
import org.maint.checklist.WorkType;
import org.maint.shared.Message;
import org.maint.shared.Text;

/** What is practised. */
public enum DrillKind {
    /** Sample data out of a backup, as the plan's Friday asks. */
    RESTORE(WorkType.WEEKLY, 4),
    /** All of it, on other machines, as the plan's quarter asks. */
    DISASTER_RECOVERY(WorkType.QUARTERLY, 7);

    private final WorkType type;
    private final int steps;

    DrillKind(WorkType type, int steps) {
        this.type = type;
        this.steps = steps;
    }

    /** As what it stands in the log. */
    WorkType type() {
        return type;
    }

    List<Text> steps() {
        return IntStream.rangeClosed(1, steps)
                .mapToObj(i -> Text.of(Message.of("drill.step." + this + "." + i)))
                .toList();
    }
}

package org.maint.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maint.plan.PlanChange.Kind;
import org.maint.shared.Text;

/** An item that left one section and came into another of the same routine was moved, not removed and added. */
final class MovedItems {
    private static final String ITEMS = "items";

    private MovedItems() {}

    static List<PlanChange> joined(List<PlanChange> changes) {
        List<PlanChange> joined = new ArrayList<>(changes);
        for (PlanChange removed : changes) {
            if (removed.kind() == Kind.REMOVED && ITEMS.equals(removed.field())) {
                comesBack(removed, joined).ifPresent(added -> {
                    joined.set(
                            joined.indexOf(added),
                            new PlanChange(
                                    Kind.MOVED,
                                    added.pointer(),
                                    added.where(),
                                    ITEMS,
                                    section(removed),
                                    section(added)));
                    joined.remove(removed);
                });
            }
        }
        return List.copyOf(joined);
    }

    private static Optional<PlanChange> comesBack(PlanChange removed, List<PlanChange> changes) {
        return changes.stream()
                .filter(each -> each.kind() == Kind.ADDED && ITEMS.equals(each.field()))
                .filter(each -> each.where().size() == removed.where().size())
                .filter(each -> each.where().get(0).equals(removed.where().get(0)))
                .filter(each -> each.where().get(1).equals(removed.where().get(1)))
                .filter(each -> last(each).equals(last(removed)))
                .findFirst();
    }

    private static Text last(PlanChange change) {
        return change.where().get(change.where().size() - 1);
    }

    private static Text section(PlanChange change) {
        return change.where().get(change.where().size() - 2);
    }
}

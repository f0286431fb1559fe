package org.maint.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Text;

/**
 * One difference between two plans, in the terms of who reads it.
 *
 * @param pointer where, in the later plan (in the earlier one for what was removed)
 * @param where what it is part of, from the outside in: a routine, a section, an item, each by its title
 * @param field which property of that; null when it is about the thing itself
 * @param before what it was; null for nothing
 * @param after what it is now; null for nothing
 */
public record PlanChange(
        Kind kind,
        String pointer,
        List<Text> where,
        @Nullable String field,
        @Nullable Text before,
        @Nullable Text after) {

    /** What has become of it. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED,
        /** It stands elsewhere; before and after name the places. */
        MOVED
    }
}

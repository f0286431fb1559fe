package org.maint.search;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Text;

/**
 * What the table keeps of one thing that can be found.
 *
 * @param ref which one of its kind: a run's id, {@code RUNID/ITEMKEY}, the sequence of a log entry, a task's number
 * @param context what it belongs to: the run of an item; null for what stands by itself
 * @param day on which it is shown to have happened, in the plan's zone
 * @param state how it stands or what it is, where that does not change without an event; null otherwise
 * @param at by which the newer one comes first
 * @param link where it is to be seen, below the context root
 * @param text what people wrote, for the snippet
 * @param also further words by which it is found
 */
public record SearchDocument(
        Kind kind,
        String ref,
        Text title,
        @Nullable Text context,
        LocalDate day,
        @Nullable String state,
        Instant at,
        String link,
        String text,
        String also) {}

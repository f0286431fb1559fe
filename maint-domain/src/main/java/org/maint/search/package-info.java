/**
 * Search over everything that the staff may see. What has a history (runs, what was noted at items, log entries, tasks)
 * has a document in a table with an index over words, kept up to date in the transaction that changes the thing; the
 * plan in force and the people are few and are looked through in memory. Decides which words count, how they are
 * compared, and in which order the hits come.
 */
@NullMarked
package org.maint.search;

import org.jspecify.annotations.NullMarked;

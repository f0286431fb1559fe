/**
 * Decides which runs there are and what becomes of them: opening what is due, recording what was found, signing,
 * skipping, missing. No run ever vanishes, and nothing that was entered is lost.
 */
@NullMarked
package org.maint.checklist;

import org.jspecify.annotations.NullMarked;

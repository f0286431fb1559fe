package org.maint.checklist;

import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;

/**
 * Somebody who has a run open on their screen.
 *
 * @param itemKey the item that they are at; null when at none
 */
public record Presence(PersonId person, @Nullable String itemKey) {}

package org.maint.rota;

import java.time.Instant;
import java.util.List;
import org.maint.people.PersonId;

/**
 * A moment at which it changes who is on call at a level.
 *
 * @param before who was until then; empty for nobody
 * @param after who is from then on; empty for nobody
 */
public record HandOver(String level, Instant at, List<PersonId> before, List<PersonId> after) {}

/**
 * Who is on call at a level of the plan, when. {@link org.maint.rota.Roster} computes it from rotas, overrides and
 * absences, without a database; what it says is never stored.
 */
@NullMarked
package org.maint.rota;

import org.jspecify.annotations.NullMarked;

package org.maint.rota;

import java.time.Instant;
import java.util.List;

/**
 * A time in which a level has rotas and nobody is on call.
 *
 * @param to the moment after the last one
 * @param missing the shifts that have nobody; empty when it is outside the hours of every rota
 */
public record Uncovered(String level, Instant from, Instant to, List<Shift> missing) {}

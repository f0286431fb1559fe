package org.maint.plan;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One time that a routine comes round, computed from the plan.
 *
 * @param routine the routine's key
 * @param nominalDate the date of the series; with the routine's key it names the run for ever
 * @param date the date on which it opens, after rolling off days that are not worked
 */
public record Occurrence(String routine, LocalDate nominalDate, LocalDate date, Instant opensAt, Instant dueAt) {}

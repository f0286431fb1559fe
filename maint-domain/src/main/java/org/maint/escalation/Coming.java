package org.maint.escalation;

import java.time.Instant;
import java.util.List;

/**
 * What comes next with an alert, if nobody takes it in hand.
 *
 * @param again whether everybody who was told before is told again
 */
public record Coming(Instant at, List<String> levels, boolean again) {}

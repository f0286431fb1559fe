package org.maint.target;

/**
 * How much may go wrong over the whole period without missing the target, and how much has.
 *
 * @param allowed in minutes for uptime, in percent for a rate; over the whole period, also what is still to come
 * @param used in the same unit, so far
 */
public record Budget(double allowed, double used) {
    public double left() {
        return allowed - used;
    }

    /** In percent; above 100 when it is overspent. */
    public double spent() {
        return allowed == 0 ? 0 : 100 * used / allowed;
    }
}

package org.maint.plan;

import java.util.List;

/** A plan document that cannot be used, with everything that is wrong with it. */
public final class MalformedPlan extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * One thing that is wrong.
     *
     * @param line from 1
     * @param column from 1
     * @param pointer an RFC 6901 JSON pointer into the document; empty for the document as a whole
     * @param message in the reader's language
     */
    public record Fault(int line, int column, String pointer, String message) {
        @Override
        public String toString() {
            return line + ":" + column + " " + (pointer.isEmpty() ? "" : pointer + ": ") + message;
        }
    }

    private final transient List<Fault> faults;

    MalformedPlan(List<Fault> faults) {
        super(faults.size() + " fault(s), the first: " + faults.get(0));
        this.faults = List.copyOf(faults);
    }

    /** In the order of the document; at least one. */
    public List<Fault> faults() {
        return faults;
    }
}

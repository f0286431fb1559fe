package org.maint.shared;

import java.util.List;
import java.util.Locale;

/**
 * A request that maint does not carry out, with the reason in words that its author understands. Nothing has changed
 * when it is thrown: as an unchecked exception it rolls the transaction back.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why; each kind has its HTTP status at the REST edge. */
    public enum Kind {
        /** What was asked makes no sense as it stands (400). */
        INVALID,
        /** The caller lacks the role (403). */
        FORBIDDEN,
        /** There is no such thing (404). */
        NOT_FOUND,
        /** It makes sense, but not in the present state (409). */
        CONFLICT,
        /** Somebody else changed it since it was read (412). */
        STALE,
        /** It is larger than allowed (413). */
        TOO_LARGE,
        /** Its type is not allowed (415). */
        UNSUPPORTED_TYPE
    }

    /**
     * One thing that is wrong.
     *
     * @param pointer where, as an RFC 6901 JSON pointer into what was sent, or into what the answer names
     */
    public record Fault(String pointer, Message message) {}

    private final Kind kind;
    private final transient Message reason;
    private final transient List<Fault> faults;

    private Refusal(Kind kind, Message reason, List<Fault> faults) {
        super(kind + ": " + Messages.words(reason, Locale.ENGLISH));
        this.kind = kind;
        this.reason = reason;
        this.faults = List.copyOf(faults);
    }

    public static Refusal invalid(String pointer, Message message) {
        return new Refusal(Kind.INVALID, message, List.of(new Fault(pointer, message)));
    }

    public static Refusal invalid(Message reason, List<Fault> faults) {
        return new Refusal(Kind.INVALID, reason, faults);
    }

    public static Refusal forbidden(Message reason) {
        return new Refusal(Kind.FORBIDDEN, reason, List.of());
    }

    public static Refusal notFound(Message reason) {
        return new Refusal(Kind.NOT_FOUND, reason, List.of());
    }

    public static Refusal conflict(Message reason) {
        return new Refusal(Kind.CONFLICT, reason, List.of());
    }

    public static Refusal conflict(Message reason, List<Fault> faults) {
        return new Refusal(Kind.CONFLICT, reason, faults);
    }

    public static Refusal stale(Message reason) {
        return new Refusal(Kind.STALE, reason, List.of());
    }

    public static Refusal tooLarge(Message reason) {
        return new Refusal(Kind.TOO_LARGE, reason, List.of());
    }

    public static Refusal unsupportedType(Message reason) {
        return new Refusal(Kind.UNSUPPORTED_TYPE, reason, List.of());
    }

    public Kind kind() {
        return kind;
    }

    public Message reason() {
        return reason;
    }

    public List<Fault> faults() {
        return faults;
    }
}

package org.maint.probing;

/** A look came to nothing. Its message is for the finding: short, in no language, and without anything secret. */
final class ProbeFault extends Exception {
    private static final long serialVersionUID = 1L;

    static final String TIMEOUT = "timeout";
    static final String REFUSED_TARGET = "refused-target";
    static final String DNS = "dns";
    static final String CONNECT = "connect";
    static final String TLS = "tls";
    static final String TOO_LARGE = "too-large";
    static final String UNREADABLE = "unreadable";
    static final String REDIRECTS = "redirects";
    static final String SECRET = "secret";
    static final String QUERY = "query";
    static final String BUSY = "busy";
    static final String INTERRUPTED = "interrupted";
    static final String INTERNAL = "internal";

    private final String problem;

    ProbeFault(String problem, String seen) {
        super(seen);
        this.problem = problem;
    }

    ProbeFault(String problem, String seen, Throwable cause) {
        super(seen, cause);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }

    String seen() {
        return String.valueOf(getMessage());
    }
}

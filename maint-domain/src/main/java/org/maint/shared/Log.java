package org.maint.shared;

import org.jspecify.annotations.Nullable;

/** The server's log, with the correlation id of what is done at the end of each line: {@code [correlation=…]}. */
public final class Log {
    private final System.Logger logger;

    private Log(System.Logger logger) {
        this.logger = logger;
    }

    public static Log of(Class<?> writer) {
        return new Log(System.getLogger(writer.getName()));
    }

    public void log(System.Logger.Level level, String message) {
        logger.log(level, correlated(message));
    }

    public void log(System.Logger.Level level, String message, @Nullable Throwable why) {
        logger.log(level, correlated(message), why);
    }

    /** @param values what stands for {@code {0}}, {@code {1}} and so on */
    public void log(System.Logger.Level level, String message, @Nullable Object... values) {
        logger.log(level, correlated(message), values);
    }

    private static String correlated(String message) {
        return Correlation.current()
                .map(id -> message + " [correlation=" + id + "]")
                .orElse(message);
    }
}

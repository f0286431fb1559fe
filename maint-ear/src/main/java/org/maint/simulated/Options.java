package org.maint.simulated;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated platform is started.
 *
 * @param port on loopback; 0 for any that is free
 * @param backups where backups are written; made if need be
 * @param log the file of the error log; null for none
 * @param maint the portal's address, such as http://127.0.0.1:8080/maint/, that figures are pushed to; null for none
 * @param token of the role ingest
 * @param seed the same seed gives the same day
 * @param slowSeconds what the fault {@code slow} adds
 * @param errorPercent the share that the fault {@code errors} lets fail
 */
public record Options(
        int port,
        Path backups,
        @Nullable Path log,
        @Nullable URI maint,
        @Nullable String token,
        Clock clock,
        long seed,
        double slowSeconds,
        double errorPercent) {

    static final String USAGE =
            """
            usage: SimulatedPlatform --backups DIRECTORY [--port N] [--log FILE]
                                     [--maint URL (--token TOKEN | --token-file FILE)]
                                     [--clock INSTANT] [--seed N] [--slow-seconds N] [--error-percent N]""";

    /** On a free port, telling nobody. */
    public static Options with(Path backups) {
        return new Options(0, backups, null, null, null, Clock.systemUTC(), 20_241_217, 6, 30);
    }

    public Options clock(Clock other) {
        return new Options(port, backups, log, maint, token, other, seed, slowSeconds, errorPercent);
    }

    public Options slowSeconds(double seconds) {
        return new Options(port, backups, log, maint, token, clock, seed, seconds, errorPercent);
    }

    public Options log(Path file) {
        return new Options(port, backups, file, maint, token, clock, seed, slowSeconds, errorPercent);
    }

    /** Tells maint about itself. */
    public Options tells(URI portal, String secret) {
        return new Options(port, backups, log, portal, secret, clock, seed, slowSeconds, errorPercent);
    }

    /** @throws IllegalArgumentException for wrong usage, with a line that says what */
    static Options parse(String... words) {
        Options options = null;
        for (int i = 0; i < words.length - 1; i += 2) {
            if (words[i].equals("--backups")) {
                options = with(Path.of(words[i + 1]));
            }
        }
        if (options == null) {
            throw new IllegalArgumentException("--backups DIRECTORY is missing");
        }
        for (int i = 0; i < words.length; i += 2) {
            if (i + 1 == words.length) {
                throw new IllegalArgumentException(words[i] + " wants a value");
            }
            options = options.and(words[i], words[i + 1]);
        }
        if (options.maint != null && options.token == null) {
            throw new IllegalArgumentException("--maint wants --token or --token-file");
        }
        return options;
    }

    private Options and(String name, String value) {
        try {
            return switch (name) {
                case "--backups" -> this;
                case "--port" -> new Options(
                        Integer.parseInt(value), backups, log, maint, token, clock, seed, slowSeconds, errorPercent);
                case "--log" -> log(Path.of(value));
                case "--maint" -> new Options(
                        port, backups, log, URI.create(value), token, clock, seed, slowSeconds, errorPercent);
                case "--token" -> new Options(port, backups, log, maint, value, clock, seed, slowSeconds, errorPercent);
                    // A command line can be read by everybody on the machine, a file need not be.
                case "--token-file" -> new Options(
                        port,
                        backups,
                        log,
                        maint,
                        Files.readString(Path.of(value)).strip(),
                        clock,
                        seed,
                        slowSeconds,
                        errorPercent);
                case "--clock" -> clock(startingAt(Instant.parse(value)));
                case "--seed" -> new Options(
                        port, backups, log, maint, token, clock, Long.parseLong(value), slowSeconds, errorPercent);
                case "--slow-seconds" -> slowSeconds(Double.parseDouble(value));
                case "--error-percent" -> new Options(
                        port, backups, log, maint, token, clock, seed, slowSeconds, Double.parseDouble(value));
                default -> throw new IllegalArgumentException("there is no option " + name);
            };
        } catch (NumberFormatException | DateTimeException | IOException e) {
            throw new IllegalArgumentException(name + " does not take " + value + ": " + e.getMessage(), e);
        }
    }

    /** From that instant it runs on, as the clock of maint does with its own {@code --clock}. */
    private static Clock startingAt(Instant begin) {
        Clock system = Clock.systemUTC();
        return Clock.offset(system, Duration.between(system.instant(), begin));
    }
}

package org.maint.simulated;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What went wrong, as lines in a file that is turned over when it grows, and as events to tell maint about. */
final class ErrorLog {
    /** In bytes. */
    private static final int LONGEST_FILE = 256 * 1024;

    private static final int LINES_IN_MEMORY = 200;

    /** The kinds of errors; few, so that recurring ones can be told from new ones. */
    enum Kind {
        DATABASE("CRITICAL", "interventions", "Délai dépassé en attendant la base de données"),
        PAYMENT("CRITICAL", "factures", "Le service de paiement a répondu 502"),
        GPS("WARNING", "gps", "Position ignorée, horodatage dans le futur"),
        RENDERING("WARNING", "tableau-de-bord", "Valeur absente dans le rapport de la semaine"),
        LOGIN("CRITICAL", "connexion", "Impossible de créer la session"),
        BACKUP("CRITICAL", "sauvegarde", "La sauvegarde n’a pas pu être écrite");

        private final String level;
        private final String part;
        private final String message;

        Kind(String level, String part, String message) {
            this.level = level;
            this.part = part;
            this.message = message;
        }
    }

    /** As the errors call of maint takes it. */
    record Event(Instant at, String level, String message, String fingerprint, String source, int count) {}

    private final @Nullable Path file;
    private final Clock clock;
    private final Deque<String> lines = new ArrayDeque<>();
    private final Map<Kind, Event> untold = new EnumMap<>(Kind.class);
    private boolean complained;

    ErrorLog(@Nullable Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    synchronized void add(Kind kind) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String line = now + " " + kind.level + " [" + kind.part + "] " + kind.message;
        lines.addLast(line);
        if (lines.size() > LINES_IN_MEMORY) {
            lines.removeFirst();
        }
        untold.merge(
                kind,
                new Event(now, kind.level, kind.message, kind.part + "-" + kind.ordinal(), "platform", 1),
                (before, one) -> new Event(
                        before.at(),
                        before.level(),
                        before.message(),
                        before.fingerprint(),
                        before.source(),
                        before.count() + 1));
        write(line);
    }

    private void write(String line) {
        if (file == null) {
            return;
        }
        try {
            if (Files.exists(file) && Files.size(file) > LONGEST_FILE) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(
                    file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            if (!complained) {
                complained = true;
                System.err.println("simulated platform: the error log cannot be written: " + e);
            }
        }
    }

    /** What has happened since the last call, an event a kind. */
    synchronized List<Event> untold() {
        List<Event> events = new ArrayList<>(untold.values());
        untold.clear();
        return events;
    }

    synchronized List<String> lines() {
        return new ArrayList<>(lines);
    }
}

package org.maint.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that the launcher started and that ends with it, however the launcher ends: a small shell stands between the
 * two and holds the reading end of a pipe; when the launcher is gone, even by kill -9, the pipe closes and the shell
 * stops the process.
 */
final class Child {
    // Ctrl-C reaches every process of the terminal at once; here it is ignored, so that the launcher can stop its
    // children in the right order.
    private static final String WATCH =
            """
            trap '' INT HUP
            exec 3<&0 </dev/null
            "$@" 3<&- &
            child=$!
            trap 'kill -TERM $child 2>/dev/null' TERM
            ( cat <&3 >/dev/null
              kill -TERM $child 2>/dev/null
              i=0
              while kill -0 $child 2>/dev/null; do
                i=$((i + 1))
                [ $i -gt 200 ] && kill -KILL $child 2>/dev/null
                sleep 0.1
              done ) &
            watcher=$!
            exec 3<&-
            wait $child
            code=$?
            while kill -0 $child 2>/dev/null; do wait $child; code=$?; done
            kill $watcher 2>/dev/null
            exit $code
            """;

    private final String name;
    private final Path log;
    private final Process process;

    private Child(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    static Child start(String name, Path log, Map<String, String> environment, List<String> command) {
        List<String> watched = new ArrayList<>(List.of("/bin/sh", "-c", WATCH, "maint-" + name));
        watched.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(watched)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment().putAll(environment);
        try {
            if (Files.exists(log)) {
                // What the last start had to say is often what one looks for.
                Files.move(
                        log,
                        log.resolveSibling(log.getFileName() + ".1"),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            return new Child(name, log, builder.start());
        } catch (IOException e) {
            throw new Failure("The " + name + " cannot be started: " + e.getMessage(), e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() {
        try {
            return Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** That it did not come up, with where to read why. */
    Failure failure(String what) {
        return new Failure("The " + name + " " + what + "; see " + log);
    }

    /** Asks it to end and waits until it has; after 20 s it is killed by the shell that watches it. */
    void stop() {
        try {
            // The end of the pipe is the request to stop.
            process.getOutputStream().close();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}

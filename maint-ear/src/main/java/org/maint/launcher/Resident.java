package org.maint.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory that a running maint holds, by process, as Linux counts it. */
final class Resident {
    private static final Pattern RSS = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

    private Resident() {}

    /** Of the maint of this home, in MB, as words. */
    static String ofRunning(Home home) {
        return home.runState()
                .map(state -> Long.parseLong(state.getProperty("pid")))
                .flatMap(ProcessHandle::of)
                .map(Resident::words)
                .orElse("(no maint runs in " + home.directory() + ")");
    }

    private static String words(ProcessHandle launcher) {
        Map<String, Long> byName = new TreeMap<>();
        byName.put("launcher", kilobytes(launcher.pid()));
        launcher.descendants().forEach(child -> byName.merge(name(child), kilobytes(child.pid()), Long::sum));
        long all = byName.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder words = new StringBuilder(String.format(Locale.ROOT, "all %d", all / 1_000));
        byName.forEach(
                (name, kilobytes) -> words.append(String.format(Locale.ROOT, ", %s %d", name, kilobytes / 1_000)));
        return words.toString();
    }

    private static String name(ProcessHandle process) {
        String line = process.info().commandLine().orElse("");
        if (line.startsWith("/bin/sh")) {
            return "shells";
        }
        if (line.contains("mariadbd")) {
            return "database";
        }
        return line.contains("payara-micro") ? "application" : line.contains("imqbroker") ? "broker" : "others";
    }

    private static long kilobytes(long pid) {
        try {
            Matcher found = RSS.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return found.find() ? Long.parseLong(found.group(1)) : 0;
        } catch (IOException e) {
            // It has ended meanwhile, or this is no Linux.
            return 0;
        }
    }
}

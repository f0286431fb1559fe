package org.maint.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has arrived since somebody last looked: which lines of numbers from when to when, and which heartbeats. */
public record Arrived(List<Stretch> stretches, Map<String, Instant> heartbeats) {
    /** Two stretches of one line that are nearer than this are looked at as one. */
    private static final Duration NEAR = Duration.ofHours(1);

    /** A time of one line of numbers, both ends included. */
    public record Stretch(long series, Instant from, Instant to) {
        private String words() {
            return series + " " + micros(from) + " " + micros(to);
        }
    }

    static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    static String words(List<Stretch> stretches) {
        StringBuilder words = new StringBuilder();
        stretches.forEach(each -> words.append(each.words()).append('\n'));
        return words.toString();
    }

    static String heartbeat(String key, Instant at) {
        return "heartbeat " + key + " " + micros(at) + "\n";
    }

    static Arrived read(List<String> rows) {
        Map<Long, List<Stretch>> bySeries = new LinkedHashMap<>();
        Map<String, Instant> heartbeats = new LinkedHashMap<>();
        for (String row : rows) {
            for (String line : row.split("\n", -1)) {
                if (!line.isEmpty()) {
                    read(line, bySeries, heartbeats);
                }
            }
        }
        List<Stretch> all = new ArrayList<>();
        bySeries.values().forEach(all::addAll);
        return new Arrived(all, heartbeats);
    }

    private static void read(String line, Map<Long, List<Stretch>> bySeries, Map<String, Instant> heartbeats) {
        String[] parts = line.split(" ", -1);
        if (parts[0].equals("heartbeat")) {
            heartbeats.merge(parts[1], instant(Long.parseLong(parts[2])), (a, b) -> a.isBefore(b) ? a : b);
            return;
        }
        Stretch next = new Stretch(
                Long.parseLong(parts[0]), instant(Long.parseLong(parts[1])), instant(Long.parseLong(parts[2])));
        List<Stretch> known = bySeries.computeIfAbsent(next.series(), unknown -> new ArrayList<>());
        for (int i = 0; i < known.size(); i++) {
            Stretch one = known.get(i);
            boolean near = !next.from().isAfter(one.to().plus(NEAR))
                    && !next.to().isBefore(one.from().minus(NEAR));
            if (near) {
                known.set(
                        i,
                        new Stretch(
                                one.series(),
                                one.from().isBefore(next.from()) ? one.from() : next.from(),
                                one.to().isAfter(next.to()) ? one.to() : next.to()));
                return;
            }
        }
        known.add(next);
    }

    public boolean isEmpty() {
        return stretches.isEmpty() && heartbeats.isEmpty();
    }
}

package org.maint.probing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks into a folder of backups: whether there is one, how old and how large the newest is. Only files of the folder
 * itself count; a symbolic link does not, wherever it leads.
 */
record BackupLook(ProbeSpec.BackupFolder spec) implements Look {
    private static final int MOST_FILES = 20_000;
    private static final String SIDECAR = ".sha256";
    private static final Pattern SHA256 = Pattern.compile("(?i)[0-9a-f]{64}");

    private record Backup(Path path, long size, Instant at) {
        String name() {
            return path.getFileName().toString();
        }
    }

    static boolean isGlob(String glob) {
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + glob);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void look(Attempt attempt) throws ProbeFault {
        Path directory = attempt.targets().vet(spec.directory());
        try {
            look(attempt, directory);
        } catch (IOException e) {
            attempt.orTimeout();
            throw new ProbeFault(ProbeFault.UNREADABLE, e.getClass().getSimpleName(), e);
        }
    }

    private void look(Attempt attempt, Path directory) throws IOException, ProbeFault {
        Sheet sheet = attempt.sheet();
        List<Backup> backups = backups(attempt, directory);
        sheet.value("count", backups.size());
        if (spec.minFreeBytes() > 0) {
            long free = Files.getFileStore(directory).getUsableSpace();
            sheet.value("free-bytes", (double) free);
            sheet.range("free", (double) spec.minFreeBytes(), null, (double) free, "B");
        }
        if (backups.isEmpty()) {
            sheet.check("present", false, spec.glob(), "0");
            return;
        }
        Backup newest = backups.get(0);
        sheet.check("present", true, spec.glob(), newest.name());
        age(attempt, newest);
        sheet.value("bytes", (double) newest.size());
        sheet.range("size", (double) spec.minBytes(), null, (double) newest.size(), "B");
        shrink(sheet, newest, backups.subList(1, backups.size()));
        days(attempt, backups);
        if (spec.sha256File()) {
            sha256(attempt, newest);
        }
    }

    /** The newest first. */
    private List<Backup> backups(Attempt attempt, Path directory) throws IOException, ProbeFault {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + spec.glob());
        List<Backup> backups = new ArrayList<>();
        int seen = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                attempt.orTimeout();
                if (++seen > MOST_FILES) {
                    throw new ProbeFault(ProbeFault.TOO_LARGE, "> " + MOST_FILES);
                }
                boolean named = matcher.matches(file.getFileName());
                if (!named || file.getFileName().toString().endsWith(SIDECAR)) {
                    continue;
                }
                BasicFileAttributes attributes =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.isRegularFile()) {
                    backups.add(new Backup(
                            file,
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()));
                }
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        backups.sort(Comparator.comparing(Backup::at).reversed().thenComparing(Backup::name));
        return backups;
    }

    private void age(Attempt attempt, Backup newest) {
        double hours =
                Duration.between(newest.at(), attempt.surroundings().clock().instant())
                                .toSeconds()
                        / 3600.0;
        attempt.sheet().value("age-hours", hours);
        attempt.sheet().range("age", null, (double) spec.maxAge().toHours(), hours, "h");
    }

    /** Against the median, which one odd backup does not move. With none before it there is nothing to compare. */
    private void shrink(Sheet sheet, Backup newest, List<Backup> before) {
        if (spec.shrinkPercent() == null || before.isEmpty()) {
            return;
        }
        long[] sizes = before.stream().mapToLong(Backup::size).sorted().toArray();
        int middle = sizes.length / 2;
        double median = sizes.length % 2 == 1 ? sizes[middle] : (sizes[middle - 1] + sizes[middle]) / 2.0;
        if (median > 0) {
            double percent = 100.0 * newest.size() / median;
            sheet.value("size-percent", percent);
            sheet.range("shrink", (double) spec.shrinkPercent(), null, percent, "%");
        }
    }

    /** Of the whole days before today; whether today's is due already is a matter of its age. */
    private void days(Attempt attempt, List<Backup> backups) {
        if (spec.expectDays() == 0) {
            return;
        }
        ZoneId zone = attempt.surroundings().clock().getZone();
        Set<LocalDate> there = backups.stream()
                .map(backup -> LocalDate.ofInstant(backup.at(), zone))
                .collect(Collectors.toSet());
        LocalDate today = LocalDate.ofInstant(attempt.surroundings().clock().instant(), zone);
        Set<LocalDate> missing = new TreeSet<>();
        for (int back = 1; back <= spec.expectDays(); back++) {
            if (!there.contains(today.minusDays(back))) {
                missing.add(today.minusDays(back));
            }
        }
        attempt.sheet().value("days-missing", missing.size());
        String without = missing.stream().map(day -> "−" + day).limit(10).collect(Collectors.joining(", "));
        attempt.sheet()
                .add(new Assertion(
                        "days",
                        missing.isEmpty(),
                        Integer.toString(spec.expectDays()),
                        missing.isEmpty() ? Integer.toString(spec.expectDays()) : without,
                        (double) (spec.expectDays() - missing.size()),
                        "d"));
    }

    private static void sha256(Attempt attempt, Backup newest) throws IOException, ProbeFault {
        String stated = stated(newest.path().resolveSibling(newest.name() + SIDECAR));
        if (stated == null) {
            attempt.sheet().check("sha256", false, newest.name() + SIDECAR, "–");
            return;
        }
        String real = hash(attempt, newest.path());
        attempt.sheet().hash(real);
        attempt.sheet().check("sha256", real.equals(stated), stated, real);
    }

    /** The first word, as {@code sha256sum} writes it; null when there is no such file. */
    private static @Nullable String stated(Path sidecar) throws IOException {
        if (!Files.isRegularFile(sidecar, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(sidecar, LinkOption.NOFOLLOW_LINKS)) {
            String start = new String(in.readNBytes(200), StandardCharsets.US_ASCII);
            String word = start.strip().split("\\s", 2)[0].replaceFirst("^\\\\", "");
            return SHA256.matcher(word).matches() ? word.toLowerCase(Locale.ROOT) : null;
        }
    }

    private static String hash(Attempt attempt, Path file) throws IOException, ProbeFault {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            attempt.keep(in);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                attempt.orTimeout();
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}

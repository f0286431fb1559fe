package org.maint.simulated;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** The backups of the platform's database: small, but real, each with its checksum beside it. */
final class Backups {
    /** Until which age the fault hides them. */
    private static final Duration HIDDEN = Duration.ofHours(36);

    private static final Duration KEPT = Duration.ofDays(14);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int DAYS_AT_START = 10;
    private static final String ENDING = ".sql.gz";
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmm", Locale.ROOT);

    /** @param note what went wrong, or the file's name */
    record Made(Instant at, boolean ok, long sizeBytes, double durationSeconds, String note) {}

    private final Path directory;
    private final Path hidden;
    private final Clock clock;
    private final Faults faults;

    Backups(Path directory, Clock clock, Faults faults) {
        this.directory = directory;
        this.hidden = directory.resolve(".hidden");
        this.clock = clock;
        this.faults = faults;
    }

    Path directory() {
        return directory;
    }

    /** Those of the last ten nights, as far as they are not there yet. */
    synchronized void prepare() throws IOException {
        Files.createDirectories(directory);
        show();
        Instant now = clock.instant();
        LocalDate today = now.atZone(Activity.MONTREAL).toLocalDate();
        for (int ago = DAYS_AT_START; ago >= 0; ago--) {
            Instant night =
                    today.minusDays(ago).atTime(2, 0).atZone(Activity.MONTREAL).toInstant();
            boolean due = night.isBefore(now) && night.isAfter(now.minus(Duration.ofDays(DAYS_AT_START)));
            if (due && !Files.exists(file(night))) {
                write(night, content(night));
            }
        }
    }

    /** Whether the newest is older than an hour, and backups are made at all. */
    synchronized boolean isDue() {
        if (faults.has(Fault.MISSING_BACKUP)) {
            return false;
        }
        Instant since = clock.instant().minus(EVERY);
        return files(directory).stream().noneMatch(file -> modified(file).isAfter(since));
    }

    synchronized Made make() {
        Instant now = clock.instant();
        // What a dump of a few gigabytes takes; nobody waits for it here.
        double seconds = 41 + (now.getEpochSecond() / 60 % 17) * .7;
        try {
            byte[] content = faults.has(Fault.EMPTY_BACKUP) ? new byte[0] : content(now);
            Path file = write(now, content);
            removeOld(now);
            return new Made(now, true, content.length, seconds, String.valueOf(file.getFileName()));
        } catch (IOException | UncheckedIOException e) {
            return new Made(now, false, 0, seconds, String.valueOf(e.getMessage()));
        }
    }

    /** Takes the young ones out of sight. */
    synchronized void hide() throws IOException {
        Files.createDirectories(hidden);
        Instant young = clock.instant().minus(HIDDEN);
        for (Path file : files(directory)) {
            if (modified(file).isAfter(young)) {
                move(file, hidden);
            }
        }
    }

    synchronized void show() throws IOException {
        if (Files.isDirectory(hidden)) {
            for (Path file : files(hidden)) {
                move(file, directory);
            }
            Files.delete(hidden);
        }
    }

    private static void move(Path file, Path to) throws IOException {
        for (Path one : List.of(checksum(file), file)) {
            if (Files.exists(one)) {
                Files.move(one, to.resolve(one.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void removeOld(Instant now) throws IOException {
        for (Path file : files(directory)) {
            if (modified(file).isBefore(now.minus(KEPT))) {
                Files.deleteIfExists(checksum(file));
                Files.deleteIfExists(file);
            }
        }
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.startsWith("backup-") && name.endsWith(ENDING);
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Instant at) {
        return directory.resolve("backup-" + NAME.format(at.atZone(Activity.MONTREAL)) + ENDING);
    }

    private static Path checksum(Path file) {
        return file.resolveSibling(file.getFileName() + ".sha256");
    }

    /** The file appears whole and with its checksum, as whoever looks at the directory expects. */
    private Path write(Instant at, byte[] content) throws IOException {
        Path file = file(at);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, content);
        Files.setLastModifiedTime(part, FileTime.from(at));
        Files.writeString(checksum(file), sha256(content) + "  " + file.getFileName() + "\n");
        Files.setLastModifiedTime(checksum(file), FileTime.from(at));
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** A dump that can be unpacked and read; a few rows more every day. */
    private static byte[] content(Instant at) throws IOException {
        ZonedDateTime local = at.atZone(Activity.MONTREAL);
        long day = local.toLocalDate().toEpochDay() - LocalDate.of(2026, 1, 1).toEpochDay();
        long rows = Math.max(150, 400 + day * 4 + local.getHour() / 6);
        Random random = new Random(day);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer sql = new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8)) {
            sql.write("-- Plomberie D'Experts, " + local.toOffsetDateTime() + "\n");
            sql.write("create table interventions (id bigint primary key, client varchar(60), montant decimal(9,2),"
                    + " jeton varchar(32));\n");
            for (long row = 1; row <= rows; row++) {
                sql.write("insert into interventions values (" + row + ", '"
                        + Samples.CLIENTS.get(random.nextInt(Samples.CLIENTS.size())) + "', "
                        + (8_000 + random.nextInt(90_000)) / 100.0 + ", '"
                        + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()) + "');\n");
            }
        }
        return bytes.toByteArray();
    }
}

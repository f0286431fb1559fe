package org.maint.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A backup: a ZIP with the database as SQL, the keys of the home, and a manifest with the sum of each file and the number
 * of rows of each table. Whoever has it can read what is secret, so that only its owner may.
 */
final class BackupFile {
    static final String SQL = "database.sql";

    private static final String KEYS = "keys";

    /** One row each: texts have their line ends escaped. */
    private static final Pattern ROW = Pattern.compile("INSERT INTO `([a-z0-9_]+)` VALUES.*");

    private static final int LONGEST_NAME = 80;

    private final Path file;

    BackupFile(Path file) {
        this.file = file;
    }

    /** Takes what the dump says; the file is there, whole, or not at all. */
    BackupManifest write(InputStream dump, Home home, Instant at) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Map<String, String> sums = new TreeMap<>();
        Map<String, Long> rows = new TreeMap<>();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(fresh), StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry(SQL));
            DigestOutputStream sum = new DigestOutputStream(zip, sha256());
            lines(dump, sum, rows);
            zip.closeEntry();
            sums.put(SQL, HexFormat.of().formatHex(sum.getMessageDigest().digest()));
            for (Path key : keys(home)) {
                String name = KEYS + "/" + key.getFileName();
                byte[] content = Files.readAllBytes(key);
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
                zip.closeEntry();
                sums.put(name, HexFormat.of().formatHex(sha256().digest(content)));
            }
            zip.putNextEntry(new ZipEntry(BackupManifest.NAME));
            BackupManifest manifest = new BackupManifest(at, sums, rows);
            zip.write(manifest.json().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        // What was written is read again before it takes the place of an older one.
        BackupManifest manifest = new BackupFile(fresh).verify();
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return manifest;
    }

    private static Iterable<Path> keys(Home home) throws IOException {
        Path keys = home.file(KEYS);
        if (!Files.isDirectory(keys)) {
            return java.util.List.of();
        }
        try (Stream<Path> files = Files.list(keys)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void lines(InputStream in, OutputStream out, Map<String, Long> rows) throws IOException {
        // Latin-1 keeps every byte as it is.
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        String last = "";
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            count(line, rows);
            out.write(line.getBytes(StandardCharsets.ISO_8859_1));
            out.write('\n');
            last = line.isBlank() ? last : line;
        }
        if (!last.startsWith("-- Dump completed")) {
            throw new Failure("The dump ended before its end; there is no backup.");
        }
    }

    private static void count(String line, Map<String, Long> rows) {
        if (line.startsWith("INSERT INTO ")) {
            Matcher row = ROW.matcher(line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME) : line);
            if (row.matches()) {
                rows.merge(row.group(1), 1L, Long::sum);
            }
        }
    }

    /** Reads all of it; refused when a file is lacking, is more than the manifest knows, or is not what was written. */
    BackupManifest verify() {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            ZipEntry described = zip.getEntry(BackupManifest.NAME);
            if (described == null) {
                throw new Failure(file + " is no backup of maint: it has no " + BackupManifest.NAME + ".");
            }
            BackupManifest manifest = BackupManifest.read(
                    new String(zip.getInputStream(described).readAllBytes(), StandardCharsets.UTF_8));
            Map<String, Long> rows = new TreeMap<>();
            for (Map.Entry<String, String> each : manifest.files().entrySet()) {
                ZipEntry entry = zip.getEntry(each.getKey());
                if (entry == null) {
                    throw new Failure(file + " is damaged: " + each.getKey() + " is lacking.");
                }
                try (DigestInputStream in = new DigestInputStream(zip.getInputStream(entry), sha256())) {
                    if (each.getKey().equals(SQL)) {
                        lines(in, OutputStream.nullOutputStream(), rows);
                    } else {
                        in.transferTo(OutputStream.nullOutputStream());
                    }
                    String sum = HexFormat.of().formatHex(in.getMessageDigest().digest());
                    if (!sum.equals(each.getValue())) {
                        throw new Failure(file + " is damaged: " + each.getKey() + " is not what was written.");
                    }
                }
            }
            if (!rows.equals(manifest.rows())) {
                throw new Failure(file + " is damaged: it has not the rows that it should have.");
            }
            return manifest;
        } catch (IOException e) {
            throw new Failure(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Its SQL, to be read once. */
    void sql(Sink sink) {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
                InputStream in = zip.getInputStream(zip.getEntry(SQL))) {
            sink.take(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a stream. */
    @FunctionalInterface
    interface Sink {
        void take(InputStream in) throws IOException;
    }

    /** Puts the keys into a home. */
    void keys(BackupManifest manifest, Home home) {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            Files.createDirectories(home.file(KEYS));
            for (String name : manifest.files().keySet()) {
                if (name.matches(KEYS + "/[A-Za-z0-9._-]+")) {
                    Path key = home.file(name);
                    Files.deleteIfExists(key);
                    Files.createFile(
                            key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                    Files.write(key, zip.getInputStream(zip.getEntry(name)).readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new Failure("The keys cannot be written: " + e.getMessage(), e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}

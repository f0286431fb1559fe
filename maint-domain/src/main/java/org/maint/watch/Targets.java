package org.maint.watch;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.maint.probing.AllowedTargets;
import org.maint.setting.Settings;
import org.maint.shared.Log;

/**
 * Where probes may go: the platform's own host, what {@code maint.probe.allow} names (hosts such as
 * {@code *.example.com:443}, separated by blanks or semicolons) and the folders of {@code maint.probe.directories}
 * (separated by semicolons or the path separator). All of it is an administrator's to say.
 */
@ApplicationScoped
public class Targets {
    private static final Log LOG = Log.of(Targets.class);
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final Settings settings;
    private final Optional<String> hosts;
    private final Optional<String> directories;

    @Inject
    public Targets(
            Settings settings,
            @ConfigProperty(name = "maint.probe.allow") Optional<String> hosts,
            @ConfigProperty(name = "maint.probe.directories") Optional<String> directories) {
        this.settings = settings;
        this.hosts = hosts;
        this.directories = directories;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Targets() {
        this(null, Optional.empty(), Optional.empty());
    }

    /** The address of the platform; empty until it is set. */
    Optional<URI> platform() {
        return settings.platformUrl();
    }

    /** The first folder that is allowed, or one that does not exist. */
    String backups() {
        return directories.stream()
                .flatMap(text -> words(text, "[;:]+").stream())
                .findFirst()
                .orElse("/nonexistent/backups");
    }

    AllowedTargets allowed() {
        List<String> entries = new ArrayList<>();
        platform().ifPresent(uri -> {
            boolean secure = "https".equalsIgnoreCase(uri.getScheme());
            int port = uri.getPort() >= 0 ? uri.getPort() : secure ? HTTPS : HTTP;
            entries.add(uri.getHost() + ":" + port);
        });
        hosts.ifPresent(text -> words(text, "[\\s;]+").forEach(entries::add));
        List<Path> folders = directories.stream()
                .flatMap(text -> words(text, "[;:]+").stream())
                .map(Path::of)
                .toList();
        List<String> good = entries.stream().filter(Targets::isHost).toList();
        return AllowedTargets.of(good, folders);
    }

    private static boolean isHost(String entry) {
        try {
            AllowedTargets.of(List.of(entry), List.of());
            return true;
        } catch (IllegalArgumentException e) {
            LOG.log(WARNING, "maint.probe.allow names {0}, which is no host; it is passed over", entry);
            return false;
        }
    }

    private static List<String> words(String text, String separator) {
        return Arrays.stream(text.split(separator, -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}

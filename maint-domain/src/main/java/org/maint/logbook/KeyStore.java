package org.maint.logbook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where the key that signs checkpoints comes from: the setting {@code maint.log.key} (the key's two lines, for a
 * cluster, whose nodes must share it), else a file under {@code maint.home} that is made when it is first needed.
 */
@ApplicationScoped
public class KeyStore {
    private final Optional<String> configured;
    private final Optional<String> home;
    private @Nullable SigningKey key;

    @Inject
    public KeyStore(
            @ConfigProperty(name = "maint.log.key") Optional<String> configured,
            @ConfigProperty(name = "maint.home") Optional<String> home) {
        this.configured = configured;
        this.home = home;
    }

    /** For CDI's proxy. */
    protected KeyStore() {
        this(Optional.empty(), Optional.empty());
    }

    /** Empty when there is neither a setting nor a home; checkpoints cannot be signed then. */
    public synchronized Optional<SigningKey> key() {
        if (key == null) {
            if (configured.isPresent()) {
                key = SigningKey.parse(configured.get().replace(' ', '\n'));
            } else if (home.isPresent()) {
                key = fromFile(Path.of(home.get(), "keys", "log-ed25519.key"));
            }
        }
        return Optional.ofNullable(key);
    }

    private static SigningKey fromFile(Path file) {
        try {
            if (Files.exists(file)) {
                return SigningKey.parse(Files.readString(file));
            }
            SigningKey made = SigningKey.generate();
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, made.text());
            Files.move(fresh, file);
            Files.writeString(file.resolveSibling("log-ed25519.pub"), made.publicKey() + "\n");
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("The key that signs checkpoints cannot be kept in " + file, e);
        }
    }
}

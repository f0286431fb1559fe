package org.maint.setting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts the short secrets that the database must keep and hand out again, such as the password of a mail server, with
 * AES-256-GCM. The key lives outside the database: the setting {@code maint.secret.key} (32 bytes in Base64, for a
 * cluster, whose nodes must share it), else a file under {@code maint.home} that is made when it is first needed.
 */
@ApplicationScoped
public class Secrets {
    /** In characters. */
    public static final int LONGEST = 4_000;

    private static final String FILE = "secret.key";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte FORMAT = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Optional<String> configured;
    private final Optional<String> home;
    private @Nullable SecretKeySpec key;

    @Inject
    public Secrets(
            @ConfigProperty(name = "maint.secret.key") Optional<String> configured,
            @ConfigProperty(name = "maint.home") Optional<String> home) {
        this.configured = configured.filter(text -> !text.isBlank());
        this.home = home;
    }

    /** For CDI's proxy. */
    protected Secrets() {
        this(Optional.empty(), Optional.empty());
    }

    /** Whether there is a key, or a place to keep one: without, nothing can be sealed. */
    public boolean available() {
        return configured.isPresent() || home.isPresent();
    }

    /** The secret as the database may keep it; the same secret looks different each time. */
    public String seal(String secret) {
        if (secret.length() > LONGEST) {
            throw new IllegalArgumentException("A secret has at most " + LONGEST + " characters");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, secret.getBytes(StandardCharsets.UTF_8));
        byte[] kept = ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                .put(FORMAT)
                .put(nonce)
                .put(sealed)
                .array();
        return Base64.getEncoder().encodeToString(kept);
    }

    /**
     * The secret again.
     *
     * @throws IllegalArgumentException when it was not sealed with this key, or was changed since
     */
    public String open(String sealed) {
        byte[] kept = Base64.getDecoder().decode(sealed);
        if (kept.length <= 1 + NONCE_BYTES || kept[0] != FORMAT) {
            throw new IllegalArgumentException("Not a sealed secret");
        }
        byte[] nonce = Arrays.copyOfRange(kept, 1, 1 + NONCE_BYTES);
        byte[] content = Arrays.copyOfRange(kept, 1 + NONCE_BYTES, kept.length);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, content), StandardCharsets.UTF_8);
    }

    /** As {@link #open}; empty when it was sealed with another key, or changed since. */
    public Optional<String> tryOpen(String sealed) {
        try {
            return Optional.of(open(sealed));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Proof that what is said was said by this installation, as 64 hexadecimal digits: HMAC-SHA256 with a key of its own
     * for each purpose.
     */
    public String sign(String purpose, String said) {
        return HexFormat.of().formatHex(mac(mac(key().getEncoded(), purpose), said));
    }

    private static byte[] mac(byte[] key, String said) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(said.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HmacSHA256", impossible);
        }
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Sealed with another key, or changed since", e);
        }
    }

    private synchronized SecretKeySpec key() {
        if (key == null) {
            if (configured.isPresent()) {
                key = parse(configured.get(), "maint.secret.key");
            } else {
                String directory = home.orElseThrow(() -> new IllegalStateException(
                        "There is neither maint.secret.key nor maint.home: secrets cannot be kept"));
                key = fromFile(Path.of(directory, "keys", FILE));
            }
        }
        return key;
    }

    private static SecretKeySpec parse(String text, String where) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(where + " is not Base64", e);
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException(where + " has " + bytes.length + " bytes; it must have " + KEY_BYTES);
        }
        return new SecretKeySpec(bytes, "AES");
    }

    private static SecretKeySpec fromFile(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("The key of the secrets cannot be kept in " + file, e);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(
                file.getParent(),
                FILE,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, Base64.getEncoder().encodeToString(bytes) + "\n");
        try {
            // A link, because it fails where there is a file already: of two processes that make a key, one wins.
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException another) {
            // Theirs is the key.
            return;
        } finally {
            Files.delete(fresh);
        }
    }
}

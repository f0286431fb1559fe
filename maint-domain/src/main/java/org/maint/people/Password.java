package org.maint.people;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Hashes passwords with PBKDF2-HMAC-SHA256, 600,000 iterations (OWASP ASVS 5.0, 11.4.2), a 16-byte salt and a 32-byte
 * result. The stored form names its parameters, so that they can be raised later: {@code pbkdf2-sha256$iterations$salt$hash}.
 */
final class Password {
    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    private static final int ITERATIONS = 600_000;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ONE_TIME_ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final Set<String> WELL_KNOWN = Set.of(
            "password1234",
            "123456789012",
            "1234567890123",
            "qwertyuiop12",
            "motdepasse12",
            "motdepasse123",
            "adminadminadmin",
            "administrator",
            "administrateur",
            "maintenance1",
            "maintenance12",
            "plomberie1234");

    private Password() {}

    /** Refused when shorter than 12 or longer than 128 characters, well known, or the same as the login. */
    static void requireAcceptable(String password, String login) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw Refusal.invalid("/password", Message.of("invalid.password.length", SHORTEST, LONGEST));
        }
        String folded = password.toLowerCase(java.util.Locale.ROOT);
        boolean oneCharacter = password.chars().distinct().count() < 4;
        if (WELL_KNOWN.contains(folded) || folded.contains(login.toLowerCase(java.util.Locale.ROOT)) || oneCharacter) {
            throw Refusal.invalid("/password", Message.of("invalid.password.guessable"));
        }
    }

    /** Twenty letters and digits that cannot be mistaken for one another: about 115 bits. */
    static String oneTime() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            password.append(ONE_TIME_ALPHABET.charAt(RANDOM.nextInt(ONE_TIME_ALPHABET.length())));
        }
        return password.toString();
    }

    static String hash(String password) {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "pbkdf2-sha256$" + ITERATIONS + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(derive(password, salt, ITERATIONS));
    }

    static boolean matches(String password, String stored) {
        String[] parts = stored.split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals("pbkdf2-sha256")) {
            throw new IllegalStateException("Unknown password hash " + parts[0]);
        }
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        byte[] expected = Base64.getDecoder().decode(parts[3]);
        return MessageDigest.isEqual(expected, derive(password, salt, Integer.parseInt(parts[1])));
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, 256);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has PBKDF2WithHmacSHA256", impossible);
        } finally {
            spec.clearPassword();
        }
    }
}

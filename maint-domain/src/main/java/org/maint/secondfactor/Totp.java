package org.maint.secondfactor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/**
 * Codes of six digits that change every 30 seconds (RFC 6238 with HMAC-SHA1, which is what every authenticator app
 * takes). A code of the step before or after counts too, because no two clocks agree.
 */
final class Totp {
    static final Duration STEP = Duration.ofSeconds(30);

    private static final int SECRET_BYTES = 20;
    private static final int STEPS_APART = 1;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TimeBasedOneTimePasswordGenerator CODES = new TimeBasedOneTimePasswordGenerator(STEP);

    private Totp() {}

    /** A new secret in Base32, as people type it where they cannot scan. */
    static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return new Base32().encodeAsString(bytes);
    }

    static String code(String secret, Instant at) {
        try {
            return CODES.generateOneTimePasswordString(
                    new SecretKeySpec(new Base32().decode(secret), CODES.getAlgorithm()), at);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("HMAC takes any key", impossible);
        }
    }

    /** The step for which this is the code; empty when it is wrong. */
    static OptionalLong step(String secret, String typed, Instant now) {
        for (int apart = -STEPS_APART; apart <= STEPS_APART; apart++) {
            Instant at = now.plus(STEP.multipliedBy(apart));
            byte[] right = code(secret, at).getBytes(StandardCharsets.US_ASCII);
            if (MessageDigest.isEqual(right, typed.getBytes(StandardCharsets.UTF_8))) {
                return OptionalLong.of(at.getEpochSecond() / STEP.toSeconds());
            }
        }
        return OptionalLong.empty();
    }

    /** What the picture to scan says. */
    static String address(String secret, String issuer, String account) {
        return "otpauth://totp/" + encoded(issuer) + ":" + encoded(account) + "?secret=" + secret + "&issuer="
                + encoded(issuer) + "&algorithm=SHA1&digits=6&period=" + STEP.toSeconds();
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

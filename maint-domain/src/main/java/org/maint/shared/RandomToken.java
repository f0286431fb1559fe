package org.maint.shared;

import java.security.SecureRandom;
import java.util.Base64;

/** 256 bits that cannot be guessed, as 43 characters that may stand in an address. */
public final class RandomToken {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomToken() {}

    public static String create() {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}

package org.maint.simulated;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may sign in, who is signed in, and who has tried in vain. */
final class Accounts {
    /** The account that checks sign in with. */
    static final String USER = "verification";

    static final String PASSWORD = "Robinet-42";

    private static final int MOST_SESSIONS = 1_000;
    /** Whoever invents more names than that is counted as one. */
    private static final int MOST_NAMES = 20;

    private static final int LONGEST_NAME = 60;

    /** Somebody's attempts from somewhere. */
    record Attempt(String account, String address) {}

    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> sessions = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_SESSIONS;
        }
    };
    private final Map<Attempt, Integer> untold = new HashMap<>();

    String secret() {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The session of whoever knows the password; null for everybody else, who are counted. */
    synchronized @Nullable String signIn(String user, String password, String address) {
        if (same(user, USER) && same(password, PASSWORD)) {
            String session = secret();
            sessions.put(session, user);
            return session;
        }
        failed(user, address, 1);
        return null;
    }

    synchronized void signOut(@Nullable String session) {
        sessions.remove(session);
    }

    synchronized @Nullable String userOf(@Nullable String session) {
        return sessions.get(session);
    }

    synchronized void failed(String account, String address, int times) {
        String shortened = account.substring(0, Math.min(LONGEST_NAME, account.length()));
        Attempt attempt = new Attempt(shortened.isBlank() ? "-" : shortened, address);
        boolean room = untold.size() < MOST_NAMES || untold.containsKey(attempt);
        untold.merge(room ? attempt : new Attempt("other", address), times, Integer::sum);
    }

    /** Failed attempts since the last call. */
    synchronized Map<Attempt, Integer> untold() {
        Map<Attempt, Integer> all = new HashMap<>(untold);
        untold.clear();
        return all;
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}

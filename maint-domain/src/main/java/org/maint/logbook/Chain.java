package org.maint.logbook;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.maint.shared.Canonical;

/** The hash chain: each link's hash is SHA-256 over the 32 bytes of the previous hash and the UTF-8 of its content. */
public final class Chain {
    /** What the first link follows. */
    public static final Head START = new Head(0, "0".repeat(64));

    private Chain() {}

    /** The newest link: how many there are, and its hash. */
    public record Head(long sequence, String hash) {}

    /** A link; {@code content} is canonical JSON. */
    public record Link(long sequence, String content, String previousHash, String hash) {
        public Head head() {
            return new Head(sequence, hash);
        }

        /** Whether it follows on {@code previous} and nothing in it was changed. */
        public boolean follows(Head previous) {
            return sequence == previous.sequence() + 1
                    && previousHash.equals(previous.hash())
                    && hash.equals(hashOf(previousHash, content));
        }
    }

    public static Link append(Head head, String content) {
        return new Link(head.sequence() + 1, content, head.hash(), hashOf(head.hash(), content));
    }

    static String hashOf(String previousHash, String content) {
        return Canonical.sha256(HexFormat.of().parseHex(previousHash), content.getBytes(StandardCharsets.UTF_8));
    }
}

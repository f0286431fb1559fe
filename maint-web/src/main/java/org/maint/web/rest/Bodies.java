package org.maint.web.rest;

import java.io.IOException;
import java.io.InputStream;

/** Bodies that are sent, up to a size. */
final class Bodies {
    private static final int MOST_DRAINED = 64 * 1024 * 1024;
    private static final int BUFFER = 16 * 1024;

    private Bodies() {}

    /**
     * The body; one byte more than {@code largest} when it is larger than that. The rest is read and thrown away, up to 64
     * MiB: over HTTP/2 who still waits to send it does not read the answer that says so.
     */
    static byte[] upTo(int largest, InputStream in) throws IOException {
        byte[] body = in.readNBytes(largest + 1);
        if (body.length > largest) {
            byte[] buffer = new byte[BUFFER];
            long drained = 0;
            for (int read = in.read(buffer); read >= 0 && drained < MOST_DRAINED; read = in.read(buffer)) {
                drained += read;
            }
        }
        return body;
    }
}

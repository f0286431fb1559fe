package org.maint.launcher;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** One connection that is kept open, by which one request after the other goes: as little of HTTP/1.1 as that takes. */
final class LoadConnection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 60_000;

    private final URI address;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    LoadConnection(URI address) {
        this.address = address;
    }

    /** @return the status of the answer; what it says is passed over */
    int send(byte[] request) throws IOException {
        InputStream answer = in;
        Socket open = socket;
        if (open == null || answer == null) {
            open = connect();
            answer = new BufferedInputStream(open.getInputStream());
            socket = open;
            in = answer;
        }
        try {
            open.getOutputStream().write(request);
            return status(answer);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Socket connect() throws IOException {
        boolean tls = address.getScheme().equals("https");
        int port = address.getPort() > 0 ? address.getPort() : tls ? 443 : 80;
        Socket fresh = tls ? SSLSocketFactory.getDefault().createSocket() : new Socket();
        try {
            fresh.setTcpNoDelay(true);
            fresh.setSoTimeout(ANSWER_MILLIS);
            fresh.connect(new InetSocketAddress(address.getHost().replaceAll("[\\[\\]]", ""), port), CONNECT_MILLIS);
            return fresh;
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
    }

    private int status(InputStream answer) throws IOException {
        String first = line(answer);
        String[] words = first.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("\\d{3}")) {
            throw new IOException("No answer of HTTP/1.1: " + first);
        }
        int status = Integer.parseInt(words[1]);
        long length = -1;
        boolean chunked = false;
        boolean last = words[0].equals("HTTP/1.0");
        for (String line = line(answer); !line.isEmpty(); line = line(answer)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
            last |= lower.startsWith("connection:") && lower.contains("close");
        }
        if (chunked) {
            passChunks(answer);
        } else if (length >= 0) {
            answer.skipNBytes(length);
        } else if (status != 204) {
            answer.skip(Long.MAX_VALUE);
            last = true;
        }
        if (last) {
            close();
        }
        return status;
    }

    private static void passChunks(InputStream answer) throws IOException {
        for (; ; ) {
            int size = Integer.parseInt(line(answer).split(";", 2)[0].strip(), 16);
            if (size == 0) {
                while (!line(answer).isEmpty()) {
                    // Trailers.
                }
                return;
            }
            answer.skipNBytes(size);
            line(answer);
        }
    }

    private static String line(InputStream answer) throws IOException {
        byte[] bytes = new byte[8_192];
        int count = 0;
        for (int next = answer.read(); next != '\n'; next = answer.read()) {
            if (next < 0) {
                throw new EOFException("The connection was closed");
            }
            if (count == bytes.length) {
                throw new IOException("A header is too long");
            }
            bytes[count++] = (byte) next;
        }
        return new String(bytes, 0, count, StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        in = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It is of no use any more, closed or not.
                return;
            }
        }
    }
}

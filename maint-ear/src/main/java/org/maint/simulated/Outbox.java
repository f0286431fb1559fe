package org.maint.simulated;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What one call of maint is still to be told, oldest first. What did not get through is kept and sent again; what can
 * never get through, and the oldest when there is too much, is left out, and that is said.
 */
final class Outbox {
    /** In letters: nearly three hours of them. */
    private static final int MOST = 1_000;

    private static final int AT_ONCE = 100;
    /** The sender can do nothing about these, and the next version of the same letter would fare no better. */
    private static final Set<Integer> FINAL = Set.of(400, 405, 409, 410, 413, 415, 422);

    private final HttpClient client;
    private final URI address;
    private final String token;
    private final Deque<byte[]> letters = new ArrayDeque<>();
    private final Set<String> complaints = new HashSet<>();
    private int leftOut;

    Outbox(HttpClient client, URI address, String token) {
        this.client = client;
        this.address = address;
        this.token = token;
    }

    synchronized void add(byte[] letter) {
        if (letters.size() == MOST) {
            letters.removeFirst();
            leaveOut("there are " + MOST + " before it");
        }
        letters.addLast(letter);
    }

    synchronized int size() {
        return letters.size();
    }

    /** Until all is told, or one does not get through. By one thread at a time. */
    void send() {
        for (int i = 0; i < AT_ONCE; i++) {
            Optional<byte[]> letter = oldest();
            if (letter.isEmpty() || !deliver(letter.get())) {
                return;
            }
        }
    }

    private synchronized Optional<byte[]> oldest() {
        return Optional.ofNullable(letters.peekFirst());
    }

    /** Whether the next one may follow. */
    private boolean deliver(byte[] letter) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(letter))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            int status = answer.statusCode();
            if (status / 100 == 2) {
                remove(letter);
                return true;
            }
            complain("answers " + status, answer.body());
            if (FINAL.contains(status)) {
                remove(letter);
                leaveOut("it was answered " + status);
                return true;
            }
            return false;
        } catch (IOException e) {
            complain("does not answer", e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** While it was under way it may have had to go to make room. */
    private synchronized void remove(byte[] letter) {
        if (letters.peekFirst() == letter) {
            letters.removeFirst();
        }
    }

    private synchronized void leaveOut(String why) {
        leftOut++;
        if (leftOut == 1 || leftOut % 100 == 0) {
            System.err.println("simulated platform: " + address + " was not told something (" + leftOut
                    + " so far), because " + why);
        }
    }

    /** Once a kind; an outage is one line, not one every ten seconds. */
    private void complain(String kind, String detail) {
        if (complaints.add(kind)) {
            String line = detail.replaceAll("\\s+", " ");
            System.err.println("simulated platform: " + address + " " + kind + ": "
                    + line.substring(0, Math.min(300, line.length())));
        }
    }
}

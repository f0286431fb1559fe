package org.maint.launcher;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * A request with samples, made once and then only changed where the numbers stand, so that what is measured is the server
 * and not its client. No two samples have the same identity, whoever fills them, as long as each is given its own number:
 * number n is of series n modulo their count, and each round of the series is a millisecond later. What a sample says
 * follows from its identity, so that the same one is the same again after a restart.
 */
final class LoadBatch {
    private static final String AT = "2026-01-01T00:00:00.000Z";
    private static final int DAY = 86_400_000;
    private static final int LEAST_VALUE = 10_000;

    private final int size;
    private final int series;
    private final long startMillis;
    private final byte[] request;
    private final int length;
    private final int firstAt;
    private final int toValue;
    private final int toSeries;
    private final byte[] time = AT.getBytes(StandardCharsets.US_ASCII);
    private long day = Long.MIN_VALUE;

    /**
     * @param head of the request, without the length of what follows
     * @param series at most 100,000
     */
    LoadBatch(String head, String metric, int size, int series, long startMillis) {
        this.size = size;
        this.series = series;
        this.startMillis = startMillis;
        String before = "{\"metric\":\"" + metric + "\",\"at\":\"";
        String value = "\",\"value\":";
        String labels = ",\"source\":\"load\",\"labels\":{\"series\":\"s";
        String one = before + AT + value + LEAST_VALUE + labels + "00000\"}}";
        String body = "[" + (one + ",").repeat(size - 1) + one + "]";
        String whole = head + "Content-Length: " + body.length() + "\r\n\r\n";
        request = (whole + body).getBytes(StandardCharsets.US_ASCII);
        length = one.length() + 1;
        firstAt = whole.length() + 1 + before.length();
        toValue = AT.length() + value.length();
        toSeries = toValue + 5 + labels.length();
    }

    int size() {
        return size;
    }

    /** The request with the samples from that number on; the same array every time. */
    byte[] from(long number) {
        long lastStep = -1;
        long millis = 0;
        int at = firstAt;
        for (int i = 0; i < size; i++, at += length) {
            long step = (number + i) / series;
            int own = (int) ((number + i) % series);
            if (step != lastStep) {
                millis = startMillis + step;
                write(millis);
                lastStep = step;
            }
            System.arraycopy(time, 0, request, at, time.length);
            digits(request, at + toValue, LEAST_VALUE + (int) ((millis + own * 7L) % LEAST_VALUE), 5);
            digits(request, at + toSeries, own, 5);
        }
        return request;
    }

    private void write(long millis) {
        long today = Math.floorDiv(millis, DAY);
        if (today != day) {
            day = today;
            LocalDate date = LocalDate.ofEpochDay(today);
            digits(time, 0, date.getYear(), 4);
            digits(time, 5, date.getMonthValue(), 2);
            digits(time, 8, date.getDayOfMonth(), 2);
        }
        int rest = Math.floorMod(millis, DAY);
        digits(time, 11, rest / 3_600_000, 2);
        digits(time, 14, rest / 60_000 % 60, 2);
        digits(time, 17, rest / 1_000 % 60, 2);
        digits(time, 20, rest % 1_000, 3);
    }

    private static void digits(byte[] into, int at, int number, int count) {
        int rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}

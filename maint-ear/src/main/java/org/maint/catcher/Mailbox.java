package org.maint.catcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The newest mails, in memory; the oldest go when there are too many, or when they are too large together. */
final class Mailbox {
    static final int MOST = 500;

    /** In bytes, of a process that is small. */
    private static final long HEAVIEST = 16L * 1024 * 1024;

    private final Deque<Caught> newestFirst = new ArrayDeque<>();
    private long last;
    private long weight;

    synchronized long nextId() {
        last++;
        return last;
    }

    synchronized void add(Caught mail) {
        newestFirst.addFirst(mail);
        weight += mail.weight();
        while (newestFirst.size() > MOST || weight > HEAVIEST && newestFirst.size() > 1) {
            weight -= newestFirst.removeLast().weight();
        }
    }

    synchronized List<Caught> newestFirst() {
        return List.copyOf(newestFirst);
    }

    synchronized Optional<Caught> mail(long id) {
        return newestFirst.stream().filter(mail -> mail.id() == id).findFirst();
    }

    synchronized void empty() {
        newestFirst.clear();
        weight = 0;
    }
}

package org.maint.simulated;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Jobs and invoices that checks have made, until they take them away again. They count in no figure. */
final class TestRecords {
    /** More than that nobody has forgotten on purpose. */
    private static final int MOST = 500;

    private final String prefix;
    private final Map<String, String> made = new LinkedHashMap<>();
    private int number = 1_000;

    TestRecords(String prefix) {
        this.prefix = prefix;
    }

    synchronized String create(String what) {
        String id = prefix + ++number;
        made.put(id, what);
        if (made.size() > MOST) {
            made.remove(made.keySet().iterator().next());
        }
        return id;
    }

    synchronized boolean delete(String id) {
        return made.remove(id) != null;
    }

    /** The newest first. */
    synchronized List<Map.Entry<String, String>> newest(int most) {
        List<Map.Entry<String, String>> all = new ArrayList<>(new LinkedHashMap<>(made).entrySet());
        Collections.reverse(all);
        return all.subList(0, Math.min(most, all.size()));
    }
}

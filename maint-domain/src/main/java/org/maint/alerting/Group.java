package org.maint.alerting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.maint.alerting.Raising.Cause;
import org.maint.metric.Series;
import org.maint.plan.PlanDocument.Comparison;
import org.maint.plan.Severity;
import org.maint.shared.Message;
import org.maint.shared.Text;

/**
 * Lines of numbers that a rule judges as one.
 *
 * @param key stable: by it the rule finds where it was
 * @param subject the thing that is wrong when the rule holds, whoever measured it
 */
record Group(String key, String subject, List<Long> series) {
    /** Failed sign-ins are counted for each account and for each address, whatever the other label says. */
    private static final Map<String, List<String>> APART =
            Map.of("security.failed-logins", List.of("account", "address"));

    private static final int LONGEST = 400;

    static List<Group> of(Rule rule, List<Series> lines) {
        List<String> apart = APART.getOrDefault(rule.threshold().metric(), List.of());
        Map<String, List<Long>> series = new LinkedHashMap<>();
        Map<String, String> subjects = new LinkedHashMap<>();
        for (Series line : lines) {
            List<String> named =
                    apart.stream().filter(line.labels()::containsKey).toList();
            if (named.isEmpty()) {
                String key = line.source() + " " + line.name();
                series.computeIfAbsent(key, unknown -> new ArrayList<>()).add(line.id());
                subjects.put(key, line.name());
            }
            for (String label : named) {
                SortedMap<String, String> one =
                        new TreeMap<>(Map.of(label, line.labels().get(label)));
                String key = Series.name(line.metric(), one);
                series.computeIfAbsent(key, unknown -> new ArrayList<>()).add(line.id());
                subjects.put(key, key);
            }
        }
        List<Group> groups = new ArrayList<>();
        series.forEach((key, ids) -> groups.add(new Group(cut(key), cut(subjects.getOrDefault(key, key)), ids)));
        return groups;
    }

    static String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST - 17) + " " + Integer.toHexString(text.hashCode());
    }

    /** Nothing is heard of it any more. */
    /** The fingerprint of an alert that says that no data comes. */
    String silent() {
        return cut("no data " + subject);
    }

    Cause silence(Rule rule, String groupKey) {
        Message words = Message.of("alert.no-data", subject);
        return new Cause(
                silent(),
                Text.of(words).shortened(LONGEST),
                Severity.WARNING,
                AlertReason.Kind.RULE,
                rule.key(),
                cut(groupKey),
                rule.threshold().metric(),
                series.stream().limit(100).map(String::valueOf).collect(Collectors.joining(",")),
                null);
    }

    Cause cause(Rule rule) {
        // A finished backup is no trouble with backups.
        String fingerprint = rule.threshold().when() == Comparison.COMPLETED || rule.ofAnomalies()
                ? rule.key() + " " + subject
                : subject;
        Text title = rule.threshold().title();
        String labels = Series.labelsIn(subject);
        Text shown = labels.isEmpty() ? title : new Text(title.en() + " · " + labels, title.fr() + " · " + labels);
        return new Cause(
                cut(fingerprint),
                shown.shortened(LONGEST),
                rule.threshold().severity(),
                AlertReason.Kind.RULE,
                rule.key(),
                key,
                rule.threshold().metric(),
                series.stream().limit(100).map(String::valueOf).collect(Collectors.joining(",")),
                rule.threshold().value() == null
                        ? null
                        : rule.threshold().value().doubleValue());
    }
}

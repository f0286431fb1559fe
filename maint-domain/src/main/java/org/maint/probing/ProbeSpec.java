package org.maint.probing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at and what is expected, as read from a configuration by {@link ProbeReader}, which is where the ranges
 * stand. Texts that may hold {@code ${secret:NAME}} hold it unresolved.
 */
public sealed interface ProbeSpec {
    ProbeKind kind();

    /** The requests over HTTP that it makes; without what a page brings with it. */
    default List<Call> calls() {
        return List.of();
    }

    /** The names of the secrets that a look needs. */
    default Set<String> secrets() {
        Set<String> names = new TreeSet<>();
        calls().forEach(call -> names.addAll(SecretSites.secrets(call)));
        return names;
    }

    /** Whom a look tells which secret: scheme, host and port of each call that holds it, by the secret's name. */
    default Map<String, Set<String>> secretSites() {
        return SecretSites.of(calls());
    }

    /**
     * One request.
     *
     * @param url absolute; within a journey it may be relative to the answer before, and hold variables
     * @param form sent as {@code application/x-www-form-urlencoded}; empty when there is a body or nothing to send
     * @param maxBytes of the answer, unpacked; null for what the {@link Allowance} says
     */
    record Call(
            String method,
            String url,
            Map<String, String> headers,
            @Nullable String body,
            Map<String, String> form,
            boolean followRedirects,
            @Nullable Integer maxBytes) {}

    /**
     * What one answer must be like.
     *
     * @param status empty for 200 to 399
     * @param maxTime null when any time within the deadline will do
     */
    record Expectation(
            List<Integer> status,
            @Nullable String contains,
            @Nullable Pattern matches,
            @Nullable JsonCheck json,
            @Nullable Duration maxTime) {}

    /**
     * What stands at a place of a JSON answer. With nothing to equal and no range, it must be there.
     *
     * @param equal compared as text, so that 1 equals "1"
     */
    record JsonCheck(String path, @Nullable String equal, @Nullable Double min, @Nullable Double max) {}

    record Http(Call call, Expectation expected) implements ProbeSpec {
        @Override
        public ProbeKind kind() {
            return ProbeKind.HTTP;
        }

        @Override
        public List<Call> calls() {
            return List.of(call);
        }
    }

    /**
     * @param mustHave CSS selectors, each of which must match something
     * @param noText words which must not stand on the page, whatever their case
     */
    record PageOf(Call call, Expectation expected, List<String> mustHave, List<String> noText) implements ProbeSpec {
        @Override
        public ProbeKind kind() {
            return ProbeKind.PAGE;
        }

        @Override
        public List<Call> calls() {
            return List.of(call);
        }
    }

    /** Where the value of a variable comes from. */
    sealed interface Capture {
        /** @param attribute null for the text of the element */
        record Css(String selector, @Nullable String attribute) implements Capture {}

        record Json(String path) implements Capture {}

        /** Group 1. */
        record Regex(Pattern pattern) implements Capture {}

        record Header(String name) implements Capture {}
    }

    /** @param always whether it is done even after a step before it failed, to clean up */
    record Step(String name, Call call, Expectation expected, Map<String, Capture> capture, boolean always) {}

    record Journey(List<Step> steps, @Nullable Duration maxTime) implements ProbeSpec {
        @Override
        public ProbeKind kind() {
            return ProbeKind.JOURNEY;
        }

        @Override
        public List<Call> calls() {
            return steps.stream().map(Step::call).toList();
        }
    }

    /**
     * @param name asked for by SNI and verified; mostly the host
     * @param trustAny whether the chain may lead anywhere, as with a certificate of one's own
     */
    record Tls(String host, int port, String name, int minDays, boolean verifyName, boolean trustAny)
            implements ProbeSpec {
        @Override
        public ProbeKind kind() {
            return ProbeKind.TLS;
        }
    }

    record Tcp(String host, int port, @Nullable Duration maxTime) implements ProbeSpec {
        @Override
        public ProbeKind kind() {
            return ProbeKind.TCP;
        }
    }

    /** @param addresses exactly these, in any order; empty when any will do */
    record Dns(String name, boolean ipv6, List<String> addresses) implements ProbeSpec {
        @Override
        public ProbeKind kind() {
            return ProbeKind.DNS;
        }
    }

    /** How several samples with the same name become one number. */
    enum Pick {
        SUM,
        MAX,
        MIN
    }

    /**
     * @param labels what a sample's labels must be; it may have others
     * @param fractionOf another metric with the same labels; the value is then percent of it
     * @param rest whether what is left of a hundred percent is meant: what is used, where the metric says what is free
     */
    record Metric(
            String name,
            Map<String, String> labels,
            String as,
            double scale,
            @Nullable String fractionOf,
            boolean rest,
            Pick pick,
            @Nullable Double min,
            @Nullable Double max) {}

    record Scrape(Call call, List<Metric> metrics) implements ProbeSpec {
        @Override
        public ProbeKind kind() {
            return ProbeKind.SCRAPE;
        }

        @Override
        public List<Call> calls() {
            return List.of(call);
        }
    }

    record SqlCount(String dataSource, String query, @Nullable Long min, @Nullable Long max) implements ProbeSpec {
        @Override
        public ProbeKind kind() {
            return ProbeKind.SQL_COUNT;
        }
    }

    /**
     * @param shrinkPercent null when any size will do; 50 means that the newest has at least half the size that the
     *     median of those before it has
     * @param expectDays how many of the last whole days must each have a backup; 0 for none
     * @param minFreeBytes on the volume; 0 when it does not matter
     */
    record BackupFolder(
            Path directory,
            String glob,
            Duration maxAge,
            long minBytes,
            @Nullable Integer shrinkPercent,
            boolean sha256File,
            int expectDays,
            long minFreeBytes)
            implements ProbeSpec {
        @Override
        public ProbeKind kind() {
            return ProbeKind.BACKUP_FOLDER;
        }
    }

    /** @param matches sought in titles and summaries of what is younger than {@code days} */
    record AdvisoryFeed(Call call, int days, Pattern matches) implements ProbeSpec {
        @Override
        public ProbeKind kind() {
            return ProbeKind.ADVISORY_FEED;
        }

        @Override
        public List<Call> calls() {
            return List.of(call);
        }
    }
}

package org.maint.probing;

import java.io.IOException;

/** A way of looking at something; one for each kind. It notes on the attempt's sheet what it sees. */
@FunctionalInterface
interface Look {
    void look(Attempt attempt) throws ProbeFault, IOException;

    /** What is asked, in one line, as it was configured: with placeholders rather than what stands in for them. */
    static String asked(ProbeSpec spec) {
        if (spec instanceof ProbeSpec.Journey journey) {
            return String.join(
                    " → ",
                    journey.steps().stream()
                            .map(step -> step.name() + ": " + step.call().method() + " "
                                    + step.call().url())
                            .toList());
        }
        if (spec instanceof ProbeSpec.Tls tls) {
            return "TLS " + tls.host() + ":" + tls.port();
        }
        if (spec instanceof ProbeSpec.Tcp tcp) {
            return "TCP " + tcp.host() + ":" + tcp.port();
        }
        if (spec instanceof ProbeSpec.Dns dns) {
            return "DNS " + dns.name() + " " + (dns.ipv6() ? "AAAA" : "A");
        }
        if (spec instanceof ProbeSpec.SqlCount count) {
            return count.dataSource() + ": " + count.query();
        }
        if (spec instanceof ProbeSpec.BackupFolder folder) {
            return folder.directory().resolve(folder.glob()).toString();
        }
        return spec.calls().get(0).method() + " " + spec.calls().get(0).url();
    }

    static Look of(ProbeSpec spec) {
        if (spec instanceof ProbeSpec.Http http) {
            return new HttpLook(http);
        }
        if (spec instanceof ProbeSpec.PageOf page) {
            return new PageLook(page);
        }
        if (spec instanceof ProbeSpec.Journey journey) {
            return new JourneyLook(journey);
        }
        if (spec instanceof ProbeSpec.Tls tls) {
            return new TlsLook(tls);
        }
        if (spec instanceof ProbeSpec.Tcp tcp) {
            return new TcpLook(tcp);
        }
        if (spec instanceof ProbeSpec.Dns dns) {
            return new DnsLook(dns);
        }
        if (spec instanceof ProbeSpec.Scrape scrape) {
            return new ScrapeLook(scrape);
        }
        if (spec instanceof ProbeSpec.SqlCount count) {
            return new SqlCountLook(count);
        }
        if (spec instanceof ProbeSpec.BackupFolder folder) {
            return new BackupLook(folder);
        }
        if (spec instanceof ProbeSpec.AdvisoryFeed feed) {
            return new FeedLook(feed);
        }
        throw new IllegalStateException("No way to look at " + spec.kind());
    }
}

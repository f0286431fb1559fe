package org.maint.simulated;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/** A feed of security advisories, one a week, as RFC 4287 has it. An entry keeps its id and time for ever. */
final class Advisories {
    private static final int SHOWN = 8;

    private final Clock clock;

    Advisories(Clock clock) {
        this.clock = clock;
    }

    String feed(String url) {
        LocalDate newest = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .minusDays(1)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.TUESDAY));
        StringBuilder feed = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr-CA\">\n"
                + "<id>tag:plateforme.example.com,2024:avis</id>\n"
                + "<title>Avis de sécurité</title>\n"
                + "<author><name>Plomberie D’Experts</name></author>\n"
                + "<link rel=\"self\" href=\"" + url + "advisories.xml\"/>\n"
                + "<updated>" + published(newest) + "</updated>\n");
        for (int i = 0; i < SHOWN; i++) {
            LocalDate day = newest.minusWeeks(i);
            long number = day.toEpochDay() / 7;
            String title = Samples.ADVISORIES.get((int) (number % Samples.ADVISORIES.size()));
            feed.append("<entry>\n<id>tag:plateforme.example.com,2024:avis-")
                    .append(number)
                    .append("</id>\n<title>")
                    .append(title)
                    .append("</title>\n<updated>")
                    .append(published(day))
                    .append("</updated>\n<link href=\"")
                    .append(url)
                    .append("advisories.xml#avis-")
                    .append(number)
                    .append("\"/>\n<summary>")
                    .append(number % 3 == 0 ? "Gravité élevée" : "Gravité moyenne")
                    .append("</summary>\n</entry>\n");
        }
        return feed.append("</feed>\n").toString();
    }

    private static Instant published(LocalDate day) {
        return day.atTime(15, 0).toInstant(ZoneOffset.UTC);
    }
}

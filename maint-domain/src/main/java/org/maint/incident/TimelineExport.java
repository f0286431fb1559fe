package org.maint.incident;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.shared.Csv;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Text;

/** The timeline of an incident for a spreadsheet, times in UTC. */
final class TimelineExport {
    private static final List<String> COLUMNS = List.of("at", "by", "what", "about", "words");

    private final People people;
    private final Locale locale;

    TimelineExport(People people, Locale locale) {
        this.people = people;
        this.locale = locale;
    }

    void write(Incidents.Whole whole, Appendable out) throws IOException {
        out.append(Csv.BYTE_ORDER_MARK)
                .append(Csv.row(COLUMNS.stream()
                        .map(column -> words("incident.column." + column))
                        .toArray()));
        Map<PersonId, String> names = people.names(whole.lines().stream()
                .map(IncidentLine::by)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        Map<String, Text> titles =
                whole.steps().stream().collect(Collectors.toMap(IncidentStep::key, IncidentStep::title));
        for (IncidentLine line : whole.lines()) {
            PersonId by = line.by();
            out.append(Csv.row(
                    line.at(),
                    by == null ? "maint" : names.getOrDefault(by, by.toString()),
                    line.kind().name(),
                    about(line, titles),
                    line.words()));
        }
    }

    private @Nullable String about(IncidentLine line, Map<String, Text> titles) {
        String subject = line.subject();
        Text title = subject == null ? null : titles.get(subject);
        return title == null ? subject : title.in(locale);
    }

    private String words(String key) {
        return Messages.words(Message.of(key), locale);
    }
}

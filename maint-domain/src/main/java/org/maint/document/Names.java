package org.maint.document;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;

/** Who is who on a document. The log holds ids; a person who was erased stays an id. */
record Names(Map<PersonId, String> known) {

    /** @param person null for maint itself */
    String of(@Nullable PersonId person) {
        return person == null ? "maint" : known.getOrDefault(person, person.toString());
    }

    String of(Collection<PersonId> people) {
        return people.stream().map(this::of).collect(Collectors.joining(", "));
    }
}

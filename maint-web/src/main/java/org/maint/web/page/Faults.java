package org.maint.web.page;

import java.util.HashMap;
import java.util.Map;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;

/** What is wrong with a form, by the pointer to the field; shown there, and above the form. */
final class Faults {
    private final Map<String, String> words = new HashMap<>();

    void note(Refusal refusal, Fmt fmt) {
        Told.refusal(refusal, fmt.locale());
        refusal.faults()
                .forEach(fault -> words.putIfAbsent(fault.pointer(), Messages.words(fault.message(), fmt.locale())));
    }

    /** Empty where nothing is wrong. */
    String at(String pointer) {
        return words.getOrDefault(pointer, "");
    }
}

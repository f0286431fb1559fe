package org.maint.web.page;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.ProofState;
import org.maint.checklist.RunItem;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Text;

/** How far the proof of an item has come, in a line: what was found, what was expected, when. */
public final class ProofWords {
    private ProofWords() {}

    /** Null for an item that people look at. */
    public static @Nullable String of(RunItem item, Locale locale, ZoneId zone) {
        ProofState state = item.proofState();
        if (state == null) {
            return null;
        }
        Text why = item.proofWhy();
        String because = why == null ? "" : " – " + why.in(locale);
        return switch (state) {
            case WAITING -> Messages.words(
                    Message.of(item.closed() ? "proof.word.UNSEEN" : "proof.word.WAITING", ""), locale);
                // What a person has answered waits for nobody.
            case UNAVAILABLE -> Messages.words(
                    Message.of(
                            item.closed() || item.outcome() != null ? "proof.word.UNSEEN" : "proof.word.UNAVAILABLE",
                            because),
                    locale);
            case PROVEN -> proven(item, locale, zone);
        };
    }

    private static String proven(RunItem item, Locale locale, ZoneId zone) {
        StringBuilder words =
                new StringBuilder(Messages.words(Message.of("proof.word." + item.proofOutcome()), locale));
        if (item.proofWhy() != null) {
            words.append(" – ").append(item.proofWhy().in(locale));
        } else if (item.proofValue() != null) {
            words.append(" – ").append(number(item.proofValue(), locale));
            if (item.proofExpected() != null) {
                words.append(" (").append(item.proofExpected()).append(')');
            }
        }
        String at = item.proofObserved() == null
                ? "–"
                : DateTimeFormatter.ofPattern("HH:mm")
                        .format(item.proofObserved().atZone(zone));
        return Messages.words(Message.of("proof.word.PROVEN", words.toString(), at), locale);
    }

    private static String number(String value, Locale locale) {
        return locale.getLanguage().equals(Locale.FRENCH.getLanguage()) ? value.replace('.', ',') : value;
    }
}

package org.maint.dashboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.maint.shared.Message;
import org.maint.shared.Text;

/**
 * How the system stands: red with a critical alert or an incident open; amber with a warning open, a routine that is late,
 * or a target that is missed or at risk; green otherwise.
 *
 * @param reasons what makes it so, the worst first; empty when it is green
 */
public record SystemStatus(Colour colour, List<Reason> reasons) {
    /** @param link the page that says more, from the portal's address on */
    public record Reason(Colour colour, Text words, String link) {}

    /** So many reasons are said one by one; of the rest, how many there are. */
    static final int MOST = 20;

    static SystemStatus of(List<Reason> reasons) {
        List<Reason> worstFirst = reasons.stream()
                .sorted(Comparator.comparing(Reason::colour).reversed())
                .toList();
        Colour colour = worstFirst.isEmpty() ? Colour.GREEN : worstFirst.get(0).colour();
        if (worstFirst.size() <= MOST) {
            return new SystemStatus(colour, worstFirst);
        }
        List<Reason> some = new ArrayList<>(worstFirst.subList(0, MOST));
        Reason next = worstFirst.get(MOST);
        some.add(new Reason(next.colour(), Text.of(Message.of("status.reason.more")), "alerts"));
        return new SystemStatus(colour, List.copyOf(some));
    }
}

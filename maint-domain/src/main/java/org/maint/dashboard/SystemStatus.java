package org.maint.dashboard;

import java.util.List;
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

    static SystemStatus of(List<Reason> reasons) {
        List<Reason> red =
                reasons.stream().filter(each -> each.colour() == Colour.RED).toList();
        if (!red.isEmpty()) {
            return new SystemStatus(
                    Colour.RED,
                    java.util.stream.Stream.concat(
                                    red.stream(), reasons.stream().filter(each -> each.colour() != Colour.RED))
                            .toList());
        }
        return new SystemStatus(reasons.isEmpty() ? Colour.GREEN : Colour.AMBER, List.copyOf(reasons));
    }
}

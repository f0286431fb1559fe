package org.maint.rota;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/**
 * What somebody wants a rota to be, checked as far as it can be without asking anybody.
 *
 * @param level of the plan, such as {@code L1}
 * @param title at most 120 characters
 * @param members in their order, from 1 to 50, nobody twice
 * @param days from 1 to 56 for {@link Rotation#DAYS}; 1 and 7 for the others
 * @param handOver local time in the plan's zone, to the minute
 * @param weekday of the hand-over; null but for {@link Rotation#WEEKLY}
 * @param startsOn the day on which the first member begins, at the time of the hand-over
 * @param hours null for always
 */
public record RotaWish(
        String level,
        String title,
        List<PersonId> members,
        Rotation rotation,
        int days,
        LocalTime handOver,
        @Nullable DayOfWeek weekday,
        LocalDate startsOn,
        @Nullable Hours hours) {
    public static final int LONGEST_TURN_DAYS = 56;
    private static final int LONGEST_TITLE = 120;
    private static final int MOST_MEMBERS = 50;

    /**
     * Refused when something is missing or out of range.
     *
     * @param days looked at for {@link Rotation#DAYS} alone, as {@code weekday} is for {@link Rotation#WEEKLY}
     */
    public static RotaWish of(
            @Nullable String level,
            @Nullable String title,
            List<PersonId> members,
            @Nullable Rotation rotation,
            @Nullable Integer days,
            @Nullable LocalTime handOver,
            @Nullable DayOfWeek weekday,
            @Nullable LocalDate startsOn,
            @Nullable Hours hours) {
        String words = Words.required(title, "/title", LONGEST_TITLE);
        String at = Words.required(level, "/level", 20);
        if (members.isEmpty() || members.size() > MOST_MEMBERS) {
            throw Refusal.invalid("/members", Message.of("invalid.rota.members", MOST_MEMBERS));
        }
        if (Set.copyOf(members).size() < members.size()) {
            throw Refusal.invalid("/members", Message.of("invalid.rota.twice"));
        }
        Rotation often = required(rotation, "/rotation");
        LocalTime time = required(handOver, "/handOver").truncatedTo(ChronoUnit.MINUTES);
        LocalDate start = required(startsOn, "/startsOn");
        DayOfWeek day = often == Rotation.WEEKLY ? required(weekday, "/weekday") : null;
        int turn =
                switch (often) {
                    case DAILY -> 1;
                    case WEEKLY -> 7;
                    case DAYS -> required(days, "/days");
                };
        if (turn < 1 || turn > LONGEST_TURN_DAYS) {
            throw Refusal.invalid("/days", Message.of("invalid.number.range", 1, LONGEST_TURN_DAYS));
        }
        return new RotaWish(at, words, List.copyOf(members), often, turn, time, day, start, hours);
    }

    private static <T> T required(@Nullable T value, String pointer) {
        if (value == null) {
            throw Refusal.invalid(pointer, Message.of("invalid.missing"));
        }
        return value;
    }
}

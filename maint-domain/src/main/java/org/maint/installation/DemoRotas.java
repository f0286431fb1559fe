package org.maint.installation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.maint.installation.Standalone.Services;
import org.maint.people.Actor;
import org.maint.people.Away;
import org.maint.people.PersonId;
import org.maint.rota.OverrideWish;
import org.maint.rota.Rota;
import org.maint.rota.RotaWish;
import org.maint.rota.Rotation;
import org.maint.rota.Shift;

/** Who is on call in the made-up company: three rotas, a Saturday that changes hands, and two days without anybody. */
final class DemoRotas {
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    private final Map<String, Actor> actors;

    DemoRotas(Map<String, Actor> actors) {
        this.actors = actors;
    }

    private Actor actor(String login) {
        return Objects.requireNonNull(actors.get(login), login);
    }

    private List<PersonId> people(String... logins) {
        return Stream.of(logins).map(login -> actor(login).id()).toList();
    }

    /** They have been used for some weeks. */
    void make(Services services, LocalDate today) {
        LocalDate start =
                today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(3);
        weekly(services, "L1", "Première ligne", start, DayOfWeek.MONDAY, MORNING, "amelie", "karim");
        weekly(services, "L2", "Équipe technique", start, DayOfWeek.FRIDAY, LocalTime.of(17, 0), "louise", "nadia");
        weekly(services, "L3", "Direction", start, DayOfWeek.MONDAY, MORNING, "philippe", "louise");
    }

    private void weekly(
            Services services,
            String level,
            String title,
            LocalDate start,
            DayOfWeek day,
            LocalTime at,
            String... who) {
        services.rotas()
                .create(
                        actor("louise"),
                        RotaWish.of(level, title, people(who), Rotation.WEEKLY, null, at, day, start, null));
    }

    /** Karim takes the next Saturday that is Amélie's. */
    void saturday(Services services, Instant now, ZoneId zone) {
        shifts(services, "L1", "amelie", now)
                .map(shift ->
                        LocalDate.ofInstant(shift.from(), zone).with(TemporalAdjusters.nextOrSame(DayOfWeek.SATURDAY)))
                .filter(day -> day.atTime(MORNING).atZone(zone).toInstant().isAfter(now))
                .findFirst()
                .ifPresent(day -> services.rotas()
                        .override(
                                actor("karim"),
                                rota(services, "L1").id(),
                                OverrideWish.of(
                                        day.atTime(MORNING).atZone(zone).toInstant(),
                                        day.plusDays(1)
                                                .atTime(MORNING)
                                                .atZone(zone)
                                                .toInstant(),
                                        actor("karim").id(),
                                        "Mariage de la sœur d’Amélie",
                                        false)));
    }

    /** Nadia is at a training for two days of a week that is hers, and nobody stands in. */
    void training(Services services, Instant now, ZoneId zone) {
        shifts(services, "L2", "nadia", now.plus(Duration.ofDays(10)))
                .findFirst()
                .ifPresent(shift -> {
                    LocalDate tuesday =
                            LocalDate.ofInstant(shift.from(), zone).with(TemporalAdjusters.next(DayOfWeek.TUESDAY));
                    services.absences()
                            .record(
                                    actor("nadia"),
                                    actor("nadia").id(),
                                    new Away(tuesday, tuesday.plusDays(1), "Formation en sécurité", null));
                });
    }

    private Stream<Shift> shifts(Services services, String level, String login, Instant from) {
        return services
                .rotas()
                .roster(actor("louise"), from, from.plus(Duration.ofDays(35)))
                .shifts(level, from, from.plus(Duration.ofDays(35)))
                .stream()
                .filter(shift -> shift.meant().equals(actor(login).id()))
                .sorted(Comparator.comparing(Shift::from));
    }

    private Rota rota(Services services, String level) {
        return services.rotas().list(actor("louise")).stream()
                .filter(rota -> rota.level().equals(level))
                .findFirst()
                .orElseThrow();
    }
}

package org.maint.watch;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maint.probing.Finding;
import org.maint.shared.Canonical;

/** What looks saw, as rows that Hibernate does not know: there are many, and nobody changes them. */
final class ProbeChecks {
    private static final String COLUMNS = "select c.id, c.probe_key, c.observed_at, c.ok, c.seconds, c.problem from ";

    private final EntityManager em;

    ProbeChecks(EntityManager em) {
        this.em = em;
    }

    void add(String key, Finding finding, Instant now) {
        em.createNativeQuery(
                        "insert into probe_check (probe_key, observed_at, recorded_at, ok, seconds, problem, finding)"
                                + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
                .setParameter(1, key)
                .setParameter(2, LocalDateTime.ofInstant(finding.observedAt(), ZoneOffset.UTC))
                .setParameter(3, LocalDateTime.ofInstant(now, ZoneOffset.UTC))
                .setParameter(4, finding.ok())
                .setParameter(5, finding.seconds())
                .setParameter(6, finding.problem())
                .setParameter(7, finding.toJson())
                .executeUpdate();
    }

    List<Check> of(String key, int most) {
        return rows(em.createNativeQuery(COLUMNS
                        + "probe_check c where c.probe_key = ?1 order by c.observed_at desc, c.id desc limit ?2")
                .setParameter(1, key)
                .setParameter(2, most)
                .getResultList());
    }

    /** By the probe's key. Each is found at the end of its probe's part of the index, whatever there is of others. */
    Map<String, Check> newest() {
        Map<String, Check> newest = new LinkedHashMap<>();
        rows(em.createNativeQuery(COLUMNS
                                + "probe p join probe_check c on c.id = (select n.id from probe_check n"
                                + " where n.probe_key = p.probe_key order by n.observed_at desc, n.id desc limit 1)")
                        .getResultList())
                .forEach(check -> newest.put(check.probe(), check));
        return newest;
    }

    private static List<Check> rows(List<?> rows) {
        return rows.stream()
                .map(row -> {
                    Object[] columns = (Object[]) row;
                    return new Check(
                            ((Number) columns[0]).longValue(),
                            (String) columns[1],
                            instant(columns[2]),
                            flag(columns[3]),
                            ((Number) columns[4]).doubleValue(),
                            (String) columns[5]);
                })
                .toList();
    }

    private static Instant instant(Object column) {
        return column instanceof LocalDateTime time
                ? time.toInstant(ZoneOffset.UTC)
                : ((java.sql.Timestamp) column).toLocalDateTime().toInstant(ZoneOffset.UTC);
    }

    private static boolean flag(Object column) {
        return column instanceof Boolean truth ? truth : ((Number) column).intValue() != 0;
    }

    Optional<JsonNode> finding(String key, long check) {
        List<?> found = em.createNativeQuery("select finding from probe_check where id = ?1 and probe_key = ?2")
                .setParameter(1, check)
                .setParameter(2, key)
                .getResultList();
        return found.isEmpty() ? Optional.empty() : Optional.of(Canonical.parse((String) found.get(0)));
    }

    int forget(Instant before, int most) {
        return em.createNativeQuery("delete from probe_check where observed_at < ?1 limit " + most)
                .setParameter(1, LocalDateTime.ofInstant(before, ZoneOffset.UTC))
                .executeUpdate();
    }
}

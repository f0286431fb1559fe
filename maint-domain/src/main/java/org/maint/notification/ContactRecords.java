package org.maint.notification;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** Counts how it went with each contact. What is held back was not sent, and is not counted. */
final class ContactRecords {
    /** In SQL, because the query language knows no greatest instant of those that are converted. */
    private static final String RECORDS =
            """
            select contact_id, count(*) as sent,
              sum(case when state = 'DELIVERED' then 1 else 0 end) as delivered,
              max(case when state = 'DELIVERED' then ended_at end) as delivered_at,
              max(case when state = 'DELIVERED' and kind = 'contact.test' then ended_at end) as tested_at,
              avg(case when state = 'DELIVERED' then timestampdiff(microsecond, created_at, ended_at) end) / 1000 as millis
            from notification
            where contact_id is not null and created_at >= ?1 and state <> 'HELD'
            group by contact_id""";

    private ContactRecords() {}

    @SuppressWarnings("unchecked") // a native query knows no types
    static List<ContactRecord> since(EntityManager em, Instant since) {
        NativeQuery<Object[]> query =
                em.createNativeQuery(RECORDS).setParameter(1, utc(since)).unwrap(NativeQuery.class);
        query.addScalar("contact_id", UUID.class)
                .addScalar("sent", Long.class)
                .addScalar("delivered", Long.class)
                .addScalar("delivered_at", LocalDateTime.class)
                .addScalar("tested_at", LocalDateTime.class)
                .addScalar("millis", Double.class);
        return query.getResultList().stream()
                .map(row -> new ContactRecord(
                        (UUID) row[0], (Long) row[1], (Long) row[2], instant(row[3]), instant(row[4]), (Double) row[5]))
                .toList();
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable Object utc) {
        return utc == null ? null : ((LocalDateTime) utc).toInstant(ZoneOffset.UTC);
    }
}

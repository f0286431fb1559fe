package org.maint.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.query.NativeQuery;
import org.maint.shared.Text;

/** Documents in the database, with InnoDB's index over words. */
@ApplicationScoped
public class JpaSearchRepository implements SearchRepository {
    private static final String INSERT =
            """
            insert into search_document
              (kind, ref, title_en, title_fr, context_en, context_fr, day, state, at, link, text, terms)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            on duplicate key update\s""";

    private static final String REPLACE =
            """
            title_en = values(title_en), title_fr = values(title_fr), context_en = values(context_en),
            context_fr = values(context_fr), day = values(day), state = values(state), at = values(at),
            link = values(link), text = values(text), terms = values(terms)""";

    private static final String COLUMNS =
            "d.kind, d.ref, d.title_en, d.title_fr, d.context_en, d.context_fr, d.day, d.state, d.at, d.link, d.text";

    /** Something of a year ago counts half of what is of today; with one more word as typed it counts as much. */
    private static final String WEIGHT = "(1 + {AS_TYPED}) / (1 + greatest(0, timestampdiff(hour, d.at, :now)) / 8760)";

    /** How many of a kind are looked through one by one: some weeks of runs, log and notes, years of tasks. */
    private static final int NEWEST = 200;

    private static final String NEWEST_OF_KIND = "(select " + COLUMNS + ", false as named, " + WEIGHT
            + " as weight, d.id from (select id from search_document where kind = '{KIND}' order by at desc, id desc limit "
            + NEWEST + ") n straight_join search_document d on d.id = n.id where {LIKE}"
            + " order by weight desc, d.at desc, d.id desc limit :most)";

    private static final String NAMED = "(select " + COLUMNS
            + ", true as named, 0 as weight, d.id from search_document d where d.kind = :kind and d.ref = :ref)";

    private static final String BEST = "select " + COLUMNS
            + """
            , false as named, h.weight, d.id from (
              select f.id, f.weight,
                row_number() over (partition by f.kind order by f.weight desc, f.at desc, f.id desc) as place
              from (
                select d.id, d.kind, d.at, {WEIGHT} as weight from search_document d
                where match (d.terms) against (:words in boolean mode)) f) h
            join search_document d on d.id = h.id
            where h.place <= :most""";

    private static final String IN_ORDER =
            "select * from ({FOUND}) a order by kind, named desc, weight desc, at desc, id desc";

    private static final String RUNS_WITHOUT =
            """
            select r.id from run r where r.id > ?1 and (
              not exists (select 1 from search_document d where d.kind = 'RUN' and d.ref = convert(r.id using ascii))
              or exists (
                select 1 from run_item i where i.run_id = r.id
                and (i.note is not null or i.override_reason is not null or i.kind = 'TEXT' and i.entered_value is not null
                  or exists (select 1 from evidence e where e.run_item_id = i.id))
                and not exists (select 1 from search_document d where d.kind = 'ITEM'
                  and d.ref = convert(concat(r.id, '/', i.item_key) using ascii))))
            order by r.id limit ?2""";

    private final EntityManager em;

    @Inject
    public JpaSearchRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void write(SearchDocument document) {
        insert(document, REPLACE);
    }

    @Override
    public void writeIfAbsent(SearchDocument document) {
        insert(document, "kind = kind");
    }

    private void insert(SearchDocument document, String onDuplicate) {
        Text context = document.context();
        em.createNativeQuery(INSERT + onDuplicate)
                .setParameter(1, document.kind().name())
                .setParameter(2, document.ref())
                .setParameter(3, document.title().en())
                .setParameter(4, document.title().fr())
                .setParameter(5, context == null ? null : context.en())
                .setParameter(6, context == null ? null : context.fr())
                .setParameter(7, document.day())
                .setParameter(8, document.state())
                .setParameter(9, utc(document.at()))
                .setParameter(10, document.link())
                .setParameter(11, document.text())
                .setParameter(12, Documents.terms(document))
                .executeUpdate();
    }

    @Override
    public void remove(Kind kind, String ref) {
        em.createNativeQuery("delete from search_document where kind = ?1 and ref = ?2")
                .setParameter(1, kind.name())
                .setParameter(2, ref)
                .executeUpdate();
    }

    @Override
    public List<Match> newest(Asked asked, Set<Kind> kinds, int most, Instant now) {
        String like = numbered("(d.terms like :has", asked.terms().size(), " and ");
        List<String> parts = new ArrayList<>();
        kinds.forEach(
                kind -> parts.add(NEWEST_OF_KIND.replace("{KIND}", kind.name()).replace("{LIKE}", like)));
        Optional<Asked.Key> key = asked.key().filter(named -> kinds.contains(named.kind()));
        key.ifPresent(named -> parts.add(NAMED));
        Query query = query(String.join(" union all ", parts), asked, most, now);
        bind(query, "has", Terms.patterns(asked.terms()));
        key.ifPresent(named -> query.setParameter("kind", named.kind().name()).setParameter("ref", named.ref()));
        return matches(query);
    }

    @Override
    public List<Match> best(Asked asked, Set<Kind> kinds, int most, Instant now) {
        Query query = query(BEST.replace("{WEIGHT}", WEIGHT), asked, most, now);
        return matches(query.setParameter("words", Terms.against(kinds, asked.terms())));
    }

    private Query query(String found, Asked asked, int most, Instant now) {
        String asTyped = numbered("(d.terms like :typed", asked.terms().size(), " + ");
        Query query = em.createNativeQuery(IN_ORDER.replace("{FOUND}", found).replace("{AS_TYPED}", asTyped))
                .setParameter("now", utc(now))
                .setParameter("most", most);
        bind(query, "typed", Terms.asTyped(asked.terms()));
        return query;
    }

    /** {@code (… :name0) and (… :name1)}. */
    private static String numbered(String condition, int count, String between) {
        return IntStream.range(0, count).mapToObj(i -> condition + i + ")").collect(Collectors.joining(between));
    }

    private static void bind(Query query, String name, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(name + i, values.get(i));
        }
    }

    private static List<Match> matches(Query query) {
        scalars(query).addScalar("named", Boolean.class);
        return ((List<?>) query.getResultList())
                .stream()
                        .map(row -> (Object[]) row)
                        .map(row -> new Match(document(row), (Boolean) row[11]))
                        .toList();
    }

    private static NativeQuery<?> scalars(Query query) {
        return query.unwrap(NativeQuery.class)
                .addScalar("kind", String.class)
                .addScalar("ref", String.class)
                .addScalar("title_en", String.class)
                .addScalar("title_fr", String.class)
                .addScalar("context_en", String.class)
                .addScalar("context_fr", String.class)
                .addScalar("day", LocalDate.class)
                .addScalar("state", String.class)
                .addScalar("at", LocalDateTime.class)
                .addScalar("link", String.class)
                .addScalar("text", String.class);
    }

    private static SearchDocument document(Object[] row) {
        return new SearchDocument(
                Kind.valueOf((String) row[0]),
                (String) row[1],
                new Text((String) row[2], (String) row[3]),
                row[4] == null ? null : new Text((String) row[4], (String) row[5]),
                (LocalDate) row[6],
                (String) row[7],
                ((LocalDateTime) row[8]).toInstant(ZoneOffset.UTC),
                (String) row[9],
                (String) row[10],
                "");
    }

    @Override
    public List<UUID> runsWithout(UUID after, int most) {
        Query query = em.createNativeQuery(RUNS_WITHOUT).setParameter(1, after).setParameter(2, most);
        query.unwrap(NativeQuery.class).addScalar("id", UUID.class);
        return ((List<?>) query.getResultList())
                .stream().map(id -> (UUID) Objects.requireNonNull(id)).toList();
    }

    @Override
    public List<Long> entriesWithout(long after, int most) {
        return numbers(
                """
                select e.sequence from log_entry e where e.sequence > ?1 and not exists (
                  select 1 from search_document d where d.kind = 'LOG' and d.ref = convert(e.sequence using ascii))
                order by e.sequence limit ?2""",
                after,
                most);
    }

    @Override
    public List<Long> tasksWithout(long after, int most) {
        return numbers(
                """
                select t.number from task t where t.number > ?1 and not exists (
                  select 1 from search_document d where d.kind = 'TASK' and d.ref = convert(t.number using ascii))
                order by t.number limit ?2""",
                after,
                most);
    }

    @Override
    public List<Long> incidentsWithout(long after, int most) {
        return numbers(
                """
                select i.number from incident i where i.number > ?1 and not exists (
                  select 1 from search_document d where d.kind = 'INCIDENT' and d.ref = convert(i.number using ascii))
                order by i.number limit ?2""",
                after,
                most);
    }

    @Override
    public List<Long> postMortemsWithout(long after, int most) {
        return numbers(
                """
                select p.incident_number from post_mortem p where p.incident_number > ?1 and not exists (
                  select 1 from search_document d where d.kind = 'POST_MORTEM'
                    and d.ref = convert(p.incident_number using ascii))
                order by p.incident_number limit ?2""",
                after,
                most);
    }

    @Override
    public void holdIncident(long number) {
        hold("select 1 from incident where number = ?1 lock in share mode", number);
    }

    @Override
    public void holdPostMortem(long incident) {
        hold("select 1 from post_mortem where incident_number = ?1 lock in share mode", incident);
    }

    @Override
    public void holdRun(UUID id) {
        hold("select 1 from run where id = ?1 lock in share mode", id);
    }

    @Override
    public void holdTask(long number) {
        hold("select 1 from task where number = ?1 lock in share mode", number);
    }

    private void hold(String sql, Object key) {
        em.createNativeQuery(sql).setParameter(1, key).getResultList();
    }

    private List<Long> numbers(String sql, long after, int most) {
        List<?> rows = em.createNativeQuery(sql)
                .setParameter(1, after)
                .setParameter(2, most)
                .getResultList();
        return rows.stream().map(row -> ((Number) row).longValue()).toList();
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}

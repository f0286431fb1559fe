package org.maint.privacy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.shared.Canonical;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * What the law gives people over what is kept about them (Québec's Act respecting the protection of personal information
 * in the private sector, sections 27 and 28): a copy of it, and the taking out of their name once they are gone.
 *
 * <p>The log names people by an identifier alone, so its chain of hashes is not touched: what an erased person did stays,
 * under a pseudonym. What others wrote in their own words is not searched.
 */
@ApplicationScoped
@Transactional
public class Privacy {
    /** Proofs of who somebody is, and what an installation keeps from everybody: nobody's to see, their own neither. */
    private static final Set<String> SECRET_COLUMNS = Set.of(
            "password_hash",
            "token_hash",
            "secret_hash",
            "code_hash",
            "secret",
            "sealed_link",
            "token",
            "hash",
            "secrets",
            "setting_value");

    /** What points at a person: each column is a foreign key, so that none can be forgotten. */
    private static final String REFERENCES = "select table_name, column_name from information_schema.key_column_usage"
            + " where table_schema = database() and referenced_table_name = 'person' order by 1, 2";

    private static final int MOST_ROWS = 10_000;

    private final EntityManager em;
    private final People people;
    private final Events events;
    private final Clock clock;

    @Inject
    public Privacy(EntityManager em, People people, Events events, Clock clock) {
        this.em = em;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Privacy() {
        this(null, null, null, null);
    }

    /**
     * Everything that names a person, table by table, by the columns' names and with times in UTC; at most 10,000 rows of
     * each. For the person and for administrators.
     */
    public ObjectNode export(Actor actor, PersonId id) {
        if (!actor.id().equals(id)) {
            actor.require(Role.ADMIN);
        }
        Person person = people.named(id).orElseThrow(Privacy::unknown);
        ObjectNode export = Canonical.mapper().createObjectNode();
        export.put("login", person.login());
        export.put("at", clock.instant().toString());
        ObjectNode tables = export.putObject("tables");
        rows(tables.putArray("person"), "person", "id", id);
        for (String[] reference : references()) {
            ArrayNode rows = tables.withArray("/" + reference[0]);
            rows(rows, reference[0], reference[1], id);
            if (rows.isEmpty()) {
                tables.remove(reference[0]);
            }
        }
        rows(tables.putArray("audit_entry"), "audit_entry", "person_id", id);
        return export;
    }

    private List<String[]> references() {
        List<String[]> references = new ArrayList<>();
        for (Object row : em.createNativeQuery(REFERENCES).getResultList()) {
            Object[] columns = (Object[]) row;
            references.add(new String[] {String.valueOf(columns[0]), String.valueOf(columns[1])});
        }
        return references;
    }

    /** Names come from the schema itself, never from a request. */
    private void rows(ArrayNode into, String table, String column, PersonId id) {
        List<?> found = em.createNativeQuery(
                        "select * from " + table + " where " + column + " = ?1 limit " + MOST_ROWS, Tuple.class)
                .setParameter(1, id.value())
                .getResultList();
        for (Object row : found) {
            Tuple tuple = (Tuple) row;
            ObjectNode json = Canonical.mapper().createObjectNode();
            tuple.getElements().forEach(element -> {
                String name = element.getAlias();
                Object value = tuple.get(name);
                if (value != null && !SECRET_COLUMNS.contains(name)) {
                    json.put(name, value instanceof byte[] bytes ? bytes.length + " bytes" : value.toString());
                }
            });
            // A row may name somebody in several columns.
            boolean known = false;
            for (int i = 0; i < into.size() && !known; i++) {
                known = into.get(i).equals(json);
            }
            if (!known) {
                into.add(json);
            }
        }
    }

    /**
     * Takes name, login, addresses and habits of somebody who was deactivated out of everything. It cannot be undone.
     *
     * @return the pseudonym under which what they did stands from now on
     */
    public String erase(Actor by, PersonId id) {
        by.require(Role.ADMIN);
        Person person = people.named(id).orElseThrow(Privacy::unknown);
        if (person.active()) {
            throw Refusal.conflict(Message.of("conflict.person.active", person.name()));
        }
        String login = person.login();
        String email = person.email() == null ? "" : person.email();
        String name = person.name();
        String pseudonym = people.anonymise(id);
        em.flush();
        for (String habit : List.of(
                "contact",
                "preference",
                "quiet_hours",
                "calendar_feed",
                "portal_session",
                "password_reset",
                "run_presence",
                "recovery_code",
                "second_factor",
                "external_identity",
                "person_role")) {
            em.createNativeQuery("delete from " + habit + " where person_id = ?1")
                    .setParameter(1, id.value())
                    .executeUpdate();
        }
        em.createNativeQuery("update absence set note = null where person_id = ?1")
                .setParameter(1, id.value())
                .executeUpdate();
        em.createNativeQuery(
                        "update notification set address = null, receipt = null, data = null, body_en = '', body_fr = ''"
                                + " where recipient = ?1"
                                + " or (?2 <> '' and address = ?2)")
                .setParameter(1, id.value())
                .setParameter(2, email)
                .executeUpdate();
        em.createNativeQuery(
                        "update notification_attempt a join notification n on n.id = a.notification_id set a.receipt = ''"
                                + " where n.recipient = ?1 or (?2 <> '' and locate(?2, a.receipt) > 0)")
                .setParameter(1, id.value())
                .setParameter(2, email)
                .executeUpdate();
        em.createNativeQuery("update invitation set login = ?2, name = ?2, email = '' where accepted_by = ?1")
                .setParameter(1, id.value())
                .setParameter(2, pseudonym)
                .executeUpdate();
        if (!email.isEmpty()) {
            em.createNativeQuery(
                            "update feedback set reporter_name = null, reporter_email = null where reporter_email = ?1")
                    .setParameter(1, email)
                    .executeUpdate();
        }
        em.createNativeQuery("delete from sign_in_failure where substring_index(subject, ':', -1) = ?1 or subject = ?2")
                .setParameter(1, login)
                .setParameter(2, "code:" + id)
                .executeUpdate();
        redact(id, login, name, email);
        em.unwrap(Session.class).clear();
        events.publish(new PersonErased(by.id(), id, pseudonym));
        return pseudonym;
    }

    /** Who did what to what stays; where from, and what names and addresses were before, goes. */
    private void redact(PersonId id, String login, String name, String email) {
        em.createNativeQuery(
                        "update audit_entry set detail = '' where detail <> '' and (person_id = ?1"
                                + " or subject = ?2 or locate(concat(?3, ' <'), detail) > 0 or (?4 <> '' and locate(?4, detail) > 0))")
                .setParameter(1, id.value())
                .setParameter(2, "person:" + id)
                .setParameter(3, name)
                .setParameter(4, email)
                .executeUpdate();
        em.createNativeQuery("update audit_entry set detail = '', subject = 'erased' where subject = ?1")
                .setParameter(1, "login:" + login)
                .executeUpdate();
    }

    private static Refusal unknown() {
        return Refusal.notFound(Message.of("not-found.person"));
    }
}

package org.maint.testing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.maint.audit.AuditTrail;
import org.maint.checklist.DueRuns;
import org.maint.checklist.JpaRunRepository;
import org.maint.checklist.RunEvent;
import org.maint.checklist.RunRepository;
import org.maint.checklist.Runs;
import org.maint.installation.Installation;
import org.maint.logbook.JpaLogRepository;
import org.maint.logbook.KeyStore;
import org.maint.logbook.Logbook;
import org.maint.notification.JpaNotificationRepository;
import org.maint.notification.Notifications;
import org.maint.people.Actor;
import org.maint.people.JpaPersonRepository;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.Role;
import org.maint.plan.JpaPlanRepository;
import org.maint.plan.Plans;
import org.maint.shared.Audited;
import org.maint.shared.Events;

/**
 * The whole domain on a real database without a container: what CDI and JTA do there, this does by hand. Each call of
 * {@link #in} is a transaction of its own, on a connection of its own, as a request would be.
 */
public final class World implements AutoCloseable {
    private final EntityManagerFactory factory;
    private final TestClock clock;
    private final KeyStore keys;
    private final Map<String, Actor> actors = new LinkedHashMap<>();

    public World(String jdbcUrl, TestClock clock, String home) {
        this.clock = clock;
        this.keys = new KeyStore(Optional.empty(), Optional.of(home));
        org.mariadb.jdbc.MariaDbDataSource dataSource;
        try {
            dataSource = new org.mariadb.jdbc.MariaDbDataSource(jdbcUrl);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        Map<String, Object> settings = new HashMap<>();
        settings.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        settings.put("jakarta.persistence.nonJtaDataSource", dataSource);
        settings.put("jakarta.persistence.jtaDataSource", null);
        settings.put("hibernate.transaction.jta.platform", "none");
        settings.put("hibernate.generate_statistics", "true");
        settings.put("hibernate.session.events.log", "false");
        factory = Persistence.createEntityManagerFactory("maint", settings);
    }

    /** The services of one transaction. */
    public final class Services {
        public final EntityManager em;
        public final RunRepository runRepository;
        public final People people;
        public final Plans plans;
        public final Runs runs;
        public final DueRuns dueRuns;
        public final Logbook logbook;
        public final Notifications notifications;
        public final AuditTrail audit;
        public final Installation installation;

        private Services(EntityManager em) {
            this.em = em;
            Events events = this::publish;
            people = new People(new JpaPersonRepository(em), events, clock);
            plans = new Plans(new JpaPlanRepository(em), events, clock);
            runRepository = new JpaRunRepository(em);
            runs = new Runs(runRepository, plans, events, clock);
            dueRuns = new DueRuns(runRepository, plans, events, clock);
            logbook = new Logbook(new JpaLogRepository(em), runs, keys, events, clock);
            notifications = new Notifications(new JpaNotificationRepository(em), people, events, clock);
            audit = new AuditTrail(em, clock);
            installation = new Installation(plans, people);
        }

        private void publish(Object event) {
            if (event instanceof RunEvent.RunSigned signed) {
                logbook.on(signed);
            } else if (event instanceof RunEvent.RunSkipped skipped) {
                logbook.on(skipped);
            } else if (event instanceof RunEvent.RunMissed missed) {
                logbook.on(missed);
                notifications.on(missed);
            } else if (event instanceof RunEvent.ItemRecorded recorded) {
                notifications.on(recorded);
            }
            if (event instanceof Audited audited) {
                audit.on(audited);
            }
        }
    }

    /** Runs work in a transaction; an exception rolls it back. */
    public <R> R in(Function<Services, R> work) {
        EntityManager em = factory.createEntityManager();
        try {
            em.getTransaction().begin();
            R result = work.apply(new Services(em));
            em.getTransaction().commit();
            return result;
        } finally {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
            em.close();
        }
    }

    public void act(java.util.function.Consumer<Services> work) {
        in(services -> {
            work.accept(services);
            return services;
        });
    }

    /** Somebody with these roles, made when first named. */
    public Actor person(String login, Role... roles) {
        return actors.computeIfAbsent(
                login,
                unknown -> in(services -> services.people
                        .invite(null, login, login, login + "@example.com", Set.of(roles))
                        .person()
                        .actor()));
    }

    public Actor technician() {
        return person("tech", Role.TECHNICIAN);
    }

    public Actor lead() {
        return person("lead", Role.LEAD, Role.TECHNICIAN);
    }

    public Actor viewer() {
        return person("viewer", Role.VIEWER);
    }

    public Actor everyRole() {
        return person("boss", EnumSet.complementOf(EnumSet.of(Role.INGEST)).toArray(Role[]::new));
    }

    /** The plan that comes with maint, published as version 1. */
    public World installed() {
        act(services -> services.installation.install());
        return this;
    }

    public TestClock clock() {
        return clock;
    }

    public EntityManagerFactory factory() {
        return factory;
    }

    public List<Person> people() {
        return in(services -> services.people.all());
    }


    @Override
    public void close() {
        factory.close();
    }
}

package org.maint.installation;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.maint.audit.AuditTrail;
import org.maint.checklist.DueRuns;
import org.maint.checklist.JpaRunRepository;
import org.maint.checklist.RunEvent;
import org.maint.checklist.Runs;
import org.maint.document.Documents;
import org.maint.logbook.JpaLogRepository;
import org.maint.logbook.KeyStore;
import org.maint.logbook.Logbook;
import org.maint.notification.JpaNotificationRepository;
import org.maint.notification.Notifications;
import org.maint.people.JpaPersonRepository;
import org.maint.people.People;
import org.maint.plan.JpaPlanRepository;
import org.maint.plan.Plans;
import org.maint.shared.Audited;
import org.maint.shared.Events;

/**
 * The whole domain without a container, for the command line and for tests: what CDI and JTA do in the server, this does
 * by hand. Each call of {@link #in} is a transaction of its own, on a connection of its own, as a request would be.
 */
public final class Standalone implements AutoCloseable {
    private final EntityManagerFactory factory;
    private final Clock clock;
    private final KeyStore keys;

    /** @param home where the key that signs checkpoints is kept; see {@link KeyStore} */
    public Standalone(DataSource dataSource, Clock clock, String home, Map<String, Object> moreSettings) {
        this.clock = clock;
        this.keys = new KeyStore(Optional.empty(), Optional.of(home));
        Map<String, Object> settings = new HashMap<>(moreSettings);
        settings.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        settings.put("jakarta.persistence.nonJtaDataSource", dataSource);
        settings.put("jakarta.persistence.jtaDataSource", null);
        settings.put("hibernate.transaction.jta.platform", "none");
        this.factory = Persistence.createEntityManagerFactory("maint", settings);
    }

    /** The services of one transaction. */
    public final class Services {
        private final EntityManager em;
        private final People people;
        private final Plans plans;
        private final Runs runs;
        private final DueRuns dueRuns;
        private final Logbook logbook;
        private final Notifications notifications;
        private final Documents documents;
        private final AuditTrail audit;

        private Services(EntityManager em) {
            this.em = em;
            Events events = this::publish;
            JpaRunRepository runRepository = new JpaRunRepository(em);
            people = new People(new JpaPersonRepository(em), events, clock);
            plans = new Plans(new JpaPlanRepository(em), events, clock);
            runs = new Runs(runRepository, plans, events, clock);
            dueRuns = new DueRuns(runRepository, plans, events, clock);
            logbook = new Logbook(new JpaLogRepository(em), runs, keys, events, clock);
            notifications = new Notifications(new JpaNotificationRepository(em), people, events, clock);
            documents = new Documents(logbook, runs, plans, people, clock);
            audit = new AuditTrail(em, clock);
        }

        /** Whoever observes an event by CDI is called here too. */
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

        public EntityManager em() {
            return em;
        }

        public People people() {
            return people;
        }

        public Plans plans() {
            return plans;
        }

        public Runs runs() {
            return runs;
        }

        public DueRuns dueRuns() {
            return dueRuns;
        }

        public Logbook logbook() {
            return logbook;
        }

        public Notifications notifications() {
            return notifications;
        }

        public Documents documents() {
            return documents;
        }

        public AuditTrail audit() {
            return audit;
        }

        /** @param zone as {@code maint.zone} of the server */
        public Installation installation(Optional<String> zone) {
            return new Installation(plans, people, zone);
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

    public void act(Consumer<Services> work) {
        in(services -> {
            work.accept(services);
            return services;
        });
    }

    public EntityManagerFactory factory() {
        return factory;
    }

    @Override
    public void close() {
        factory.close();
    }
}

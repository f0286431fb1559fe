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
import org.maint.activity.PlatformChanges;
import org.maint.activity.PlatformErrors;
import org.maint.alerting.AlertEvent;
import org.maint.alerting.AlertRepository;
import org.maint.alerting.Alerts;
import org.maint.alerting.AlertsOpened;
import org.maint.alerting.Anomalies;
import org.maint.alerting.Backtests;
import org.maint.alerting.Evaluations;
import org.maint.alerting.JpaAlertRepository;
import org.maint.alerting.Judging;
import org.maint.alerting.Raising;
import org.maint.alerting.Related;
import org.maint.audit.AuditTrail;
import org.maint.calendar.Calendars;
import org.maint.calendar.FeedContents;
import org.maint.calendar.Feeds;
import org.maint.calendar.JpaFeedRepository;
import org.maint.checklist.Assignees;
import org.maint.checklist.DueRuns;
import org.maint.checklist.JpaRunRepository;
import org.maint.checklist.RunEvent;
import org.maint.checklist.Runs;
import org.maint.communication.Subscribers;
import org.maint.dashboard.Dashboards;
import org.maint.document.Documents;
import org.maint.escalation.Acknowledgements;
import org.maint.escalation.Duty;
import org.maint.escalation.EscalationRepository;
import org.maint.escalation.Escalations;
import org.maint.escalation.Quiet;
import org.maint.escalation.Telling;
import org.maint.feedback.Feedbacks;
import org.maint.handover.Handovers;
import org.maint.incident.IncidentEvent;
import org.maint.incident.IncidentRepository;
import org.maint.incident.Incidents;
import org.maint.logbook.JpaLogRepository;
import org.maint.logbook.KeyStore;
import org.maint.logbook.LogAppended;
import org.maint.logbook.Logbook;
import org.maint.metric.Charts;
import org.maint.metric.JpaSampleStore;
import org.maint.metric.Rollups;
import org.maint.metric.SampleStore;
import org.maint.metric.Samples;
import org.maint.notification.AcknowledgeTokens;
import org.maint.notification.AddressBook;
import org.maint.notification.Announcements;
import org.maint.notification.Channels;
import org.maint.notification.Contacts;
import org.maint.notification.JpaNotificationRepository;
import org.maint.notification.MailServer;
import org.maint.notification.NotificationRepository;
import org.maint.notification.Notifications;
import org.maint.notification.Outbox;
import org.maint.notification.Preferences;
import org.maint.notification.Pulses;
import org.maint.notification.Rendering;
import org.maint.notification.Templates;
import org.maint.people.Absences;
import org.maint.people.GroupRoles;
import org.maint.people.Invitations;
import org.maint.people.JpaAbsenceRepository;
import org.maint.people.JpaExternalIdentityRepository;
import org.maint.people.JpaInvitationRepository;
import org.maint.people.JpaPasswordResetRepository;
import org.maint.people.JpaPersonRepository;
import org.maint.people.JpaSessionRepository;
import org.maint.people.PasswordResets;
import org.maint.people.People;
import org.maint.people.PeopleEvent;
import org.maint.people.Profiles;
import org.maint.people.Sessions;
import org.maint.people.SingleSignOn;
import org.maint.plan.JpaPlanRepository;
import org.maint.plan.PlanDraftEvent;
import org.maint.plan.PlanDrafts;
import org.maint.plan.PlanEvent;
import org.maint.plan.Plans;
import org.maint.postmortem.Findings;
import org.maint.postmortem.PostMortemEvent;
import org.maint.postmortem.PostMortemRepository;
import org.maint.postmortem.PostMortems;
import org.maint.privacy.Privacy;
import org.maint.recovery.BackupConfidence;
import org.maint.recovery.Drills;
import org.maint.reminder.ReminderRepository;
import org.maint.reminder.Reminders;
import org.maint.report.EnteredFigures;
import org.maint.report.Filling;
import org.maint.report.Goals;
import org.maint.report.Measured;
import org.maint.report.Origins;
import org.maint.report.Reports;
import org.maint.rota.JpaRotaRepository;
import org.maint.rota.OnCallRecords;
import org.maint.rota.Rotas;
import org.maint.search.JpaSearchRepository;
import org.maint.search.SearchRepository;
import org.maint.search.Searches;
import org.maint.search.Upkeep;
import org.maint.secondfactor.SecondFactors;
import org.maint.setting.Secrets;
import org.maint.setting.Settings;
import org.maint.setting.Webhooks;
import org.maint.shared.Audited;
import org.maint.shared.Duties;
import org.maint.shared.Events;
import org.maint.silence.JpaSilenceRepository;
import org.maint.silence.Silences;
import org.maint.statuspage.Components;
import org.maint.statuspage.StatusBoard;
import org.maint.survey.Surveys;
import org.maint.target.BudgetWatch;
import org.maint.target.Corrections;
import org.maint.target.PlanTargets;
import org.maint.task.JpaTaskRepository;
import org.maint.task.TaskEvent;
import org.maint.task.Tasks;
import org.maint.training.Qualifications;
import org.maint.training.Trainings;
import org.maint.transfer.Setups;
import org.maint.transfer.Takeout;
import org.maint.watch.Looks;
import org.maint.watch.Probes;
import org.maint.watch.Questions;
import org.maint.watch.Targets;
import org.maint.watch.Verifications;
import org.maint.window.JpaWindowRepository;
import org.maint.window.MaintenanceWindows;
import org.maint.window.RecurringWindows;
import org.maint.window.RunWindows;
import org.maint.window.WindowRepository;
import org.maint.workload.Workloads;

/**
 * The whole domain without a container, for the command line and for tests: what CDI and JTA do in the server, this does
 * by hand. Each call of {@link #in} is a transaction of its own, on a connection of its own, as a request would be.
 */
public final class Standalone implements AutoCloseable {
    private final EntityManagerFactory factory;
    private final Clock clock;
    private final KeyStore keys;
    private final Secrets secrets;
    private final Looks looks;
    private Optional<String> probeHosts = Optional.empty();
    private MailServer mailServer = new MailServer();

    /** @param home where the key that signs checkpoints is kept; see {@link KeyStore} */
    public Standalone(DataSource dataSource, Clock clock, String home, Map<String, Object> moreSettings) {
        this(factory(dataSource, moreSettings), clock, home);
    }

    /** On what {@link #factory(DataSource, Map)} has made. */
    public Standalone(EntityManagerFactory factory, Clock clock, String home) {
        this.factory = factory;
        this.clock = clock;
        this.keys = new KeyStore(Optional.empty(), Optional.of(home));
        this.secrets = new Secrets(Optional.empty(), Optional.of(home));
        this.looks = new Looks(clock, Optional.empty());
    }

    /** Hibernate on a database, whose schema it has brought up to date. */
    public static EntityManagerFactory factory(DataSource dataSource, Map<String, Object> moreSettings) {
        Map<String, Object> settings = new HashMap<>(moreSettings);
        settings.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        settings.put("jakarta.persistence.nonJtaDataSource", dataSource);
        settings.put("jakarta.persistence.jtaDataSource", null);
        settings.put("hibernate.transaction.jta.platform", "none");
        return Persistence.createEntityManagerFactory("maint", settings);
    }

    /** Lets probes go there, as {@code maint.probe.allow} does in a server. */
    public void allowProbes(String hosts) {
        probeHosts = Optional.of(hosts);
    }

    /** Names a mail server, as {@code maint.smtp.host} and its neighbours do in a server. */
    public void mailServer(MailServer server) {
        mailServer = server;
    }

    /** The services of one transaction. */
    public final class Services {
        private final EntityManager em;
        private final People people;
        private final Invitations invitations;
        private final PasswordResets passwordResets;
        private final Profiles profiles;
        private final SecondFactors secondFactors;
        private final Privacy privacy;
        private final Absences absences;
        private final Sessions sessions;
        private final SingleSignOn singleSignOn;
        private final Settings settings;
        private final Plans plans;
        private final PlanDrafts planDrafts;
        private final Runs runs;
        private final DueRuns dueRuns;
        private final Logbook logbook;
        private final Tasks tasks;
        private final Samples samples;
        private final Charts charts;
        private final Rollups rollups;
        private final PlatformErrors errors;
        private final PlatformChanges changes;
        private final Probes probes;
        private final Verifications verifications;
        private final Alerts alerts;
        private final Evaluations evaluations;
        private final Backtests backtests;
        private final Related related;
        private final MaintenanceWindows windows;
        private final Rotas rotas;
        private final OnCallRecords onCallRecords;
        private final RecurringWindows recurringWindows;
        private final RunWindows runWindows;
        private final Silences silences;
        private final Outbox outbox;
        private final Notifications notifications;
        private final Announcements announcements;
        private final Channels channels;
        private final Contacts contacts;
        private final AddressBook addressBook;
        private final Subscribers subscribers;
        private final Incidents incidents;
        private final PostMortems postMortems;
        private final Components components;
        private final PlanTargets planTargets;
        private final Corrections corrections;
        private final BudgetWatch budgetWatch;
        private final Dashboards dashboards;
        private final Reports reports;
        private final Origins origins;
        private final Setups setups;
        private final Takeout takeout;
        private final Qualifications qualifications;
        private final Trainings trainings;
        private final Drills drills;
        private final BackupConfidence backups;
        private final Workloads workloads;
        private final Handovers handovers;
        private final Goals goals;
        private final Feedbacks feedbacks;
        private final Surveys surveys;
        private final StatusBoard statusBoard;
        private final Preferences preferences;
        private final Templates templates;
        private final Escalations escalations;
        private final Reminders reminders;
        private final Pulses pulses;
        private final Acknowledgements acknowledgements;
        private final Searches searches;
        private final Upkeep upkeep;
        private final Documents documents;
        private final Duties duties;
        private final Calendars calendars;
        private final Feeds feeds;
        private final AuditTrail audit;
        private final FirstSteps firstSteps;
        private final Retention retention;

        private Services(EntityManager em) {
            this.em = em;
            Events events = this::publish;
            JpaRunRepository runRepository = new JpaRunRepository(em);
            JpaPersonRepository personRepository = new JpaPersonRepository(em);
            people = new People(personRepository, events, clock);
            invitations = new Invitations(new JpaInvitationRepository(em), personRepository, events, clock);
            passwordResets = new PasswordResets(new JpaPasswordResetRepository(em), personRepository, events, clock);
            profiles = new Profiles(personRepository, events);
            privacy = new Privacy(em, people, events, clock);
            secondFactors = new SecondFactors(em, people, secrets, events, clock, "REQUIRED");
            absences = new Absences(new JpaAbsenceRepository(em), personRepository, events, clock);
            sessions = new Sessions(new JpaSessionRepository(em), personRepository, events, clock);
            singleSignOn = new SingleSignOn(
                    new JpaExternalIdentityRepository(em), personRepository, GroupRoles.none(), events, clock);
            settings = new Settings(em, events, clock, Optional.empty());
            JpaPlanRepository planRepository = new JpaPlanRepository(em);
            plans = new Plans(planRepository, events, clock);
            planDrafts = new PlanDrafts(planRepository, plans, events, clock);
            Assignees assignees = new Assignees(people, absences);
            qualifications = new Qualifications(em, people, plans, events, clock);
            runs = new Runs(runRepository, plans, assignees, qualifications, events, clock);
            dueRuns = new DueRuns(runRepository, plans, assignees, events, clock);
            logbook = new Logbook(new JpaLogRepository(em), runs, keys, events, clock);
            tasks = new Tasks(new JpaTaskRepository(em), people, plans, runs, logbook, events, clock);
            duties = new Duties(em);
            SampleStore store = new JpaSampleStore(em);
            samples = new Samples(store, plans, events, clock);
            charts = new Charts(store, plans, clock);
            rollups = new Rollups(store, duties, plans, clock);
            errors = new PlatformErrors(em, plans, events, clock);
            changes = new PlatformChanges(em, people, events, clock);
            Targets targets = new Targets(settings, probeHosts, Optional.empty());
            probes = new Probes(em, samples, targets, secrets, looks, events, clock);
            verifications = new Verifications(em, runs, probes, new Questions(errors, em), store, plans, clock);
            AlertRepository alertRepository = new JpaAlertRepository(em);
            Raising raising = new Raising(alertRepository, events, clock);
            Judging judging = new Judging(store, new Anomalies(store, plans));
            alerts = new Alerts(alertRepository, raising, store, people, plans, clock);
            evaluations = new Evaluations(store, duties, alertRepository, raising, judging, plans, clock);
            backtests = new Backtests(store, alertRepository, judging, plans, clock);
            related = new Related(alertRepository, runs, logbook, plans, clock);
            WindowRepository windowRepository = new JpaWindowRepository(em);
            windows = new MaintenanceWindows(windowRepository, plans, events, clock);
            recurringWindows = new RecurringWindows(windowRepository, plans, events, clock);
            runWindows = new RunWindows(windowRepository, windows, runs, events, clock);
            silences = new Silences(new JpaSilenceRepository(em), alerts, events, clock);
            rotas = new Rotas(new JpaRotaRepository(em), people, absences, plans, events, clock);
            onCallRecords = new OnCallRecords(em, rotas, duties, clock);
            Webhooks webhooks = new Webhooks(settings, secrets);
            channels = new Channels(em, secrets, webhooks, mailServer, events, clock);
            addressBook = new AddressBook(em, people, plans, duties, clock);
            contacts = new Contacts(em, people, addressBook, events, clock);
            preferences = new Preferences(em, plans);
            templates = new Templates(em, events, clock);
            NotificationRepository notificationRepository = new JpaNotificationRepository(em);
            outbox = new Outbox(notificationRepository, channels, addressBook, preferences, secrets, events, clock);
            AcknowledgeTokens tokens = new AcknowledgeTokens(secrets, clock);
            Rendering rendering = new Rendering(templates, tokens, secrets, plans, Optional.empty());
            notifications = new Notifications(
                    notificationRepository, outbox, rendering, channels, contacts, addressBook, people, events, clock);
            announcements = new Announcements(outbox, people, webhooks);
            EscalationRepository escalationRepository = new EscalationRepository(em);
            Telling telling = new Telling(
                    escalationRepository, outbox, new Quiet(windows, silences), new Duty(rotas), alerts, people, plans);
            escalations = new Escalations(escalationRepository, duties, telling, alerts, plans, events, clock);
            subscribers = new Subscribers(em, outbox, secrets, plans, events, clock);
            incidents = new Incidents(
                    new IncidentRepository(em),
                    alerts,
                    windows,
                    logbook,
                    outbox,
                    subscribers,
                    settings,
                    people,
                    plans,
                    events,
                    clock);
            postMortems = new PostMortems(
                    new PostMortemRepository(em),
                    incidents,
                    new Findings(alerts, charts),
                    tasks,
                    planDrafts,
                    logbook,
                    outbox,
                    duties,
                    people,
                    plans,
                    events,
                    clock);
            components = new Components(em, events, clock);
            planTargets = new PlanTargets(store, windows, incidents, settings, plans, clock);
            budgetWatch = new BudgetWatch(planTargets, alerts, duties);
            corrections = new Corrections(em, planTargets, outbox, people, plans, duties, events, clock);
            dashboards =
                    new Dashboards(store, planTargets, alerts, incidents, runs, rotas, people, settings, plans, clock);
            trainings = new Trainings(qualifications, tasks, outbox, duties, people, plans, clock);
            feedbacks = new Feedbacks(em, tasks, outbox, people, secrets, events, clock);
            surveys = new Surveys(em, samples, outbox, secrets, plans, events, clock);
            drills = new Drills(em, logbook, plans, events, clock);
            backups = new BackupConfidence(store, drills, plans, clock);
            workloads = new Workloads(em, assignees, absences, people, plans, clock);
            handovers = new Handovers(
                    em, runs, alerts, incidents, changes, tasks, feedbacks, logbook, plans, events, clock);
            goals = new Goals(em, plans, events, clock);
            Measured measured = new Measured(store);
            EnteredFigures entered = new EnteredFigures(em, people);
            Filling filling = new Filling(
                    measured,
                    entered,
                    planTargets,
                    errors,
                    alerts,
                    incidents,
                    tasks,
                    feedbacks,
                    goals,
                    runs,
                    settings,
                    plans);
            reports = new Reports(em, filling, entered, logbook, outbox, people, plans, events, clock);
            origins = new Origins(reports, measured, entered, errors, alerts, incidents, tasks, feedbacks, plans);
            setups = new Setups(
                    probes, rotas, components, templates, goals, tasks, settings, people, plans, events, clock);
            takeout = new Takeout(em, events, clock);
            statusBoard = new StatusBoard(components, alerts, incidents, subscribers, windows, plans, clock);
            pulses = new Pulses(em, secrets, events, clock);
            reminders = new Reminders(
                    new ReminderRepository(em), duties, outbox, notifications, logbook, people, plans, clock);
            acknowledgements = new Acknowledgements(tokens, notifications, contacts, alerts, people);
            SearchRepository searchable = new JpaSearchRepository(em);
            searches = new Searches(searchable, people, plans, clock);
            upkeep = new Upkeep(searchable, plans, runs, logbook, tasks, incidents, postMortems);
            documents = new Documents(logbook, runs, plans, people, postMortems, reports, clock);
            calendars = new Calendars(plans, runs, tasks, windows, people, absences, clock);
            FeedContents contents = new FeedContents(plans, runs, tasks, windows, people, absences, clock);
            feeds = new Feeds(new JpaFeedRepository(em), contents, people, events, clock);
            audit = new AuditTrail(em, clock);
            firstSteps = new FirstSteps(people, plans, settings);
            retention = new Retention(
                    settings, people, sessions, notifications, escalations, errors, probes, feedbacks, events, clock);
        }

        /** Whoever observes an event by CDI is called here too. */
        private void publish(Object event) {
            if (event instanceof RunEvent.RunSigned signed) {
                logbook.on(signed);
            } else if (event instanceof RunEvent.RunSkipped skipped) {
                logbook.on(skipped);
            } else if (event instanceof RunEvent.RunMissed missed) {
                logbook.on(missed);
                announcements.on(missed);
            } else if (event instanceof RunEvent.RunOpened opened) {
                verifications.on(opened);
                reminders.on(opened);
            } else if (event instanceof RunEvent.ProofAsked asked) {
                verifications.on(asked);
            } else if (event instanceof RunEvent.ItemRecorded recorded) {
                announcements.on(recorded);
                alerts.on(recorded);
            } else if (event instanceof AlertEvent alert) {
                escalations.on(alert);
            } else if (event instanceof AlertsOpened opened) {
                escalations.on(opened);
            } else if (event instanceof PlanDraftEvent draft) {
                announcements.on(draft);
            } else if (event instanceof PlanEvent.PlanPublished published) {
                tasks.on(published);
                addressBook.on(published);
            } else if (event instanceof IncidentEvent incident) {
                postMortems.on(incident);
                upkeep.on(incident);
            } else if (event instanceof TaskEvent task) {
                announcements.on(task);
                postMortems.on(task);
            } else if (event instanceof RunEvent.RunReassigned reassigned) {
                announcements.on(reassigned);
            } else if (event instanceof Contacts.CodeIssued issued) {
                announcements.on(issued);
            } else if (event instanceof PasswordResets.ResetIssued issued) {
                announcements.on(issued);
            } else if (event instanceof Invitations.InvitationIssued issued) {
                announcements.on(issued);
            } else if (event instanceof PeopleEvent.PersonAdded added) {
                addressBook.on(added);
            } else if (event instanceof PeopleEvent.PersonChanged changed) {
                addressBook.on(changed);
            } else if (event instanceof PeopleEvent.PersonReactivated back) {
                addressBook.on(back);
            } else if (event instanceof PeopleEvent.PasswordChanged changed) {
                sessions.on(changed);
            } else if (event instanceof PeopleEvent.IdentityUnlinked unlinked) {
                sessions.on(unlinked);
            } else if (event instanceof PeopleEvent.PersonDeactivated deactivated) {
                sessions.on(deactivated);
                runs.on(deactivated);
            }
            if (event instanceof RunEvent.RunSigned signed) {
                verifications.on(signed);
                runWindows.on(signed);
            } else if (event instanceof RunEvent.RunSkipped skipped) {
                verifications.on(skipped);
                runWindows.on(skipped);
            } else if (event instanceof RunEvent.RunMissed missed) {
                verifications.on(missed);
                runWindows.on(missed);
            }
            if (event instanceof RunEvent run) {
                upkeep.on(run);
            } else if (event instanceof LogAppended appended) {
                upkeep.on(appended);
            } else if (event instanceof TaskEvent task) {
                upkeep.on(task);
            } else if (event instanceof PostMortemEvent postMortem) {
                upkeep.on(postMortem);
            }
            if (event instanceof Audited audited) {
                audit.on(audited);
            } else if (event instanceof Audited.Together together) {
                audit.on(together);
            }
        }

        public EntityManager em() {
            return em;
        }

        public People people() {
            return people;
        }

        public Invitations invitations() {
            return invitations;
        }

        public PasswordResets passwordResets() {
            return passwordResets;
        }

        public Subscribers subscribers() {
            return subscribers;
        }

        public PostMortems postMortems() {
            return postMortems;
        }

        public Components components() {
            return components;
        }

        public PlanTargets planTargets() {
            return planTargets;
        }

        public BudgetWatch budgetWatch() {
            return budgetWatch;
        }

        public Corrections corrections() {
            return corrections;
        }

        public Dashboards dashboards() {
            return dashboards;
        }

        public Qualifications qualifications() {
            return qualifications;
        }

        public Trainings trainings() {
            return trainings;
        }

        public Drills drills() {
            return drills;
        }

        public BackupConfidence backups() {
            return backups;
        }

        public Workloads workloads() {
            return workloads;
        }

        public Handovers handovers() {
            return handovers;
        }

        public Goals goals() {
            return goals;
        }

        public Feedbacks feedbacks() {
            return feedbacks;
        }

        public Surveys surveys() {
            return surveys;
        }

        public Setups setups() {
            return setups;
        }

        public Takeout takeout() {
            return takeout;
        }

        public Origins origins() {
            return origins;
        }

        public Reports reports() {
            return reports;
        }

        public StatusBoard statusBoard() {
            return statusBoard;
        }

        public Incidents incidents() {
            return incidents;
        }

        public AddressBook addressBook() {
            return addressBook;
        }

        public Privacy privacy() {
            return privacy;
        }

        public SecondFactors secondFactors() {
            return secondFactors;
        }

        public Profiles profiles() {
            return profiles;
        }

        public Absences absences() {
            return absences;
        }

        public SingleSignOn singleSignOn() {
            return singleSignOn;
        }

        /** Where these groups of an OpenID provider give roles. */
        public SingleSignOn singleSignOn(GroupRoles roles) {
            return new SingleSignOn(
                    new JpaExternalIdentityRepository(em), new JpaPersonRepository(em), roles, this::publish, clock);
        }

        public Sessions sessions() {
            return sessions;
        }

        public Settings settings() {
            return settings;
        }

        public Plans plans() {
            return plans;
        }

        public PlanDrafts planDrafts() {
            return planDrafts;
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

        public Tasks tasks() {
            return tasks;
        }

        public MaintenanceWindows windows() {
            return windows;
        }

        public Rotas rotas() {
            return rotas;
        }

        public OnCallRecords onCallRecords() {
            return onCallRecords;
        }

        public RecurringWindows recurringWindows() {
            return recurringWindows;
        }

        public RunWindows runWindows() {
            return runWindows;
        }

        public Silences silences() {
            return silences;
        }

        public Samples samples() {
            return samples;
        }

        public Charts charts() {
            return charts;
        }

        public Rollups rollups() {
            return rollups;
        }

        public PlatformErrors errors() {
            return errors;
        }

        public PlatformChanges changes() {
            return changes;
        }

        public Probes probes() {
            return probes;
        }

        public Alerts alerts() {
            return alerts;
        }

        public Evaluations evaluations() {
            return evaluations;
        }

        public Backtests backtests() {
            return backtests;
        }

        public Related related() {
            return related;
        }

        public Calendars calendars() {
            return calendars;
        }

        public Feeds feeds() {
            return feeds;
        }

        public Outbox outbox() {
            return outbox;
        }

        public Notifications notifications() {
            return notifications;
        }

        public Channels channels() {
            return channels;
        }

        public Contacts contacts() {
            return contacts;
        }

        public Preferences preferences() {
            return preferences;
        }

        public Templates templates() {
            return templates;
        }

        public Pulses pulses() {
            return pulses;
        }

        public Reminders reminders() {
            return reminders;
        }

        public Escalations escalations() {
            return escalations;
        }

        public Acknowledgements acknowledgements() {
            return acknowledgements;
        }

        public Searches searches() {
            return searches;
        }

        public Upkeep upkeep() {
            return upkeep;
        }

        public Documents documents() {
            return documents;
        }

        public AuditTrail audit() {
            return audit;
        }

        public FirstSteps firstSteps() {
            return firstSteps;
        }

        public Retention retention() {
            return retention;
        }

        /** @param zone as {@code maint.zone} of the server */
        public Installation installation(Optional<String> zone) {
            return installation(zone, new FirstAdministrator(Optional.empty(), Optional.empty(), Optional.empty()));
        }

        public Installation installation(Optional<String> zone, FirstAdministrator first) {
            return new Installation(duties, plans, people, probes, first, zone);
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

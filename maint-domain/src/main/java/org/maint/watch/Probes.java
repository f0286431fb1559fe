package org.maint.watch;

import static java.lang.System.Logger.Level.WARNING;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Samples;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.probing.Allowance;
import org.maint.probing.Finding;
import org.maint.probing.ProbeKind;
import org.maint.probing.ProbeReader;
import org.maint.probing.ProbeSpec;
import org.maint.setting.Secrets;
import org.maint.shared.Events;
import org.maint.shared.Log;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Decides which probes there are and when each is taken, and keeps what they saw. Due looks are rows that nodes claim: a
 * node that dies loses its claim with the lease.
 */
@ApplicationScoped
@Transactional
public class Probes {
    /** How long what a look saw is kept. */
    static final Duration KEPT = Duration.ofDays(30);

    /** What in a configuration stands for the platform's address, without a slash at its end. */
    static final String PLATFORM = "{platform}";

    /** And what for the first of the folders that the administrator allows. */
    static final String BACKUPS = "{backups}";

    /** Stands for the platform where none is set, and where it does not matter which it is. */
    private static final String NOWHERE_HOST = "platform.invalid";

    private static final String NOWHERE = "http://" + NOWHERE_HOST;

    private static final int MOST_BYTES = Allowance.USUAL_BYTES;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LEASE = Duration.ofSeconds(15);

    /** The timer asks each second: a look is half of one early or late rather than a whole one late. */
    static final Duration EARLY = Duration.ofMillis(500);

    private static final String KEY = "[a-z0-9]+(-[a-z0-9]+)*";
    private static final int LONGEST_KEY = 100;

    private static final Log LOG = Log.of(Probes.class);

    private final EntityManager em;
    private final Samples samples;
    private final Targets targets;
    private final Secrets secrets;
    private final Looks looks;
    private final ProbeChecks checks;
    private final Events events;
    private final Clock clock;

    @Inject
    public Probes(
            EntityManager em,
            Samples samples,
            Targets targets,
            Secrets secrets,
            Looks looks,
            Events events,
            Clock clock) {
        this.em = em;
        this.samples = samples;
        this.targets = targets;
        this.secrets = secrets;
        this.looks = looks;
        this.checks = new ProbeChecks(em);
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Probes() {
        this(null, null, null, null, null, null, null);
    }

    public List<Probe> list(Actor actor) {
        actor.requireStaff();
        return em.createQuery("select p from Probe p order by p.key", Probe.class)
                .getResultList();
    }

    public Probe get(Actor actor, String key) {
        actor.requireStaff();
        return find(key).orElseThrow(() -> Refusal.notFound(Message.of("not-found.probe", key)));
    }

    Optional<Probe> find(String key) {
        return Optional.ofNullable(em.find(Probe.class, key));
    }

    /** Makes or changes one; refused with every fault of its configuration. */
    public Probe save(Actor actor, String key, ProbeWish wish, @Nullable Integer expectedVersion) {
        return save(actor, key, wish, null, expectedVersion);
    }

    /** @param held what {@link #hold} gave, for secrets that were typed before; null for none */
    public Probe save(
            Actor actor, String key, ProbeWish wish, @Nullable String held, @Nullable Integer expectedVersion) {
        actor.require(Role.ADMIN, Role.LEAD);
        if (key.length() > LONGEST_KEY || !key.matches(KEY)) {
            throw Refusal.invalid("/key", Message.of("invalid.key"));
        }
        wish.check();
        ProbeReader.read(wish.kind(), filled(wish.config()));
        Instant now = clock.instant();
        Probe known = em.find(Probe.class, key, LockModeType.PESSIMISTIC_WRITE);
        Probe probe = known == null ? new Probe(key, now) : known;
        if (known != null) {
            probe.requireVersion(expectedVersion);
        }
        String sealed = wanted(known, wish, heldBy(actor, key, held)).sealed(secrets);
        probe.change(wish, sealed, now, actor.id());
        if (known == null) {
            em.persist(probe);
        }
        em.flush();
        events.publish(new ProbeSaved(probe, actor.id()));
        return probe;
    }

    /**
     * Seals the secrets that are typed, and those that were held before, until the probe is saved: for this person and
     * this probe, and for the sites that are to be told now. Null when there are none.
     */
    public @Nullable String hold(Actor actor, String key, ProbeWish wish, @Nullable String held) {
        actor.require(Role.ADMIN, Role.LEAD);
        return heldBy(actor, key, held)
                .typed(wish.secrets(), told(wish.kind(), wish.config()))
                .sealedFor(secrets, owner(actor, key));
    }

    /** The names of secrets that are held; never the secrets. */
    public List<String> heldNames(Actor actor, String key, @Nullable String held) {
        return List.copyOf(heldBy(actor, key, held).names());
    }

    private ProbeSecrets heldBy(Actor actor, String key, @Nullable String held) {
        return ProbeSecrets.held(secrets, owner(actor, key), held);
    }

    private static String owner(Actor actor, String key) {
        return actor.id() + " " + key;
    }

    /** Those that are kept, held and typed; refused when one would be told to somebody it was not typed for. */
    private ProbeSecrets wanted(@Nullable Probe known, ProbeWish wish, ProbeSecrets held) {
        Map<String, Set<String>> told = told(wish.kind(), wish.config());
        ProbeSecrets kept = known == null ? ProbeSecrets.none() : opened(known);
        return kept.with(held).typed(wish.secrets(), told).requireFor(told);
    }

    /**
     * Whom which secret is told. The platform counts by its host, for an administrator says which it is and its port may
     * change; anything else by scheme, host and port.
     */
    private Map<String, Set<String>> told(ProbeKind kind, String config) {
        String platform = targets.platform().map(URI::getHost).orElse("");
        Map<String, Set<String>> told = new TreeMap<>();
        ProbeReader.read(kind, filled(config, NOWHERE, NOWHERE_HOST))
                .secretSites()
                .forEach((name, sites) -> told.put(
                        name,
                        sites.stream()
                                .map(site -> site.contains(NOWHERE_HOST) ? site + " " + platform : site)
                                .collect(Collectors.toCollection(TreeSet::new))));
        return told;
    }

    /** For an installation that comes with some; changes none that is there. */
    void ensure(String key, ProbeWish wish) {
        if (find(key).isEmpty()) {
            Probe probe = new Probe(key, clock.instant());
            String sealed = wanted(null, wish, ProbeSecrets.none()).sealed(secrets);
            probe.change(wish, sealed, clock.instant(), null);
            em.persist(probe);
        }
    }

    /** What any platform needs; changes none that is there. */
    public void ensureFirst() {
        ProbeKit.first(this);
    }

    /** What the simulated platform needs; changes none that is there. */
    public void ensureSimulated(String user, String password) {
        ProbeKit.simulated(this, Map.of("USER", user, "PASSWORD", password));
    }

    private ProbeSecrets opened(Probe probe) {
        if (probe.secrets() == null) {
            return ProbeSecrets.none();
        }
        return ProbeSecrets.opened(secrets, probe.key(), probe.secrets(), told(probe.kind(), probe.config()));
    }

    /** The names of the secrets that are kept for it; never the secrets. */
    public List<String> secretNames(Actor actor, Probe probe) {
        actor.requireStaff();
        return List.copyOf(opened(probe).names());
    }

    private JsonNode filled(String config) {
        String address = targets.platform().map(URI::toString).orElse(NOWHERE);
        String escaped = address.replaceFirst("/+$", "").replace("\\", "").replace("\"", "");
        return filled(config, escaped, targets.platform().map(URI::getHost).orElse(NOWHERE_HOST));
    }

    private JsonNode filled(String config, String address, String host) {
        return ProbeWish.json(config.replace(PLATFORM, address)
                .replace("{platform-host}", host)
                .replace(BACKUPS, targets.backups().replace("\\", "/").replace("\"", "")));
    }

    /** What is to be looked at, ready to be taken outside of any transaction. */
    public record Due(String probe, ProbeSpec spec, Allowance allowance) {}

    /** Claims what is due now, for the length of a look and a bit. */
    public List<Due> claim(int most) {
        Instant now = clock.instant();
        @SuppressWarnings("unchecked")
        List<Probe> due = em.createNativeQuery(
                        "select * from probe where enabled = true and next_at <= ?3"
                                + " and (claimed_until is null or claimed_until < ?1) order by next_at limit ?2"
                                + " for update skip locked",
                        Probe.class)
                .setParameter(1, LocalDateTime.ofInstant(now, ZoneOffset.UTC))
                .setParameter(2, most)
                .setParameter(3, LocalDateTime.ofInstant(now.plus(EARLY), ZoneOffset.UTC))
                .getResultList();
        List<Due> claimed = new ArrayList<>();
        for (Probe probe : due) {
            // In steps of the interval, so that looks do not drift; what was missed is not made up for.
            long behind = Math.max(0, Duration.between(probe.nextAt(), now).toSeconds()) / probe.intervalSeconds();
            Instant next = probe.nextAt().plusSeconds((behind + 1) * probe.intervalSeconds());
            em.createQuery("update Probe p set p.nextAt = :next, p.claimedUntil = :until where p.key = :key")
                    .setParameter("next", next)
                    .setParameter(
                            "until", now.plusSeconds(probe.timeoutSeconds()).plus(LEASE))
                    .setParameter("key", probe.key())
                    .executeUpdate();
            due(probe).ifPresent(claimed::add);
        }
        return claimed;
    }

    /** Empty when it needs the platform's address and there is none. */
    Optional<Due> due(Probe probe) {
        if (probe.config().contains("{platform") && targets.platform().isEmpty()) {
            return Optional.empty();
        }
        try {
            ProbeSpec spec = ProbeReader.read(probe.kind(), filled(probe.config()));
            // A secret that was typed for another place than it would go to now is not there, and the look says so.
            Map<String, String> usable = opened(probe).usable(told(probe.kind(), probe.config()));
            return Optional.of(new Due(probe.key(), spec, allowance(probe.timeoutSeconds(), probe.retries(), usable)));
        } catch (RuntimeException e) {
            // Not valid any more, or its secrets were sealed with another key: it must not hold up the others.
            LOG.log(WARNING, "Probe {0} cannot look: {1}", probe.key(), e.getMessage());
            return Optional.empty();
        }
    }

    private Allowance allowance(int timeoutSeconds, int retries, Map<String, String> opened) {
        return new Allowance(
                targets.allowed(), opened, Duration.ofSeconds(timeoutSeconds), MOST_BYTES, retries + 1, PAUSE);
    }

    /** Outside of any transaction: it takes as long as the other side takes. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public Finding look(Due due) {
        return looks.look(due.spec(), due.allowance());
    }

    /** Keeps what a look saw, and what it measured. */
    public void record(String key, Finding finding) {
        Instant now = clock.instant();
        Probe probe = em.find(Probe.class, key);
        if (probe == null) {
            return;
        }
        em.createQuery("update Probe p set p.claimedUntil = null where p.key = :key")
                .setParameter("key", key)
                .executeUpdate();
        checks.add(key, finding, now);
        samples.measured(Measured.of(probe, finding));
    }

    /** What a look by this wish would be; its secrets are those that are kept, held and typed. */
    public Due tested(Actor actor, String key, ProbeWish wish, @Nullable String held) {
        actor.require(Role.ADMIN, Role.LEAD);
        wish.check();
        ProbeSpec spec = ProbeReader.read(wish.kind(), filled(wish.config()));
        ProbeSecrets wanted = wanted(find(key).orElse(null), wish, heldBy(actor, key, held));
        return new Due(key, spec, allowance(wish.timeoutSeconds(), 0, wanted.usable(told(wish.kind(), wish.config()))));
    }

    /** The newest looks of a probe, newest first. */
    public List<Check> checks(Actor actor, String key, int most) {
        actor.requireStaff();
        return checks.of(key, most);
    }

    /** The newest look of each probe, by its key. */
    public Map<String, Check> newest(Actor actor) {
        actor.requireStaff();
        return checks.newest();
    }

    /** What a look saw, as it was kept. */
    public Optional<JsonNode> finding(Actor actor, String key, long check) {
        actor.requireStaff();
        return checks.finding(key, check);
    }

    /** Removes up to so many looks over age. */
    public int forget(int most) {
        return checks.forget(clock.instant().minus(KEPT), most);
    }
}

package org.maint.web.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Metric;
import org.maint.people.Role;
import org.maint.probing.Finding;
import org.maint.probing.ProbeKind;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.watch.Check;
import org.maint.watch.Probe;
import org.maint.watch.ProbeWish;
import org.maint.watch.Probes;
import org.omnifaces.cdi.Param;

/** One probe: what it looks at, what it saw, and what it would see now. */
@Named
@RequestScoped
public class ProbePage {
    private static final int CHECKS = 30;

    private final Probes probes;
    private final HeldSecrets held;
    private final HttpServletRequest request;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param(name = "key")
    private @Nullable String asked;

    @Inject
    @Param(name = "check")
    private @Nullable String check;

    private @Nullable Probe probe;
    private @Nullable List<Check> checks;
    private @Nullable List<String> secretNames;
    private @Nullable List<String> heldNames;
    private @Nullable Optional<JsonNode> finding;
    private @Nullable Finding tested;
    private @Nullable String key;
    private @Nullable String titleEn;
    private @Nullable String titleFr;
    private ProbeKind kind = ProbeKind.HTTP;
    private @Nullable String config;
    private @Nullable String secrets;
    private @Nullable String upMetric;
    private @Nullable String secondsMetric;
    private int intervalSeconds = 60;
    private int timeoutSeconds = 10;
    private int retries = 1;
    private boolean enabled = true;
    private @Nullable Integer version;

    @Inject
    public ProbePage(Probes probes, HeldSecrets held, HttpServletRequest request, Shell shell, Fmt fmt) {
        this.probes = probes;
        this.held = held;
        this.request = request;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ProbePage() {
        this(null, null, null, null, null);
    }

    public void load() {
        if (isFresh()) {
            shell.actor().require(Role.ADMIN, Role.LEAD);
            if (!posted()) {
                config = "{\"url\": \"{platform}/\"}";
            }
        } else if (!posted()) {
            Probe known = getProbe();
            key = known.key();
            titleEn = known.title().en();
            titleFr = known.title().fr();
            kind = known.kind();
            config = pretty(known.config());
            upMetric = known.upMetric();
            secondsMetric = known.secondsMetric();
            intervalSeconds = known.intervalSeconds();
            timeoutSeconds = known.timeoutSeconds();
            retries = known.retries();
            enabled = known.enabled();
            version = known.version();
        }
    }

    private boolean posted() {
        return "POST".equals(request.getMethod());
    }

    private static String pretty(String json) {
        try {
            return Canonical.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(Canonical.parse(json));
        } catch (JsonProcessingException e) {
            return json;
        }
    }

    /** Whether it is one that is not there yet. */
    public boolean isFresh() {
        return asked == null || asked.isBlank();
    }

    public Probe getProbe() {
        if (probe == null) {
            probe = probes.get(shell.actor(), String.valueOf(asked));
        }
        return probe;
    }

    public String getHeading() {
        return isFresh()
                ? fmt.words("probe.new")
                : String.valueOf(fmt.text(getProbe().title()));
    }

    public boolean isEditable() {
        return shell.can("ADMIN LEAD");
    }

    public List<Check> getChecks() {
        if (checks == null) {
            checks = isFresh()
                    ? List.of()
                    : probes.checks(shell.actor(), getProbe().key(), CHECKS);
        }
        return checks;
    }

    public List<String> getSecretNames() {
        if (secretNames == null) {
            secretNames = isFresh() ? List.of() : probes.secretNames(shell.actor(), getProbe());
        }
        return secretNames;
    }

    /** What a look saw: the one of the address, or the newest. */
    public @Nullable JsonNode getFinding() {
        if (finding == null) {
            finding = isFresh() ? Optional.empty() : found();
        }
        return finding.orElse(null);
    }

    private Optional<JsonNode> found() {
        if (check != null && check.matches("\\d{1,18}")) {
            return probes.finding(shell.actor(), getProbe().key(), Long.parseLong(check));
        }
        return getChecks().stream()
                .findFirst()
                .flatMap(newest -> probes.finding(shell.actor(), getProbe().key(), newest.id()));
    }

    public @Nullable String getShownFinding() {
        JsonNode finding = getFinding();
        return finding == null ? null : pretty(finding.toString());
    }

    /** What "test now" saw; null before. */
    public @Nullable Finding getTested() {
        return tested;
    }

    public @Nullable String getShownTest() {
        return tested == null ? null : pretty(tested.toJson());
    }

    private ProbeWish wish() {
        Map<String, String> typed = new TreeMap<>();
        if (secrets != null) {
            for (String line : secrets.split("\\R", -1)) {
                int equals = line.indexOf('=');
                if (!line.isBlank() && equals < 1) {
                    throw Refusal.invalid("/secrets", Message.of("invalid.probe.secret-line"));
                }
                if (equals > 0) {
                    typed.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                }
            }
        }
        return new ProbeWish(
                new Text(text(titleEn), text(titleFr)),
                kind,
                text(config),
                typed,
                blank(upMetric),
                blank(secondsMetric),
                intervalSeconds,
                timeoutSeconds,
                retries,
                enabled);
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    private static @Nullable String blank(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed;
    }

    private String wanted() {
        return isFresh() ? text(key) : getProbe().key();
    }

    /** The names of those that were typed for "test now" and need not be typed again to save. */
    public List<String> getHeldNames() {
        if (heldNames == null) {
            heldNames = probes.heldNames(shell.actor(), wanted(), held.get());
        }
        return heldNames;
    }

    /** Looks now, and shows what it would keep; nothing is kept but what was typed, until it is saved. */
    public void test() {
        try {
            ProbeWish wish = wish();
            tested = probes.look(probes.tested(shell.actor(), wanted(), wish, held.get()));
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
        }
        hold();
    }

    public @Nullable String save() {
        try {
            String to = wanted();
            probes.save(shell.actor(), to, wish(), held.get(), isFresh() ? null : version);
            Told.done(fmt.words("probe.saved"));
            return "/probe.xhtml?faces-redirect=true&key=" + to;
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            hold();
            return null;
        }
    }

    private void hold() {
        // What was asked for while the form was read is over.
        heldNames = null;
        try {
            held.set(probes.hold(shell.actor(), wanted(), wish(), held.get()));
        } catch (Refusal unreadable) {
            // Nobody knows for which place it was typed.
        }
    }

    public List<ProbeKind> getKinds() {
        return Arrays.asList(ProbeKind.values());
    }

    public List<String> getMetrics() {
        return Metric.keys();
    }

    public @Nullable String getKey() {
        return key;
    }

    public void setKey(@Nullable String key) {
        this.key = key;
    }

    public @Nullable String getTitleEn() {
        return titleEn;
    }

    public void setTitleEn(@Nullable String titleEn) {
        this.titleEn = titleEn;
    }

    public @Nullable String getTitleFr() {
        return titleFr;
    }

    public void setTitleFr(@Nullable String titleFr) {
        this.titleFr = titleFr;
    }

    public ProbeKind getKind() {
        return kind;
    }

    public void setKind(ProbeKind kind) {
        this.kind = kind;
    }

    public @Nullable String getConfig() {
        return config;
    }

    public void setConfig(@Nullable String config) {
        this.config = config;
    }

    /** Never shown again. */
    public @Nullable String getSecrets() {
        return null;
    }

    public void setSecrets(@Nullable String secrets) {
        this.secrets = secrets;
    }

    public @Nullable String getUpMetric() {
        return upMetric;
    }

    public void setUpMetric(@Nullable String upMetric) {
        this.upMetric = upMetric;
    }

    public @Nullable String getSecondsMetric() {
        return secondsMetric;
    }

    public void setSecondsMetric(@Nullable String secondsMetric) {
        this.secondsMetric = secondsMetric;
    }

    public int getIntervalSeconds() {
        return intervalSeconds;
    }

    public void setIntervalSeconds(int intervalSeconds) {
        this.intervalSeconds = intervalSeconds;
    }

    public int getTimeoutSeconds() {
        return timeoutSeconds;
    }

    public void setTimeoutSeconds(int timeoutSeconds) {
        this.timeoutSeconds = timeoutSeconds;
    }

    public int getRetries() {
        return retries;
    }

    public void setRetries(int retries) {
        this.retries = retries;
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public @Nullable Integer getVersion() {
        return version;
    }

    public void setVersion(@Nullable Integer version) {
        this.version = version;
    }
}

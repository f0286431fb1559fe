package org.maint.web.page;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Medium;
import org.maint.notification.Previews;
import org.maint.notification.Template;
import org.maint.notification.Templates;
import org.maint.notification.Topic;
import org.maint.notification.Wording;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** In which words things are told, by topic, medium and language; seen with real data before they are saved. */
@Named
@RequestScoped
public class TemplatesPage {
    private static final String MARK = "t-subject";

    private final Templates templates;
    private final Previews previews;
    private final HttpServletRequest request;
    private final Shell shell;
    private final Fmt fmt;
    private final Faults faults = new Faults();

    @Inject
    @Param(name = "topic")
    private @Nullable String askedTopic;

    @Inject
    @Param(name = "medium")
    private @Nullable String askedMedium;

    @Inject
    @Param(name = "language")
    private @Nullable String askedLanguage;

    private @Nullable Template own;
    private Wording wording = new Wording("", "");
    private Previews.@Nullable Preview preview;
    private boolean tried;

    @Inject
    public TemplatesPage(Templates templates, Previews previews, HttpServletRequest request, Shell shell, Fmt fmt) {
        this.templates = templates;
        this.previews = previews;
        this.request = request;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected TemplatesPage() {
        this(null, null, null, null, null);
    }

    /** The form begins with the words that count now; what is sent comes over them. */
    @PostConstruct
    void prefill() {
        shell.actor().require(Role.ADMIN, Role.LEAD);
        Optional<Template> known = templates.own(shell.actor(), getTopic(), getMedium(), locale());
        own = known.orElse(null);
        String subject = request.getParameter(MARK);
        wording = subject != null
                ? new Wording(subject, typed("t-body"))
                : known.map(Template::wording).orElseGet(() -> Templates.usual(getTopic(), getMedium(), locale()));
    }

    private String typed(String name) {
        String typed = request.getParameter(name);
        return typed == null ? "" : typed.replace("\r\n", "\n");
    }

    public List<Topic> getTopics() {
        return List.of(Topic.values());
    }

    /** Those that carry words of their own. */
    public List<Medium> getMedia() {
        return Arrays.stream(Medium.values())
                .filter(each -> each != Medium.PORTAL && each != Medium.WEBHOOK)
                .toList();
    }

    public Topic getTopic() {
        return getTopics().stream()
                .filter(each -> each.name().equals(askedTopic))
                .findFirst()
                .orElse(Topic.PAGE);
    }

    public Medium getMedium() {
        return getMedia().stream()
                .filter(each -> each.name().equals(askedMedium))
                .findFirst()
                .orElse(Medium.EMAIL);
    }

    public String getLanguage() {
        return askedLanguage != null && askedLanguage.matches("en|fr") ? askedLanguage : shell.getLanguage();
    }

    private Locale locale() {
        return Locale.forLanguageTag(getLanguage());
    }

    public boolean isOwn() {
        return own != null;
    }

    /** Where there are own words. */
    public List<Template> getAll() {
        return templates.all(shell.actor());
    }

    public String name(Template template) {
        return fmt.words("wording.topic." + template.id().topic()) + " · "
                + fmt.words("medium." + template.id().medium()) + " · "
                + template.id().language();
    }

    public List<String> getPlaceholders() {
        return Wording.PLACEHOLDERS.stream().sorted().toList();
    }

    public String getSubject() {
        return wording.subject();
    }

    public String getBody() {
        return wording.body();
    }

    public String getVersion() {
        boolean posted = request.getParameter(MARK) != null;
        return posted ? typed("t-version") : own == null ? "" : Integer.toString(own.version());
    }

    public String fault(String pointer) {
        return faults.at(pointer);
    }

    /** How it would look; null when the words cannot be used. */
    public Previews.@Nullable Preview getPreview() {
        if (!tried) {
            look(false);
        }
        return preview;
    }

    private void look(boolean told) {
        tried = true;
        try {
            preview = previews.preview(
                    shell.actor(), getTopic(), getMedium(), locale(), wording.subject(), wording.body());
        } catch (Refusal refusal) {
            if (told) {
                faults.note(refusal, fmt);
            }
        }
    }

    public void show() {
        look(true);
    }

    public @Nullable String save() {
        try {
            String version = getVersion();
            templates.save(
                    shell.actor(),
                    getTopic(),
                    getMedium(),
                    locale(),
                    wording.subject(),
                    wording.body(),
                    version.matches("\\d{1,9}") ? Integer.valueOf(version) : null);
            Told.done(fmt.words("settings.saved"));
            return here();
        } catch (Refusal refusal) {
            faults.note(refusal, fmt);
            return null;
        }
    }

    public @Nullable String reset() {
        try {
            templates.reset(shell.actor(), getTopic(), getMedium(), locale());
            Told.done(fmt.words("wording.reset-done"));
            return here();
        } catch (Refusal refusal) {
            faults.note(refusal, fmt);
            return null;
        }
    }

    private String here() {
        return "/settings.xhtml?faces-redirect=true&part=templates&topic=" + getTopic() + "&medium=" + getMedium()
                + "&language=" + getLanguage();
    }
}

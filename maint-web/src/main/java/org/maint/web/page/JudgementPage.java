package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.maint.setting.CurrentSettings;
import org.maint.setting.Judgement;
import org.maint.setting.SettingKey;
import org.maint.setting.Settings;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** By what dashboards and reports judge where the plan says nothing. */
@Named
@RequestScoped
public class JudgementPage {
    private final Settings settings;
    private final Shell shell;
    private final Fmt fmt;

    private @Nullable CurrentSettings current;
    private @Nullable Integer version;
    private @Nullable String opens;
    private @Nullable String closes;
    private @Nullable Boolean everyDay;
    private @Nullable String slow;
    private @Nullable String below;
    private @Nullable String adopted;
    private @Nullable String halfAdopted;
    private @Nullable String good;
    private @Nullable String fair;
    private @Nullable String roi;

    @Inject
    public JudgementPage(Settings settings, Shell shell, Fmt fmt) {
        this.settings = settings;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected JudgementPage() {
        this(null, null, null);
    }

    private CurrentSettings current() {
        if (current == null) {
            current = settings.current();
        }
        return current;
    }

    private Judgement judgement() {
        return current().judgement();
    }

    public @Nullable String save() {
        return done(() -> new Judgement(
                Judgement.time(opens, "/opens"),
                Judgement.time(closes, "/closes"),
                Boolean.TRUE.equals(everyDay),
                number(slow, "/slow"),
                number(below, "/below"),
                number(adopted, "/adopted"),
                number(halfAdopted, "/halfAdopted"),
                number(good, "/good"),
                number(fair, "/fair"),
                roi == null ? "" : roi));
    }

    /** As maint comes. */
    public @Nullable String restore() {
        return done(() -> Judgement.USUAL);
    }

    private @Nullable String done(java.util.function.Supplier<Judgement> wanted) {
        try {
            settings.changeJudgement(shell.actor(), version == null ? 0 : version, wanted.get());
            Told.done(fmt.words("settings.saved"));
            return "/settings.xhtml?faces-redirect=true&part=judgement";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    private static double number(@Nullable String typed, String pointer) {
        Double number = Measures.read(typed, pointer);
        if (number == null) {
            throw Refusal.invalid(pointer, Message.of("invalid.missing"));
        }
        return number;
    }

    public Integer getVersion() {
        return version == null ? (Integer) current().version(SettingKey.JUDGEMENT) : version;
    }

    public void setVersion(@Nullable Integer version) {
        this.version = version;
    }

    public String getOpens() {
        return opens == null ? judgement().opens().toString() : opens;
    }

    public void setOpens(@Nullable String opens) {
        this.opens = opens;
    }

    public String getCloses() {
        return closes == null ? judgement().closes().toString() : closes;
    }

    public void setCloses(@Nullable String closes) {
        this.closes = closes;
    }

    public String getSlow() {
        return slow == null ? Measures.typed(judgement().slow()) : slow;
    }

    public void setSlow(@Nullable String slow) {
        this.slow = slow;
    }

    public String getBelow() {
        return below == null ? Measures.typed(judgement().below()) : below;
    }

    public void setBelow(@Nullable String below) {
        this.below = below;
    }

    public String getAdopted() {
        return adopted == null ? Measures.typed(judgement().adopted()) : adopted;
    }

    public void setAdopted(@Nullable String adopted) {
        this.adopted = adopted;
    }

    public String getHalfAdopted() {
        return halfAdopted == null ? Measures.typed(judgement().halfAdopted()) : halfAdopted;
    }

    public void setHalfAdopted(@Nullable String halfAdopted) {
        this.halfAdopted = halfAdopted;
    }

    public String getGood() {
        return good == null ? Measures.typed(judgement().good()) : good;
    }

    public void setGood(@Nullable String good) {
        this.good = good;
    }

    public String getFair() {
        return fair == null ? Measures.typed(judgement().fair()) : fair;
    }

    public void setFair(@Nullable String fair) {
        this.fair = fair;
    }

    public String getRoi() {
        return roi == null ? judgement().roi() : roi;
    }

    public void setRoi(@Nullable String roi) {
        this.roi = roi;
    }

    public boolean isEveryDay() {
        return everyDay == null ? judgement().everyDay() : everyDay;
    }

    public void setEveryDay(boolean everyDay) {
        this.everyDay = everyDay;
    }
}

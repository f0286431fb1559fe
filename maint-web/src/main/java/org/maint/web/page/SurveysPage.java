package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.survey.Survey;
import org.maint.survey.Surveys;
import org.omnifaces.cdi.Param;

/** Surveys of satisfaction: opened, handed out, read. With {@code ?n=…} the results of one. */
@Named
@RequestScoped
public class SurveysPage {
    private static final double WHOLE = 100;

    private final Surveys surveys;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String n;

    private @Nullable List<Survey> all;
    private Surveys.@Nullable Results results;
    private @Nullable String title;
    private @Nullable String closesOn;
    private @Nullable String addresses;
    private @Nullable Integer count = 10;
    private @Nullable List<String> links;

    @Inject
    public SurveysPage(Surveys surveys, Shell shell, Fmt fmt) {
        this.surveys = surveys;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected SurveysPage() {
        this(null, null, null);
    }

    public void load() {
        if (n != null) {
            getResults();
        }
    }

    public List<Survey> getAll() {
        if (all == null) {
            all = surveys.list(shell.actor());
        }
        return all;
    }

    private long number() {
        if (n == null || !n.matches("\\d{1,18}")) {
            throw Refusal.notFound(Message.of("not-found.survey", String.valueOf(n)));
        }
        return Long.parseLong(n);
    }

    /** Of the survey that the address names; null for the list. */
    public Surveys.@Nullable Results getResults() {
        if (n == null) {
            return null;
        }
        if (results == null) {
            results = surveys.results(shell.actor(), number());
        }
        return results;
    }

    public boolean open(Survey survey) {
        return survey.open(fmt.today());
    }

    public boolean isKeeper() {
        return shell.can("LEAD MANAGER");
    }

    /** In percent of all answers, for the length of a bar. */
    public double share(int score) {
        Surveys.Results known = getResults();
        long answers = known == null ? 0 : known.answers();
        return known == null || answers == 0 ? 0 : WHOLE * known.scores().get(score - 1) / answers;
    }

    /** How many have answered, of how many links. */
    public String getCounts() {
        Surveys.Results known = getResults();
        return known == null ? "" : fmt.words("surveys.counts", known.answers(), known.links());
    }

    public List<Integer> getScores() {
        return List.of(5, 4, 3, 2, 1);
    }

    public @Nullable String create() {
        try {
            Survey made = surveys.open(shell.actor(), title, Owners.day(closesOn));
            return "/surveys.xhtml?faces-redirect=true&n=" + made.number();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    /** The links are shown on the page that answers, and never again. */
    public void makeLinks() {
        try {
            links = surveys.links(shell.actor(), number(), count).stream()
                    .map(link -> shell.address(link.substring(1)))
                    .toList();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
        }
    }

    public @Nullable String invite() {
        try {
            int invited = surveys.invite(shell.actor(), number(), addresses, fmt.locale());
            Told.done(fmt.words("surveys.invited", invited));
            return "/surveys.xhtml?faces-redirect=true&n=" + n;
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String close() {
        try {
            surveys.close(shell.actor(), number());
            return "/surveys.xhtml?faces-redirect=true&n=" + n;
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable List<String> getLinks() {
        return links;
    }

    public @Nullable String getTitle() {
        return title;
    }

    public void setTitle(@Nullable String title) {
        this.title = title;
    }

    public @Nullable String getClosesOn() {
        return closesOn;
    }

    public void setClosesOn(@Nullable String closesOn) {
        this.closesOn = closesOn;
    }

    public @Nullable String getAddresses() {
        return addresses;
    }

    public void setAddresses(@Nullable String addresses) {
        this.addresses = addresses;
    }

    public @Nullable Integer getCount() {
        return count;
    }

    public void setCount(@Nullable Integer count) {
        this.count = count;
    }
}

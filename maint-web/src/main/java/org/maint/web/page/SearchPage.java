package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.search.Found;
import org.maint.search.Found.Group;
import org.maint.search.Hit;
import org.maint.search.Kind;
import org.maint.search.Piece;
import org.maint.search.Searches;
import org.omnifaces.cdi.Param;

/** What a search has found, as a page of its own: its address is the search. */
@Named
@RequestScoped
public class SearchPage {
    private static final int OF_EACH = 8;
    private static final int OF_ONE = 100;

    private final Searches searches;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param(name = "q")
    private @Nullable String query;

    /** All kinds when it is none. */
    @Inject
    @Param
    private @Nullable String kind;

    private @Nullable Found found;

    @Inject
    public SearchPage(Searches searches, Shell shell, Fmt fmt) {
        this.searches = searches;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected SearchPage() {
        this(null, null, null);
    }

    public Found getFound() {
        if (found == null) {
            Kind only = only();
            found = searches.find(shell.actor(), query, only, only == null ? OF_EACH : OF_ONE);
        }
        return found;
    }

    private @Nullable Kind only() {
        return Arrays.stream(Kind.values())
                .filter(each -> each.name().equals(kind))
                .findFirst()
                .orElse(null);
    }

    /** Whether anything is searched for. */
    public boolean isAsked() {
        return !getFound().query().isEmpty();
    }

    public boolean isOfOneKind() {
        return only() != null;
    }

    public String getQuery() {
        return getFound().query();
    }

    /** "12 results", or that there are more. */
    public String getCount() {
        return fmt.words(
                getFound().more() ? "search.count-more" : "search.count",
                getFound().count());
    }

    public List<Piece> title(Hit hit) {
        return getFound().marked(String.valueOf(fmt.text(hit.title())));
    }

    public String from(Hit hit) {
        return fmt.words(hit.from());
    }

    public String kind(Group group) {
        return fmt.words("search.kind." + group.kind());
    }

    /** The address of all that was found of one kind. */
    public String more(Group group) {
        return address() + "&kind=" + group.kind();
    }

    /** The address of this search over all kinds. */
    public String address() {
        return "search?q=" + URLEncoder.encode(getQuery(), StandardCharsets.UTF_8);
    }
}

package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.incident.Incident;
import org.maint.incident.Incidents;
import org.maint.postmortem.PostMortem;
import org.maint.postmortem.PostMortemState;
import org.maint.postmortem.PostMortems;
import org.maint.shared.Page;
import org.omnifaces.cdi.Param;

/** All post-mortems, to learn from: searched by words, newest first. */
@Named
@RequestScoped
public class PostMortemsPage {
    private static final int SIZE = 30;

    private final PostMortems postMortems;
    private final Incidents incidents;
    private final Shell shell;

    @Inject
    @Param
    private @Nullable String state;

    @Inject
    @Param
    private @Nullable String words;

    @Inject
    @Param
    private @Nullable String page;

    private @Nullable Page<PostMortem> found;
    private @Nullable Map<Long, Incident> of;

    @Inject
    public PostMortemsPage(PostMortems postMortems, Incidents incidents, Shell shell) {
        this.postMortems = postMortems;
        this.incidents = incidents;
        this.shell = shell;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PostMortemsPage() {
        this(null, null, null);
    }

    public List<PostMortemState> getStates() {
        return List.of(PostMortemState.values());
    }

    /** Null for all of them. */
    public @Nullable PostMortemState getState() {
        return Arrays.stream(PostMortemState.values())
                .filter(each -> each.name().equals(state))
                .findFirst()
                .orElse(null);
    }

    public @Nullable String getWords() {
        return words;
    }

    public Page<PostMortem> getFound() {
        if (found == null) {
            found = postMortems.list(shell.actor(), getState(), words, getNumber(), SIZE);
        }
        return found;
    }

    public Incident incident(PostMortem postMortem) {
        if (of == null) {
            List<Long> numbers =
                    getFound().items().stream().map(PostMortem::incident).toList();
            of = incidents.named(shell.actor(), numbers).stream()
                    .collect(Collectors.toMap(Incident::number, Function.identity()));
        }
        return Objects.requireNonNull(of.get(postMortem.incident()));
    }

    public int getNumber() {
        return page != null && page.matches("\\d{1,6}") ? Integer.parseInt(page) : 0;
    }

    public int getPages() {
        return (int) ((getFound().total() + SIZE - 1) / SIZE);
    }

    public String address(int number) {
        PostMortemState only = getState();
        return "post-mortems?page=" + number + (only == null ? "" : "&state=" + only)
                + (words == null ? "" : "&words=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
    }
}

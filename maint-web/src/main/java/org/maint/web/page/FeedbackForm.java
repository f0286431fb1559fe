package org.maint.web.page;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maint.feedback.FeedbackKind;
import org.maint.feedback.FeedbackWish;

/** What somebody types who has something to say, with an account or without. */
public class FeedbackForm {
    private FeedbackKind kind = FeedbackKind.ISSUE;
    private @Nullable String title;
    private @Nullable String description;
    private @Nullable String reporter;
    private @Nullable String email;

    FeedbackWish wish(Locale language) {
        return new FeedbackWish(kind, title, description, reporter, email, language);
    }

    public List<FeedbackKind> getKinds() {
        return List.of(FeedbackKind.values());
    }

    public FeedbackKind getKind() {
        return kind;
    }

    public void setKind(FeedbackKind kind) {
        this.kind = kind;
    }

    public @Nullable String getTitle() {
        return title;
    }

    public void setTitle(@Nullable String title) {
        this.title = title;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public void setDescription(@Nullable String description) {
        this.description = description;
    }

    public @Nullable String getReporter() {
        return reporter;
    }

    public void setReporter(@Nullable String reporter) {
        this.reporter = reporter;
    }

    public @Nullable String getEmail() {
        return email;
    }

    public void setEmail(@Nullable String email) {
        this.email = email;
    }
}

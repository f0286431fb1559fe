package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Refusal;
import org.maint.transfer.Setups;
import org.maint.transfer.Setups.Taken;

/** Takes what was set up elsewhere, or here before. */
@Named
@RequestScoped
public class TransferPage {
    private final Setups setups;
    private final Shell shell;
    private final Fmt fmt;

    private @Nullable String document;

    @Inject
    public TransferPage(Setups setups, Shell shell, Fmt fmt) {
        this.setups = setups;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected TransferPage() {
        this(null, null, null);
    }

    public @Nullable String take() {
        try {
            List<Taken> taken = setups.take(shell.actor(), document);
            Told.done(taken.stream()
                    .filter(each -> each.made() + each.there() > 0)
                    .map(each -> fmt.words(
                            "transfer.taken", fmt.words("transfer.kind." + each.kind()), each.made(), each.there()))
                    .collect(Collectors.joining(" ")));
            return "/settings.xhtml?faces-redirect=true&part=transfer";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String getDocument() {
        return document;
    }

    public void setDocument(@Nullable String document) {
        this.document = document;
    }
}

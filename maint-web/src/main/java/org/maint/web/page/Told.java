package org.maint.web.page;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import java.util.Locale;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;

/** Tells the person on the page what came of what they did. */
final class Told {
    private Told() {}

    /** Every fault of a refusal, or its reason where it names none. */
    static void refusal(Refusal refusal, Locale locale) {
        FacesContext context = FacesContext.getCurrentInstance();
        if (refusal.faults().size() != 1) {
            add(context, FacesMessage.SEVERITY_ERROR, Messages.words(refusal.reason(), locale));
        }
        refusal.faults()
                .forEach(fault -> add(context, FacesMessage.SEVERITY_ERROR, Messages.words(fault.message(), locale)));
        context.validationFailed();
    }

    /** Shown on the page that comes next. */
    static void done(String words) {
        FacesContext context = FacesContext.getCurrentInstance();
        context.getExternalContext().getFlash().setKeepMessages(true);
        add(context, FacesMessage.SEVERITY_INFO, words);
    }

    /** Shown on the page that comes next: it is done, and something follows from it. */
    static void warning(String words) {
        FacesContext context = FacesContext.getCurrentInstance();
        context.getExternalContext().getFlash().setKeepMessages(true);
        add(context, FacesMessage.SEVERITY_WARN, words);
    }

    static void error(String words) {
        FacesContext context = FacesContext.getCurrentInstance();
        add(context, FacesMessage.SEVERITY_ERROR, words);
        context.validationFailed();
    }

    private static void add(FacesContext context, FacesMessage.Severity severity, String words) {
        context.addMessage(null, new FacesMessage(severity, words, null));
    }
}

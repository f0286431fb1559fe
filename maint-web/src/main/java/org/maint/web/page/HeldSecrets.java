package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was typed for a test and is not saved yet: sealed, in the view, whose state stays on the server. It goes with the
 * view.
 */
@RequestScoped
public class HeldSecrets {
    private static final String PLACE = "maint.held-secrets";

    @Nullable
    String get() {
        return (String) view().get(PLACE);
    }

    void set(@Nullable String sealed) {
        if (sealed == null) {
            view().remove(PLACE);
        } else {
            view().put(PLACE, sealed);
        }
    }

    private static Map<String, Object> view() {
        return FacesContext.getCurrentInstance().getViewRoot().getViewMap();
    }
}

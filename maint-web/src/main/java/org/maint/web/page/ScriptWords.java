package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;

/** What scripts say, for a page to hand to them. */
@Named
@RequestScoped
public class ScriptWords {
    private final Fmt fmt;

    @Inject
    public ScriptWords(Fmt fmt) {
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ScriptWords() {
        this(null);
    }

    /** Those whose keys begin like this, by the rest of their keys. */
    public List<Map.Entry<String, String>> of(String beginning) {
        ResourceBundle bundle = ResourceBundle.getBundle("org.maint.web.words", fmt.locale());
        return bundle.keySet().stream()
                .filter(key -> key.startsWith(beginning))
                .sorted()
                .map(key -> Map.entry(key.substring(beginning.length()), bundle.getString(key)))
                .toList();
    }
}

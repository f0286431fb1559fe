package org.maint.postmortem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a post-mortem tells, in its order. It asks how things came about, never who is to blame. */
public enum Part {
    SUMMARY(true),
    IMPACT(true),
    DETECTION(true),
    /** What set it off. */
    TRIGGER(false),
    /** What had to come together. */
    CAUSES(true),
    RESOLUTION(true),
    WENT_WELL(false),
    WENT_BADLY(false),
    /** What could have been worse and was not, by luck. */
    LUCK(false);

    private final boolean required;

    Part(boolean required) {
        this.required = required;
    }

    /** Whether it goes to review only with this. */
    public boolean required() {
        return required;
    }

    /** As addresses and calls name it: {@code went-well}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Part> of(String key) {
        return Arrays.stream(values()).filter(part -> part.key().equals(key)).findFirst();
    }
}

package org.maint.web.signon;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.people.SingleSignOn.Claimed;
import org.maint.web.signon.OpenIdProvider.Vouched;

/** Reads what a provider says of somebody. */
final class Claims {
    /** The token names no more of them than this; the rest is left. */
    private static final int MOST_GROUPS = 1_000;

    private Claims() {}

    static Claimed claimed(Vouched vouched, OpenIdSettings settings) {
        Map<String, Object> claims = vouched.claims();
        String email = text(claims.get("email"));
        // Some providers say it as text.
        boolean confirmed = settings.emailTrusted() || "true".equals(String.valueOf(claims.get("email_verified")));
        return new Claimed(
                vouched.issuer(),
                vouched.subject(),
                text(claims.get("preferred_username")),
                text(claims.get("name")),
                email,
                email != null && confirmed,
                at(claims, settings.groupsClaim()));
    }

    /** Whether the provider has asked for more than one thing (RFC 8176). */
    static boolean multipleFactors(Vouched vouched) {
        return texts(vouched.claims().get("amr")).contains("mfa");
    }

    /** The texts that stand there, one or several; none when there is nothing. */
    static Set<String> at(Map<String, Object> claims, List<String> path) {
        @Nullable Object found = claims;
        for (String name : path) {
            found = found instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return found == claims ? Set.of() : texts(found);
    }

    private static Set<String> texts(@Nullable Object value) {
        Set<String> texts = new LinkedHashSet<>();
        if (value instanceof Collection<?> several) {
            several.stream().limit(MOST_GROUPS).forEach(each -> texts.add(String.valueOf(each)));
        } else if (value != null) {
            texts.add(String.valueOf(value));
        }
        return texts;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() ? text.strip() : null;
    }
}

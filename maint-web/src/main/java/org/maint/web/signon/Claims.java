package org.maint.web.signon;

import java.util.Collection;
import java.util.LinkedHashSet;
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
        Map<String, Object> token = vouched.token();
        Map<String, Object> userInfo = vouched.userInfo();
        // An address and whether it is theirs belong together: both from one place.
        Map<String, Object> ofAddress = text(token.get("email")) == null ? userInfo : token;
        String email = text(ofAddress.get("email"));
        // Some providers say it as text.
        boolean confirmed = settings.emailTrusted() || "true".equals(String.valueOf(ofAddress.get("email_verified")));
        Set<String> groups = at(token, settings.groupsClaim());
        return new Claimed(
                vouched.issuer(),
                vouched.subject(),
                either(token, userInfo, "preferred_username"),
                either(token, userInfo, "name"),
                email,
                email != null && confirmed,
                groups.isEmpty() ? at(userInfo, settings.groupsClaim()) : groups);
    }

    private static @Nullable String either(Map<String, Object> token, Map<String, Object> userInfo, String name) {
        String said = text(token.get(name));
        return said == null ? text(userInfo.get(name)) : said;
    }

    /** Whether the provider has asked for more than one thing (RFC 8176). The token alone is of this very sign-in. */
    static boolean multipleFactors(Vouched vouched) {
        return texts(vouched.token().get("amr")).contains("mfa");
    }

    /**
     * The texts that stand there, one or several; none when there is nothing.
     *
     * @param name of a claim, which may have dots in it, or names within one another with dots between
     */
    static Set<String> at(Map<String, Object> claims, String name) {
        if (claims.containsKey(name)) {
            return texts(claims.get(name));
        }
        Object found = claims;
        for (String part : name.split("\\.", -1)) {
            found = found instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return texts(found);
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

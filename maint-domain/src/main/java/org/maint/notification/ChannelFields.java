package org.maint.notification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maint.notification.ChannelConfig.Gateway;
import org.maint.notification.ChannelConfig.GatewayForm;
import org.maint.notification.ChannelConfig.Hook;
import org.maint.notification.ChannelConfig.Smtp;
import org.maint.notification.ChannelConfig.Tls;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.WebAddress;

/** Which fields a channel of each medium has, which of them are secret, and what may stand in them. */
public final class ChannelFields {
    private static final int LONGEST = 500;
    private static final Pattern ADDRESS_WITH_NAME =
            Pattern.compile("(?:[^<>\\r\\n\"]{0,80}<)?[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,189}>?");

    private ChannelFields() {}

    /**
     * A field of a form.
     *
     * @param secret stored sealed and never shown again
     * @param choices what may stand in it; empty for free text
     */
    public record Field(String key, boolean required, boolean secret, List<String> choices) {}

    public static List<Field> of(Medium medium) {
        return switch (medium) {
            case PORTAL -> List.of();
            case EMAIL -> List.of(
                    new Field("host", true, false, List.of()),
                    new Field("port", true, false, List.of()),
                    new Field("tls", true, false, names(Tls.values())),
                    new Field("user", false, false, List.of()),
                    new Field("password", false, true, List.of()),
                    new Field("from", true, false, List.of()));
            case WEBHOOK -> List.of(
                    new Field("url", true, false, List.of()), new Field("signingSecret", true, true, List.of()));
                // The address of a chat's hook is all that is needed to write there.
            case SLACK, TEAMS, MATTERMOST -> List.of(new Field("url", true, true, List.of()));
            case SMS, VOICE -> List.of(
                    new Field("form", true, false, names(GatewayForm.values())),
                    new Field("url", true, false, List.of()),
                    new Field("user", false, false, List.of()),
                    new Field("password", false, true, List.of()),
                    new Field("from", true, false, List.of()));
        };
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    /**
     * The fields as they are to be kept; refused with a pointer to each that is wrong.
     *
     * @param kept secrets that there are already
     */
    static Map<String, String> checked(Medium medium, Map<String, String> typed, Map<String, String> kept) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Field field : of(medium)) {
            String value = typed.getOrDefault(field.key(), "").strip();
            if (value.isEmpty() && field.secret()) {
                value = kept.getOrDefault(field.key(), "");
            }
            String pointer = "/settings/" + field.key();
            if (value.isEmpty()) {
                if (field.required()) {
                    throw Refusal.invalid(pointer, Message.of("invalid.missing"));
                }
                continue;
            }
            if (value.length() > LONGEST) {
                throw Refusal.invalid(pointer, Message.of("invalid.too-long", LONGEST));
            }
            if (value.chars().anyMatch(each -> each < ' ')) {
                throw Refusal.invalid(pointer, Message.of("invalid.line-break"));
            }
            if (!field.choices().isEmpty() && !field.choices().contains(value)) {
                throw Refusal.invalid(pointer, Message.of("problem.one-of-expected", field.choices()));
            }
            check(medium, field.key(), value, pointer);
            values.put(field.key(), value);
        }
        return values;
    }

    private static void check(Medium medium, String key, String value, String pointer) {
        if (key.equals("port") && !(value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65_535)) {
            throw Refusal.invalid(pointer, Message.of("invalid.number.range", 1, 65_535));
        }
        if (key.equals("url") && WebAddress.read(value).isEmpty()) {
            throw Refusal.invalid(pointer, Message.of("invalid.url"));
        }
        boolean address = key.equals("from") && medium == Medium.EMAIL;
        if (address && !ADDRESS_WITH_NAME.matcher(value).matches()) {
            throw Refusal.invalid(pointer, Message.of("invalid.email"));
        }
    }

    static ChannelConfig config(Medium medium, Map<String, String> values) {
        return switch (medium) {
            case EMAIL -> new Smtp(
                    need(values, "host"),
                    Integer.parseInt(need(values, "port")),
                    Tls.valueOf(need(values, "tls")),
                    values.get("user"),
                    values.get("password"),
                    need(values, "from"));
            case WEBHOOK, SLACK, TEAMS, MATTERMOST -> new Hook(
                    URI.create(need(values, "url")), values.get("signingSecret"));
            case SMS, VOICE -> new Gateway(
                    GatewayForm.valueOf(need(values, "form")),
                    URI.create(need(values, "url")),
                    values.get("user"),
                    values.get("password"),
                    need(values, "from"));
            case PORTAL -> throw new IllegalArgumentException("The inbox is no channel");
        };
    }

    private static String need(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("A channel without " + key);
        }
        return value;
    }

    static String json(Map<String, String> values) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        values.forEach(json::put);
        return json.toString();
    }

    static Map<String, String> values(@Nullable String json) {
        Map<String, String> values = new LinkedHashMap<>();
        if (json != null) {
            Canonical.parse(json)
                    .fields()
                    .forEachRemaining(
                            each -> values.put(each.getKey(), each.getValue().asText()));
        }
        return values;
    }

    /** The part of them that is secret, or the part that is not. */
    static Map<String, String> part(Medium medium, Map<String, String> values, boolean secret) {
        Map<String, String> part = new LinkedHashMap<>();
        of(medium).stream()
                .filter(field -> field.secret() == secret && values.containsKey(field.key()))
                .forEach(field -> part.put(field.key(), values.getOrDefault(field.key(), "")));
        return part;
    }

    /** For a key out of a title. */
    static String slug(String title) {
        String plain = java.text.Normalizer.normalize(title, java.text.Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return plain.length() > 34 ? plain.substring(0, 34) : plain;
    }
}

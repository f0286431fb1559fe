package org.maint.shared;

import java.util.List;

/**
 * Words for a person, named rather than written: a key of the bundle {@code org.maint.messages} and what goes into it.
 * They become words only at the edge, in the language of whoever reads them.
 */
public record Message(String key, List<Object> arguments) {

    public Message {
        arguments = List.copyOf(arguments);
    }

    public static Message of(String key, Object... arguments) {
        return new Message(key, List.of(arguments));
    }
}

package org.maint.notification;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What a sender needs to know of a channel, secrets in the clear. Never shown, logged or kept like this. */
public sealed interface ChannelConfig {
    /** How the way to a mail server is kept from others. */
    enum Tls {
        NONE,
        /** The connection begins in the clear and must become TLS before anything is said. */
        STARTTLS,
        TLS
    }

    /** How a gateway wants to be asked. */
    enum GatewayForm {
        /** Twilio's: a form with {@code To}, {@code From} and {@code Body} or {@code Twiml}, and basic authentication. */
        TWILIO,
        /** JSON {@code {id, to, from, text}} and a bearer token. */
        GENERIC
    }

    /** @param from an address, with or without a name */
    record Smtp(String host, int port, Tls tls, @Nullable String user, @Nullable String password, String from)
            implements ChannelConfig {
        @Override
        public String toString() {
            return "Smtp[" + host + ":" + port + "]";
        }
    }

    /** @param secret with which the body is signed; null for chats, whose address is the secret */
    record Hook(URI url, @Nullable String secret) implements ChannelConfig {
        @Override
        public String toString() {
            return "Hook[" + url.getHost() + "]";
        }
    }

    /** @param user the account for Twilio's form */
    record Gateway(GatewayForm form, URI url, @Nullable String user, @Nullable String password, String from)
            implements ChannelConfig {
        @Override
        public String toString() {
            return "Gateway[" + url.getHost() + "]";
        }
    }
}

package org.maint.alerts;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Addresses that are exactly one, and cannot carry anything else into a message's head. */
final class MailAddresses {
    /** RFC 5321. */
    private static final int LONGEST = 254;

    private MailAddresses() {}

    /** @throws AddressException if it is anything but one address without a name */
    static InternetAddress bare(@Nullable String typed) throws AddressException {
        if (typed == null || typed.isBlank()) {
            throw new AddressException("there is no mail address");
        }
        String address = ascii(typed.strip());
        InternetAddress parsed = new InternetAddress(address, true);
        if (parsed.isGroup() || !address.equals(parsed.getAddress())) {
            throw new AddressException("not a mail address");
        }
        return parsed;
    }

    /** {@code a@example.com} or {@code Name <a@example.com>}. */
    static InternetAddress sender(String typed) throws AddressException {
        refuseControls(typed);
        int open = typed.lastIndexOf('<');
        if (open < 0 || !typed.strip().endsWith(">")) {
            return bare(typed);
        }
        InternetAddress address =
                bare(typed.strip().substring(open, typed.strip().length() - 1).substring(1));
        String name = typed.substring(0, open).strip();
        if (name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"")) {
            name = name.substring(1, name.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
        }
        try {
            address.setPersonal(name.isEmpty() ? null : name, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException("Every JDK has UTF-8", impossible);
        }
        return address;
    }

    static String host(InternetAddress address) {
        return address.getAddress().substring(address.getAddress().lastIndexOf('@') + 1);
    }

    private static void refuseControls(String text) throws AddressException {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new AddressException("not a mail address");
        }
    }

    /** A domain in letters of any language becomes the name that servers know; the part before it has to be plain. */
    private static String ascii(String address) throws AddressException {
        refuseControls(address);
        int at = address.lastIndexOf('@');
        if (at < 1 || address.length() > LONGEST) {
            throw new AddressException("not a mail address");
        }
        try {
            String plain = address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
            if (!StandardCharsets.US_ASCII.newEncoder().canEncode(plain)) {
                throw new AddressException("not a mail address that every server takes");
            }
            return plain;
        } catch (IllegalArgumentException e) {
            throw new AddressException("not a mail address");
        }
    }
}

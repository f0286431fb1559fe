package org.maint.simulated;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be made to go wrong. */
enum Fault {
    /** Everything but the switches is answered 503, and nothing is measured. */
    DOWN,
    /** Pages and calls take longer by {@link Faults#slowSeconds()}. */
    SLOW,
    /** A share of pages and calls is answered 500. */
    ERRORS,
    /** No backups are made, and those younger than 36 hours are out of sight. */
    MISSING_BACKUP,
    /** Backups are made, but they have 0 bytes. */
    EMPTY_BACKUP,
    /** Somebody tries one account again and again. */
    FAILED_LOGINS,
    /** Images are answered 404. */
    BROKEN_IMAGES,
    /** The dashboard has no chart, and its script is answered 404. */
    BROKEN_CHARTS,
    /** Nobody can sign in. */
    LOGIN_BROKEN,
    /** Every page shows an error. */
    ERROR_MESSAGE_VISIBLE,
    /** Six percent of the disk are free. */
    DISK_FULL,
    /** 91 percent of the memory are used. */
    MEMORY_HIGH,
    /** The intrusion detection has found something. */
    SECURITY_BREACH;

    /** As it is spelled in addresses. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Fault> of(String key) {
        return Arrays.stream(values()).filter(fault -> fault.key().equals(key)).findFirst();
    }
}

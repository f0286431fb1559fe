package org.maint.setting;

/** What is not kept for ever, and for how many days. */
public enum Retained {
    /** Notifications that were delivered, read or not, counted from their delivery. */
    NOTIFICATIONS(SettingKey.NOTIFICATION_DAYS, 30, 3_650, 400),
    /** Sessions of the portal, counted from their end. */
    SESSIONS(SettingKey.SESSION_DAYS, 7, 400, 90);

    private final SettingKey key;
    private final int least;
    private final int most;
    private final int otherwise;

    Retained(SettingKey key, int least, int most, int otherwise) {
        this.key = key;
        this.least = least;
        this.most = most;
        this.otherwise = otherwise;
    }

    public SettingKey key() {
        return key;
    }

    public int least() {
        return least;
    }

    public int most() {
        return most;
    }

    /** When nobody has said anything else. */
    public int otherwise() {
        return otherwise;
    }
}

package org.maint.setting;

/** What can be set, and under which key it is kept. */
public enum SettingKey {
    /** The address of the platform under maintenance. */
    PLATFORM_URL("platform.url"),
    NOTIFICATION_DAYS("retention.notifications"),
    SESSION_DAYS("retention.sessions"),
    /** The zone that somebody has confirmed for a new installation. */
    ZONE_CONFIRMED("first-steps.zone"),
    /** The calendar of holidays that somebody has confirmed for a new installation. */
    HOLIDAYS_CONFIRMED("first-steps.holidays");

    private final String key;

    SettingKey(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }
}

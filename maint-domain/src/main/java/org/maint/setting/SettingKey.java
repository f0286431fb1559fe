package org.maint.setting;

/** What can be set, and under which key it is kept. */
public enum SettingKey {
    /** The address of the platform under maintenance. */
    PLATFORM_URL("platform.url"),
    /** Where an outside program is told what happens to tasks. */
    WEBHOOK_URL("webhook.url"),
    /** With what that is signed; sealed. */
    WEBHOOK_SECRET("webhook.secret"),
    NOTIFICATION_DAYS("retention.notifications"),
    SESSION_DAYS("retention.sessions"),
    /** Whether somebody else reads what is for customers before it goes out. */
    CUSTOMER_UPDATES_CHECKED("incident.customer-updates-checked"),
    /** By what dashboards and reports judge. */
    JUDGEMENT("judgement"),
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

    /** Whether its value is never shown, not even in the audit trail. */
    static boolean isSecret(String key) {
        return key.equals(WEBHOOK_SECRET.key);
    }
}

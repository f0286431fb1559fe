package org.maint.incident;

/** The plan's reasons to declare an incident. */
public enum Trigger {
    PLATFORM_DOWN,
    DATA_LOSS_SUSPECTED,
    SECURITY_BREACH,
    MAJOR_FEATURE_FAILURE;

    /** What an alert about this subject would be declared as. */
    public static Trigger of(String fingerprint) {
        String metric = fingerprint.replaceFirst("\\{.*", "");
        return switch (metric) {
            case "platform.up" -> PLATFORM_DOWN;
            case "backup" -> DATA_LOSS_SUSPECTED;
            case "security.breach", "security.failed-logins" -> SECURITY_BREACH;
            default -> MAJOR_FEATURE_FAILURE;
        };
    }
}

package org.maint.simulated;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;

/** How the machine and the platform are doing, in the text format of Prometheus. */
final class Figures {
    /** In bytes. */
    static final long DISK = 80_000_000_000L;

    private static final long MEMORY = 8_000_000_000L;

    private final Clock clock;
    private final Faults faults;
    private final Activity activity;
    private final Measured measured;

    Figures(Clock clock, Faults faults, Activity activity, Measured measured) {
        this.clock = clock;
        this.faults = faults;
        this.activity = activity;
        this.measured = measured;
    }

    /** In bytes. */
    long storageUsed() {
        return faults.has(Fault.DISK_FULL) ? DISK / 100 * 94 : activity.storageUsed(clock.instant());
    }

    /** In bytes. */
    private long memoryAvailable(Instant now) {
        return faults.has(Fault.MEMORY_HIGH) ? MEMORY / 100 * 9 : (long) (MEMORY * (.52 - .12 * Activity.rhythm(now)));
    }

    String text() {
        Instant now = clock.instant();
        Measured.Window window = measured.window();
        StringBuilder text = new StringBuilder();
        String disk = "{device=\"/dev/vda1\",fstype=\"ext4\",mountpoint=\"/\"}";
        one(text, "node_filesystem_size_bytes", "gauge", "Size of the file system", disk, DISK);
        one(text, "node_filesystem_avail_bytes", "gauge", "Space for users", disk, DISK - storageUsed());
        one(text, "node_memory_MemTotal_bytes", "gauge", "Memory", "", MEMORY);
        one(text, "node_memory_MemAvailable_bytes", "gauge", "Memory that is free or can be", "", memoryAvailable(now));
        head(text, "http_requests_total", "counter", "Answers by status");
        measured.byStatus()
                .forEach((status, count) -> line(text, "http_requests_total", "{status=\"" + status + "\"}", count));
        one(text, "http_request_duration_p95_seconds", "gauge", "Over the last minute", "", window.p95());
        one(text, "http_request_errors_percent", "gauge", "Over the last minute", "", window.errorPercent());
        one(text, "http_response_bytes_total", "counter", "What was sent", "", measured.bytes());
        one(text, "platform_active_users", "gauge", "People who are signed in", "", activity.activeUsers(now));
        one(text, "platform_jobs_created_total", "counter", "Jobs, without those for tests", "", activity.jobsEver());
        one(
                text,
                "platform_invoices_total",
                "counter",
                "Invoices, without those for tests",
                "",
                activity.invoicesEver());
        one(
                text,
                "platform_auto_dispatch_percent",
                "gauge",
                "Jobs that were dispatched by themselves",
                "",
                activity.autoDispatchShare(now));
        one(text, "platform_bundle_bytes", "gauge", "Size of the scripts", "", activity.bundleSize(now));
        one(
                text,
                "platform_security_breach",
                "gauge",
                "Whether intrusion was detected",
                "",
                faults.has(Fault.SECURITY_BREACH) ? 1 : 0);
        return text.toString();
    }

    private static void one(StringBuilder text, String name, String type, String help, String labels, double value) {
        head(text, name, type, help);
        line(text, name, labels, value);
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder text, String name, String labels, double value) {
        text.append(name).append(labels).append(' ');
        text.append(
                value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.4f", value));
        text.append('\n');
    }
}

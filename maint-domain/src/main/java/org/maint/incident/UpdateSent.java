package org.maint.incident;

/** Those who wait were told how an incident stands. */
public record UpdateSent(Incident incident, IncidentUpdate update) {}

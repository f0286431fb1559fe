package org.maint.logbook;

/** An entry was added to the log. */
public record LogAppended(LogEntry entry) {}

package org.maint.plan;

/** How bad it is when an item fails or a threshold is crossed, worst first. */
public enum Severity {
    CRITICAL,
    WARNING,
    INFO
}

package org.maint.planted.web;

import org.maint.planted.alerts.Alerts;

/** Breaks the rule that edges do not know each other. */
public class KnowsTheAlerts {
    Alerts alerts;
}

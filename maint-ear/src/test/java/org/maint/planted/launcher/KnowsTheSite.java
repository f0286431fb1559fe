package org.maint.planted.launcher;

import org.maint.planted.catcher.KnowsTheLauncher;

/** Breaks the rule that only one class knows what the demo stands in for. */
public class KnowsTheSite {
    KnowsTheLauncher catcher;
}

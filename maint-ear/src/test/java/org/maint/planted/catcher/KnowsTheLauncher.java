package org.maint.planted.catcher;

import org.maint.planted.launcher.KnowsTheSite;

/** Breaks the rule that the mail catcher knows nothing of maint. */
public class KnowsTheLauncher {
    KnowsTheSite launcher;
}

/**
 * The command line of maint: starts a database, a broker and the application on one machine, makes tokens and people,
 * and verifies exported logs. It runs outside the server, on a plain JDK.
 */
@NullMarked
package org.maint.launcher;

import org.jspecify.annotations.NullMarked;

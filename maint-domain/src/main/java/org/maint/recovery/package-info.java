/** Whether what is backed up can be brought back: what the backups say, and drills that prove it. */
@NullMarked
package org.maint.recovery;

import org.jspecify.annotations.NullMarked;

/** What people made leaves as files, and what they set up comes back. */
@NullMarked
package org.maint.transfer;

import org.jspecify.annotations.NullMarked;

/** What happened in incidents and what changes: written together, reviewed, approved and signed by the project manager. */
@NullMarked
package org.maint.postmortem;

import org.jspecify.annotations.NullMarked;

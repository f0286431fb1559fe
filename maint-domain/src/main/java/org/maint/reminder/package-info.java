/**
 * Decides what people are reminded of as time goes by: runs that come due or are late, tasks, approvals that wait, the
 * daily digest, and the monthly test of paging. Each is said once, on any number of nodes.
 */
@NullMarked
package org.maint.reminder;

import org.jspecify.annotations.NullMarked;

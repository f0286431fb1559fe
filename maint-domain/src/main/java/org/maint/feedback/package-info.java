/** What the platform's users and staff say: reported issues and feature requests, triaged, answered, turned into tasks. */
@NullMarked
package org.maint.feedback;

import org.jspecify.annotations.NullMarked;

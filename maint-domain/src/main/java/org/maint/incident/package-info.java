/** Emergencies: declared, worked on together, told of with promises that are kept, and resolved. */
@NullMarked
package org.maint.incident;

import org.jspecify.annotations.NullMarked;

/** How satisfied users are, asked by links that take one answer each; every answer is a sample of {@code satisfaction.score}. */
@NullMarked
package org.maint.survey;

import org.jspecify.annotations.NullMarked;

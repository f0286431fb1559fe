/**
 * Decides who is to be told what. A notification is a row, written in the transaction that decided it; how it travels
 * is the business of the alerts module, which claims rows and records what became of them.
 */
@NullMarked
package org.maint.notification;

import org.jspecify.annotations.NullMarked;

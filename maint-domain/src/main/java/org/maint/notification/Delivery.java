package org.maint.notification;

/** What came of one attempt to deliver. */
public sealed interface Delivery {
    /** @param receipt what proves it, such as the other side's answer */
    record Delivered(String receipt) implements Delivery {}

    /** It may work later. */
    record Retry(String reason) implements Delivery {}

    /** It will never work. */
    record Refused(String reason) implements Delivery {}
}

package org.maint.window;

/** Where a window stands at a moment; derived from its times, never stored. */
public enum WindowState {
    /** It has not begun. */
    PLANNED,
    OPEN,
    ENDED,
    /** It was taken back before it began. */
    CANCELLED
}

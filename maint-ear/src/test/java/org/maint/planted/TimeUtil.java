package org.maint.planted;

/** Breaks the rule about names. */
public class TimeUtil {}

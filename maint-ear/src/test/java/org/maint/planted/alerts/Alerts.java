package org.maint.planted.alerts;

/** Something of another edge. */
public class Alerts {}

package org.maint.planted.plan;

/** Something of a later feature. */
public class Plan {}

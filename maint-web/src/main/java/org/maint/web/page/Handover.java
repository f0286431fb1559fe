package org.maint.web.page;

/**
 * A link that is shown once, to be handed over.
 *
 * @param to whom
 * @param until when it opens something, in words
 */
public record Handover(String link, String to, String until) {}

package org.maint.web.page;

import org.jspecify.annotations.Nullable;

/**
 * A link that is shown once, to be handed over.
 *
 * @param to whom
 * @param until when it opens something, in words
 * @param mailed to which address it is on its way as well; null where there is no mail server
 */
public record Handover(String link, String to, String until, @Nullable String mailed) {}

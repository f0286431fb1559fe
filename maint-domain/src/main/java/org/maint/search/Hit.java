package org.maint.search;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Text;

/**
 * Something that was found.
 *
 * @param snippet the words around the first match, the matches marked; empty when only the title is there to show
 * @param from where it comes from: "Run · Every morning · 23 Nov 2026"
 * @param at when it happened or last changed; null for what is not of one time
 * @param link where it is to be seen, below the context root
 * @param exact whether the search named it by its key
 */
public record Hit(
        Kind kind, Text title, List<Piece> snippet, Message from, @Nullable Instant at, String link, boolean exact) {}

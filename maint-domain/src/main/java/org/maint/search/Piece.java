package org.maint.search;

/**
 * A piece of a text.
 *
 * @param match whether it is a word that was searched for
 */
public record Piece(String text, boolean match) {}

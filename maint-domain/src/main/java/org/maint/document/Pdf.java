package org.maint.document;

/**
 * A document that is ready to be handed out.
 *
 * @param fileName without a path, in letters that every file system takes
 */
public record Pdf(String fileName, byte[] content) {}

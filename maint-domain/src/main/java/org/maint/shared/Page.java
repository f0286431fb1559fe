package org.maint.shared;

import java.util.List;

/**
 * A part of a long list.
 *
 * @param page from 0
 * @param size from 1 to 500
 * @param total how many there are in all
 */
public record Page<T>(List<T> items, int page, int size, long total) {
    public static final int LARGEST = 500;
}

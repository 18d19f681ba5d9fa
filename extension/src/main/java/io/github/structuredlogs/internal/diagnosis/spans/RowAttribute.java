package io.github.structuredlogs.internal.diagnosis.spans;

import org.jspecify.annotations.Nullable;

/**
 * An attribute of a row.
 *
 * @param value its value, the first one if the row's spans have several
 * @param values the number of different values
 * @param spans the number of the row's spans that have it
 * @param above the value further up, if it should be the same; otherwise null
 */
public record RowAttribute(
        String name,
        Object value,
        int values,
        int spans,
        @Nullable Object above) {}

package io.github.structuredlogs.assertj;

import io.github.structuredlogs.internal.query.NarrowedItems;
import org.assertj.core.presentation.StandardRepresentation;
import org.jspecify.annotations.Nullable;

/** The representation of spans and measurements as lines, and of a long list by its first ones. */
final class ItemRepresentation<T> extends StandardRepresentation {

    private static final int MAX_ITEMS = 5;

    private final Class<T> type;
    private final NarrowedItems<T> items;

    ItemRepresentation(Class<T> type, NarrowedItems<T> items) {
        this.type = type;
        this.items = items;
    }

    @Override
    public @Nullable String toStringOf(@Nullable Object object) {
        if (type.isInstance(object)) {
            return items.line(type.cast(object));
        }
        if (object instanceof NarrowedItems<?> list) {
            return list.lines(MAX_ITEMS);
        }
        String shown = super.toStringOf(object);
        return shown == null ? null : items.foreign(shown);
    }
}

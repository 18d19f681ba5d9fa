package io.github.structuredlogs.internal.query;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Values extracted from records, as a list that does not change between two evaluations, and is extracted again when
 * there are more records.
 *
 * @param <V> the type of the values
 */
public final class ExtractedValues<V> extends AbstractList<V> {

    private final SettlingList<?> records;
    private final Supplier<? extends List<? extends V>> extraction;
    private List<V> values = List.of();
    private long extractedFrom = -1;

    /**
     * Creates the list without extracting yet.
     *
     * @param records the records
     * @param extraction extracts the values from the current records
     */
    public ExtractedValues(SettlingList<?> records, Supplier<? extends List<? extends V>> extraction) {
        this.records = records;
        this.extraction = extraction;
    }

    /** {@return the records of the values} */
    public SettlingList<?> records() {
        return records;
    }

    private List<V> values() {
        long count = records.size();
        if (count != extractedFrom) {
            values = records.withoutLooking(() -> new ArrayList<>(extraction.get()));
            extractedFrom = count;
        }
        return values;
    }

    @Override
    public V get(int index) {
        return values().get(index);
    }

    @Override
    public int size() {
        return values().size();
    }
}

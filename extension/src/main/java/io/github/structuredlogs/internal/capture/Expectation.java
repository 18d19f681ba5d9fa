package io.github.structuredlogs.internal.capture;

import io.github.structuredlogs.LogRecord;
import java.util.List;

/**
 * Records that a test declares as expected.
 *
 * @param criteria what they have in common
 * @param required whether at least one of them must come
 */
public record Expectation(List<Criterion> criteria, boolean required) {

    public Expectation {
        criteria = List.copyOf(criteria);
    }

    boolean covers(LogRecord record) {
        return criteria.stream().allMatch(criterion -> criterion.test(record));
    }
}

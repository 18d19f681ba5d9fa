package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.ExpectedLogs;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.condition.RecordCondition;
import io.github.structuredlogs.internal.condition.RecordConditions;
import io.github.structuredlogs.internal.store.Capture;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Records that a test declares as expected.
 *
 * @param criteria their conditions
 * @param required whether at least one of them must arrive
 */
public record Expectation(List<RecordCondition> criteria, boolean required) {

    public Expectation {
        criteria = List.copyOf(criteria);
    }

    /** {@return the expectation of an annotation} */
    public static Expectation of(ExpectedLogs annotation) {
        List<RecordCondition> criteria = new ArrayList<>();
        if (!annotation.container().isEmpty()) {
            criteria.add(RecordConditions.container(annotation.container()));
        }
        if (annotation.level().length > 0) {
            criteria.add(RecordConditions.levels(EnumSet.copyOf(List.of(annotation.level()))));
        }
        if (!annotation.logger().isEmpty()) {
            criteria.add(RecordConditions.logger(annotation.logger()));
        }
        if (!annotation.message().isEmpty()) {
            criteria.add(RecordConditions.messageContaining(annotation.message()));
        }
        if (!annotation.exception().isEmpty()) {
            criteria.add(RecordConditions.exception(annotation.exception()));
        }
        for (String field : annotation.field()) {
            int equals = field.indexOf('=');
            criteria.add(
                    equals < 0
                            ? RecordConditions.field(field)
                            : RecordConditions.field(field.substring(0, equals), field.substring(equals + 1)));
        }
        return new Expectation(criteria, annotation.required());
    }

    boolean covers(LogRecord record) {
        return criteria.stream().allMatch(recordCondition -> recordCondition.test(record));
    }

    /** Says whether it covers all records of a container. */
    boolean coversAllOf(Capture capture) {
        return !criteria.isEmpty()
                && criteria.stream()
                        .allMatch(recordCondition -> recordCondition instanceof RecordCondition.OnContainer container
                                && container.test(capture));
    }

    /** {@return the records in words: {@code records from payments, with level ERROR}} */
    String words() {
        return criteria.isEmpty()
                ? "any record"
                : "a record " + criteria.stream().map(RecordCondition::words).collect(Collectors.joining(", "));
    }
}

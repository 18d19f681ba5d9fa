package io.github.structuredlogs.assertj;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.condition.RecordCondition;
import io.github.structuredlogs.internal.query.NarrowedRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The search for records in a given order, with others between them. */
final class RecordsInOrder {

    private final NarrowedRecords records;
    private final List<List<RecordCondition>> steps = new ArrayList<>();

    RecordsInOrder(NarrowedRecords records, Narrowing[] steps) {
        this.records = records;
        for (Narrowing step : steps) {
            CapturedLogsAssert narrowed = step.narrow(new CapturedLogsAssert(records));
            this.steps.add(narrowed.records().criteriaBeyond(records));
        }
    }

    /** Throws an AssertionError that names the missing step, if the records are not in this order. */
    void check() {
        List<LogRecord> found = new ArrayList<>();
        for (LogRecord record : records) {
            if (found.size() < steps.size()
                    && steps.get(found.size()).stream().allMatch(recordCondition -> recordCondition.test(record))) {
                found.add(record);
            }
        }
        if (found.size() < steps.size()) {
            throw new AssertionError(missing(found));
        }
    }

    private String missing(List<LogRecord> found) {
        StringBuilder text = new StringBuilder("Expecting in this order");
        for (int i = 0; i < steps.size(); i++) {
            text.append("\n  ").append(i + 1).append(". a record ").append(words(steps.get(i)));
            text.append(
                    i < found.size()
                            ? ": found\n       " + records.line(found.get(i)).strip()
                            : i > found.size() ? "" : i == 0 ? ": not found" : ": not found after that one");
        }
        return text.toString();
    }

    private String words(List<RecordCondition> step) {
        return step.isEmpty()
                ? "of any kind"
                : step.stream()
                        .map(recordCondition -> records.plain(recordCondition.words()))
                        .collect(Collectors.joining(", "));
    }
}

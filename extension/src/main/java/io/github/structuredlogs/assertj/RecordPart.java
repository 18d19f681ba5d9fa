package io.github.structuredlogs.assertj;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.query.NarrowedRecords;
import io.github.structuredlogs.internal.text.Spelling;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A named part of records, or one of their fields; remembers whether any record has had it. */
final class RecordPart implements Function<LogRecord, @Nullable Object>, NarrowedRecords.NamedPart {

    private static final List<String> PARTS = List.of(
            "container",
            "time",
            "timestamp",
            "observed",
            "level",
            "levelText",
            "logger",
            "thread",
            "message",
            "exception",
            "traceId",
            "spanId",
            "stream",
            "format",
            "raw");
    private static final int MAX_NAMES = 200;

    private final String name;
    private final Set<String> names = new TreeSet<>(PARTS);
    private volatile boolean found;
    private volatile boolean looked;

    RecordPart(String name) {
        this.name = name;
        found = PARTS.contains(name);
    }

    @Override
    public @Nullable Object apply(LogRecord record) {
        if (!found) {
            found = record.hasField(name);
            looked = true;
            if (!found && names.size() < MAX_NAMES) {
                names.addAll(record.fields().keySet());
            }
        }
        return RecordParts.named(record, name);
    }

    @Override
    public @Nullable String missing() {
        if (found || !looked) {
            return null;
        }
        String meant = Spelling.nearest(name, List.copyOf(names));
        return "Can't find any field or property with name '" + name + "' in the records that were looked at"
                + (meant == null ? "." : "; did you mean '" + meant + "'?");
    }
}

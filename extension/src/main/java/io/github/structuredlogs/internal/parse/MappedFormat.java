package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.LogMapping.Member;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A user's mapping of keys. */
final class MappedFormat extends JsonFormat {
    private static final Key[] NO_KEYS = {};

    private final LogMapping mapping;
    private final Key[] required;
    private final Key[][] oneOf;
    private final Map<Member, Key[]> keys = new EnumMap<>(Member.class);

    MappedFormat(LogMapping mapping) {
        super(mapping.name());
        this.mapping = mapping;
        for (Member member : Member.values()) {
            keys.put(member, Key.of(mapping.keys(member).toArray(String[]::new)));
        }
        required = keys(Member.RECOGNISED_BY);
        List<Key[]> usual = new ArrayList<>();
        for (Member member : List.of(Member.LEVEL, Member.MESSAGE)) {
            if (required.length == 0 && keys(member).length > 0) {
                usual.add(keys(member));
            }
        }
        oneOf = usual.toArray(Key[][]::new);
    }

    private Key[] keys(Member member) {
        return keys.getOrDefault(member, NO_KEYS);
    }

    @Override
    boolean recognises(Tape t) {
        for (Key key : required) {
            if (t.first(key) == Tape.NONE) {
                return false;
            }
        }
        for (Key[] alternatives : oneOf) {
            boolean found = false;
            for (Key key : alternatives) {
                found |= t.first(key) != Tape.NONE;
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    @Override
    void head(Tape t, Head h) {
        for (Key key : keys(Member.TIMESTAMP)) {
            h.time(t.first(key));
        }
        for (Key key : keys(Member.LEVEL)) {
            int node = t.first(key);
            if (h.level(node, Levels.NAMES) && mapping.hasLevels()) {
                LogLevel mapped = mapping.level(String.valueOf(t.text(node)));
                if (mapped != null) {
                    h.exactLevel(mapped);
                }
            }
        }
        for (Key key : keys(Member.LOGGER)) {
            h.logger(t.last(key));
        }
        for (Key key : keys(Member.TRACE_ID)) {
            h.trace(t.last(key));
        }
        for (Key key : keys(Member.SPAN_ID)) {
            h.span(t.last(key));
        }
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        for (Key key : keys(Member.THREAD)) {
            b.thread(t.last(key));
        }
        for (Key key : keys(Member.MESSAGE)) {
            b.message(t.last(key));
        }
        for (Key key : keys(Member.EXCEPTION_TYPE)) {
            b.exceptionType(t.last(key));
        }
        for (Key key : keys(Member.EXCEPTION_MESSAGE)) {
            b.exceptionMessage(t.last(key));
        }
        for (Key key : keys(Member.EXCEPTION)) {
            b.error(t.last(key));
        }
        for (Key key : keys(Member.STACK_TRACE)) {
            b.stack(t.last(key));
        }
        for (Key key : keys(Member.FIELDS)) {
            b.lift(t.last(key));
        }
    }
}

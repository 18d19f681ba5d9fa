package io.github.structuredlogs.internal.parse.formats;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.LogMapping.Member;
import io.github.structuredlogs.internal.json.Key;
import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.values.Levels;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** A user's mapping of keys. */
public final class MappedFormat extends JsonFormat {
    private static final Key[] NO_KEYS = {};

    private final LogMapping mapping;
    private final Key[] required;
    private final Key[][] oneOf;
    private final Map<Member, Key[]> keys = new EnumMap<>(Member.class);

    public MappedFormat(LogMapping mapping) {
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
    public boolean recognises(Tape t) {
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
    public void head(Tape t, Head h) {
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
        each(Member.LOGGER, t, h::logger);
        each(Member.TRACE_ID, t, h::trace);
        each(Member.SPAN_ID, t, h::span);
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        each(Member.THREAD, t, b::thread);
        each(Member.MESSAGE, t, b::message);
        each(Member.EXCEPTION_TYPE, t, b::exceptionType);
        each(Member.EXCEPTION_MESSAGE, t, b::exceptionMessage);
        each(Member.EXCEPTION, t, b::error);
        each(Member.STACK_TRACE, t, b::stack);
        each(Member.FIELDS, t, b::lift);
    }

    private void each(Member member, Tape t, IntConsumer value) {
        for (Key key : keys(member)) {
            value.accept(t.last(key));
        }
    }
}

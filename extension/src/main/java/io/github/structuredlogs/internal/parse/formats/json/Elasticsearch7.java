package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Key;
import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;

/**
 * Elasticsearch 7 and OpenSearch: their ESJsonLayout, which breaks a stack trace over lines. Source:
 * ESJsonLayout.java.
 */
public final class Elasticsearch7 extends JsonFormat {
    private static final Key CLUSTER = Key.of("cluster.name");
    private static final Key NODE = Key.of("node.name");

    public Elasticsearch7() {
        super("elasticsearch");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.has("component") && t.first(CLUSTER) != Tape.NONE && t.first(NODE) != Tape.NONE;
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("timestamp");
        h.level("level");
        h.logger("component");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.message("message");
        b.stack("stacktrace");
    }
}

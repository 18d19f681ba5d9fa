package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonKey;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;

/**
 * Elasticsearch 7 and OpenSearch: their ESJsonLayout, which breaks a stack trace over lines. Source:
 * ESJsonLayout.java.
 */
public final class Elasticsearch7 extends JsonFormat {
    private static final JsonKey CLUSTER = JsonKey.of("cluster.name");
    private static final JsonKey NODE = JsonKey.of("node.name");

    public Elasticsearch7() {
        super("elasticsearch");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("component") && t.first(CLUSTER) != JsonTape.NONE && t.first(NODE) != JsonTape.NONE;
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("timestamp");
        h.level("level");
        h.logger("component");
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.message("message");
        b.stack("stacktrace");
    }
}

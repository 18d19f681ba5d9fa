package io.github.structuredlogs.internal.parse;

/**
 * Elasticsearch 7 and OpenSearch: their ESJsonLayout, which breaks a stack trace over lines. Source:
 * ESJsonLayout.java.
 */
final class Elasticsearch7 extends JsonFormat {
    private static final Key CLUSTER = Key.of("cluster.name");
    private static final Key NODE = Key.of("node.name");

    Elasticsearch7() {
        super("elasticsearch");
    }

    @Override
    boolean recognises(Tape t) {
        return t.has("component") && t.first(CLUSTER) != Tape.NONE && t.first(NODE) != Tape.NONE;
    }

    @Override
    void head(Tape t, Head h) {
        h.time("timestamp");
        h.level("level");
        h.logger("component");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.message("message");
        b.stack("stacktrace");
    }
}

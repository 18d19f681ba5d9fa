package io.github.structuredlogs.internal.parse;

/** PostgreSQL 15 and later with jsonlog. Source: PostgreSQL's documentation, "Using JSON-Format Log Output". */
final class PostgresJson extends JsonFormat {
    PostgresJson() {
        super("postgresql");
    }

    @Override
    boolean recognises(Tape t) {
        return t.has("error_severity");
    }

    @Override
    void head(Tape t, Head h) {
        h.time("timestamp");
        h.level("error_severity");
        h.logger("backend_type");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.message("message");
    }
}

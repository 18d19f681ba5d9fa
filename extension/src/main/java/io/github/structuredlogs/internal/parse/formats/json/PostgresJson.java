package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;

/** PostgreSQL 15 and later with jsonlog. Source: PostgreSQL's documentation, "Using JSON-Format Log Output". */
public final class PostgresJson extends JsonFormat {
    public PostgresJson() {
        super("postgresql");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.has("error_severity");
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("timestamp");
        h.level("error_severity");
        h.logger("backend_type");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.message("message");
    }
}

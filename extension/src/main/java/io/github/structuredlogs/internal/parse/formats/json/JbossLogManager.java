package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;

/** JBoss LogManager: Quarkus, Keycloak, WildFly. Source: jboss-logmanager StructuredFormatter and JsonFormatter. */
public final class JbossLogManager extends JsonFormat {
    public JbossLogManager() {
        super("jboss");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return (t.has("loggerName") && t.has("threadName") && (t.has("ndc") || t.has("loggerClassName")))
                || (t.has("loggerClassName") && t.has("sequence"));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("timestamp");
        h.time("@timestamp");
        h.level("level");
        h.level("severity");
        h.level("lvl");
        h.logger("loggerName");
        h.trace(t.last("trace"));
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.thread("threadName");
        b.message("message");
        int exception = t.last("exception");
        b.stack("stackTrace");
        b.error(exception);
        b.lift("mdc");
        if (t.textEquals(t.last("ndc"), "")) {
            b.drop("ndc");
        }
    }
}

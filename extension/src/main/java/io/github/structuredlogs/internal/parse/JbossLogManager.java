package io.github.structuredlogs.internal.parse;

/** JBoss LogManager: Quarkus, Keycloak, WildFly. Source: jboss-logmanager StructuredFormatter and JsonFormatter. */
final class JbossLogManager extends JsonFormat {
    JbossLogManager() {
        super("jboss");
    }

    @Override
    boolean recognises(Tape t) {
        return (t.has("loggerName") && t.has("threadName") && (t.has("ndc") || t.has("loggerClassName")))
                || (t.has("loggerClassName") && t.has("sequence"));
    }

    @Override
    void head(Tape t, Head h) {
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
    void body(Tape t, Body b) {
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

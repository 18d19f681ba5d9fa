package io.github.structuredlogs.internal.parse;

/** Microsoft.Extensions.Logging's JSON console. Source: dotnet/runtime JsonConsoleFormatter.cs. */
final class MicrosoftExtensions extends JsonFormat {
    MicrosoftExtensions() {
        super("mel");
    }

    @Override
    boolean recognises(Tape t) {
        return t.has("LogLevel") && (t.has("EventId") || t.has("Category"));
    }

    @Override
    void head(Tape t, Head h) {
        h.time("Timestamp");
        h.level("LogLevel");
        h.logger("Category");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.message("Message");
        int state = t.last("State");
        if (b.message() == null) {
            b.messageText(Templates.named(t.text(t.in(state, "{OriginalFormat}")), t, state));
        }
        b.error("Exception");
        t.use(t.in(state, "Message"));
        t.use(t.in(state, "{OriginalFormat}"));
        b.lift(state);
        int scopes = t.last("Scopes");
        if (t.isArray(scopes)) {
            for (int scope = t.child(scopes); scope != Tape.NONE; scope = t.sibling(scopes, scope)) {
                t.use(t.in(scope, "Message"));
                t.use(t.in(scope, "{OriginalFormat}"));
            }
            b.lift(scopes);
        }
    }
}

package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.Templates;

/** Microsoft.Extensions.Logging's JSON console. Source: dotnet/runtime JsonConsoleFormatter.cs. */
public final class MicrosoftExtensions extends JsonFormat {
    public MicrosoftExtensions() {
        super("mel");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("LogLevel") && (t.has("EventId") || t.has("Category"));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("Timestamp");
        h.level("LogLevel");
        h.logger("Category");
        h.traces();
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.COMPOSED;
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
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
            for (int scope = t.child(scopes); scope != JsonTape.NONE; scope = t.sibling(scopes, scope)) {
                t.use(t.in(scope, "Message"));
                t.use(t.in(scope, "{OriginalFormat}"));
            }
            b.lift(scopes);
        }
    }
}

package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.parse.values.Templates;

/**
 * Serilog's compact format (CLEF). No level is Information; {@code @@x} is an escaped {@code @x}. Source:
 * serilog-formatting-compact's README.
 */
public final class Clef extends JsonFormat {
    public Clef() {
        super("clef");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("@t") && (t.has("@mt") || t.has("@m") || t.has("@x"));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("@t");
        h.level("@l", LevelScale.VERBOSE_IS_TRACE);
        h.impliedLevel(LogLevel.INFO);
        h.logger("SourceContext");
        h.traces();
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.COMPOSED;
    }

    @Override
    public boolean namesFieldsAsWritten() {
        return true;
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.thread("ThreadName");
        b.thread("ThreadId");
        b.message("@m");
        String template = t.text(t.last("@mt"));
        if (b.message() == null && template != null) {
            b.messageText(Templates.serilog(template, t, t.last("@r")));
        }
        b.error("@x");
        b.drop("@mt", "@r", "@i", "@l");
        for (int node = t.child(0); node != JsonTape.NONE; node = t.sibling(0, node)) {
            if (t.name(node).startsWith("@@") && !t.isUsed(node)) {
                b.field(t.name(node).substring(1), t.value(node));
                t.use(node);
            }
        }
    }
}

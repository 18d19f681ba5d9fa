package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * Erlang's reports, {@code =ERROR REPORT==== 21-Nov-2026::18:40:43.092753 ===} and the message on the lines up to a blank
 * one, as logger's default handler writes them, and RabbitMQ did up to 3.6. Source: OTP's logger_formatter and error_logger.
 */
public final class ErlangReport extends TextFormat {
    static final String MARK = " REPORT==== ";

    public ErlangReport() {
        super("erlang");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (!t.take('=')) {
            return false;
        }
        int level = t.at;
        if (!t.takeLevel(h)) {
            // SUPERVISOR, CRASH and PROGRESS: only the first two are failures.
            int end = t.wordEnd();
            boolean failure = t.startsWith("SUPERVISOR ") || t.startsWith("CRASH ");
            if (!failure && !t.startsWith("PROGRESS ")) {
                return false;
            }
            h.level(t.c, level, end, LevelScale.NAMES);
            h.exactLevel(LevelScale.NAMES.of(failure ? "error" : "info"));
            t.at = end;
        }
        if (!t.take(MARK) || !t.takeTime(h.timestampReader) || !t.take(" ===") || !t.atEnd()) {
            return false;
        }
        t.messageFromHere();
        return true;
    }
}

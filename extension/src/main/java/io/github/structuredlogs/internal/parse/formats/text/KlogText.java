package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * klog and glog as text, {@code I1121 18:35:21.051770   20631 main.go:4] message}; a quoted message is followed by
 * pairs. The beginning has no year, so it is not an instant; newer glog has the full year ({@code I20261121}),
 * CockroachDB two digits ({@code I261121 18:35:21.051770 12 server/node.go:4 ⋮ [T1,n1] 7  message}). Source: the
 * READMEs of klog and glog, CockroachDB's "Log Formats".
 */
public final class KlogText extends TextFormat {
    public KlogText() {
        super("klog");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        int start = t.at;
        if (t.lineEnd - start < 22 || "IWEFD".indexOf(t.peek()) < 0) {
            return false;
        }
        t.at++;
        int date = t.at;
        if (!t.takeDigits() || !t.take(' ')) {
            return false;
        }
        int digits = t.at - 1 - date;
        int clock = t.at;
        if (digits == 4 && t.startsWith("00:00:1")) {
            // absl writes this before it is initialised: "I0000 00:00:1795286121.051234", seconds since the epoch.
            int epoch = t.at + 6;
            t.at = t.wordEnd();
            if (!h.timestampReader.read(t.c, epoch, t.at)) {
                return false;
            }
        } else if ((digits != 4 && digits != 6 && digits != 8) || !t.takeClock()) {
            return false;
        }
        if (digits > 4) {
            time(t, h, date, digits, clock);
        }
        t.skipBlanks();
        int thread = t.at;
        if (!t.takeDigits()) {
            return false;
        }
        t.thread(thread, t.at);
        if (digits == 6 ? !takeCockroachPlace(t) : !takePlace(t)) {
            return false;
        }
        h.level(t.c, start, start + 1, LevelScale.LETTERS);
        t.messageFromHere();
        return true;
    }

    private static void time(TextCursor t, IndexedValues h, int date, int digits, int clock) {
        String written = (digits == 6 ? "20" : "") + t.string(date, date + digits);
        String iso = written.substring(0, 4)
                + '-'
                + written.substring(4, 6)
                + '-'
                + written.substring(6)
                + 'T'
                + t.string(clock, t.at);
        h.timestampReader.read(iso.toCharArray(), 0, iso.length());
    }

    private static boolean takePlace(TextCursor t) {
        int close = t.indexOf("] ", t.at);
        t.at = close + 2;
        return close >= 0;
    }

    /** {@code server/node.go:4 ⋮ [T1,n1] 7  }, with the mark and the counter if they exist. */
    private static boolean takeCockroachPlace(TextCursor t) {
        t.skipBlanks();
        int end = t.wordEnd();
        if (t.indexOf(':', t.at) < 0 || t.indexOf(':', t.at) > end) {
            return false;
        }
        t.at = end;
        t.skipBlanks();
        t.take('\u22ee');
        t.skipBlanks();
        if (t.takeBracketed('[', ']') < 0) {
            return false;
        }
        t.skipBlanks();
        int counter = t.at;
        if (!t.takeDigits() || t.peek() > ' ') {
            t.at = counter;
        }
        t.skipBlanks();
        return true;
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.WRITTEN;
    }

    @Override
    public boolean hasEscapes() {
        return true;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        super.body(t, b);
        if (t.peek() != '"') {
            return;
        }
        Pairs pairs = new Pairs(t.c, t.at, t.end);
        String message = pairs.quoted();
        if (message == null) {
            return;
        }
        b.messageText(message);
        while (pairs.next()) {
            if (pairs.key().equals("err")) {
                b.exceptionMessageText(pairs.value());
            } else {
                b.field(pairs.key(), pairs.value());
            }
        }
    }
}

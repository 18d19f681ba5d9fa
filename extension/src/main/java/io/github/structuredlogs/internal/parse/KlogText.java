package io.github.structuredlogs.internal.parse;

/**
 * klog and glog as text, {@code I1121 18:35:21.051770   20631 main.go:4] message}; a quoted message is followed by pairs.
 * The head names no year, so it tells no instant. Source: klog's README.
 */
final class KlogText extends TextFormat {
    KlogText() {
        super("klog");
    }

    @Override
    boolean read(Text t, Head h) {
        int start = t.at;
        if (t.lineEnd - start < 22 || "IWEFD".indexOf(t.peek()) < 0) {
            return false;
        }
        t.at++;
        for (int i = 0; i < 4; i++) {
            if (!Time.isDigit(t.peek(i))) {
                return false;
            }
        }
        t.at += 4;
        if (!t.take(' ') || !t.takeClock()) {
            return false;
        }
        t.skipBlanks();
        int thread = t.at;
        if (!t.takeDigits()) {
            return false;
        }
        t.thread(thread, t.at);
        int close = t.indexOf("] ", t.at);
        if (close < 0) {
            return false;
        }
        h.level(t.c, start, start + 1, Levels.LETTERS);
        t.at = close + 2;
        t.messageFromHere();
        return true;
    }

    @Override
    void body(Text t, Body b) {
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

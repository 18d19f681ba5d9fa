package io.github.structuredlogs.internal.parse;

/** Kafka's console, {@code [time] LEVEL message (logger)}. Source: Kafka's log4j2.yaml, {@code [%d] %p %m (%c)%n}. */
final class KafkaConsole extends TextFormat {
    KafkaConsole() {
        super("kafka");
    }

    @Override
    boolean read(Text t, Head h) {
        if (!t.take('[') || !t.takeTime(h.time) || !t.take(']') || !t.take(' ') || !t.takeLevel(h) || !t.take(' ')) {
            return false;
        }
        int end = t.end;
        int from = loggerStart(t, end);
        if (from < 0) {
            return false;
        }
        h.logger(t.c, from, end - 1);
        int messageEnd = Math.min(from - 1, t.lineEnd);
        while (messageEnd > t.at && t.c[messageEnd - 1] == ' ') {
            messageEnd--;
        }
        t.message(t.at, messageEnd);
        return true;
    }

    /** {@return where the logger begins that stands in parentheses at the record's end, or before a stack trace} */
    private static int loggerStart(Text t, int end) {
        if (end == 0 || t.c[end - 1] != ')') {
            return -1;
        }
        boolean dotted = false;
        for (int i = end - 2; i > t.at; i--) {
            char c = t.c[i];
            if (c == '(') {
                return dotted && i < end - 2 && t.c[i - 1] <= ' ' ? i + 1 : -1;
            }
            if (c <= ' ' || c == ')') {
                return -1;
            }
            dotted |= c == '.';
        }
        return -1;
    }
}

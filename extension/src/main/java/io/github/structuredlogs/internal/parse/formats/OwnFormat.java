package io.github.structuredlogs.internal.parse.formats;

import io.github.structuredlogs.LogFormat;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.parse.values.Levels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A user's format. One that throws is reported once and recognises nothing from then on. */
public final class OwnFormat implements Format {
    private final LogFormat format;
    private final String name;
    private final Consumer<String> reports;
    private volatile boolean broken;

    public OwnFormat(LogFormat format, Consumer<String> reports) {
        this.format = format;
        this.reports = reports;
        this.name = nameOf(format);
    }

    private String nameOf(LogFormat own) {
        try {
            String given = own.name();
            if (given != null && !given.isBlank()) {
                return given;
            }
            broken(own.getClass().getName() + ".name() gave no name");
        } catch (RuntimeException | LinkageError e) {
            broken(own.getClass().getName() + ".name() failed: " + e);
        }
        return own.getClass().getSimpleName();
    }

    private void broken(String what) {
        broken = true;
        reports.accept("log format " + what + "; it is not used any more, the built-in formats read its lines");
    }

    @Override
    public String name() {
        return name;
    }

    public boolean read(byte[] raw, Head head, Body body) {
        if (broken) {
            return false;
        }
        int end = 0;
        while (end < raw.length && raw[end] != '\n') {
            end++;
        }
        if (end > 0 && raw[end - 1] == '\r') {
            end--;
        }
        String line = new String(raw, 0, end, StandardCharsets.UTF_8);
        Filled entry = new Filled(head, body);
        try {
            if (!format.read(line, entry)) {
                return false;
            }
            entry.finish();
            return true;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            broken("\"" + name + "\" (" + format.getClass().getName() + ") failed: " + e + ", on the line: "
                    + (line.length() > 200 ? line.substring(0, 200) + "…" : line));
            return false;
        }
    }

    private static final class Filled implements LogFormat.Entry {
        private final Head head;
        private final Body body;
        private @Nullable LogLevel level;

        Filled(Head head, Body body) {
            this.head = head;
            this.body = body;
        }

        void finish() {
            if (level != null) {
                head.exactLevel(level);
            }
        }

        @Override
        public LogFormat.Entry timestamp(@Nullable Instant timestamp) {
            head.time.clear();
            if (timestamp != null) {
                head.time.set(timestamp);
            }
            return this;
        }

        @Override
        public LogFormat.Entry timestamp(@Nullable String timestamp) {
            head.time.clear();
            if (timestamp != null) {
                head.time.read(timestamp.toCharArray(), 0, timestamp.length());
            }
            return this;
        }

        @Override
        public LogFormat.Entry level(@Nullable LogLevel given) {
            level = given;
            return this;
        }

        @Override
        public LogFormat.Entry levelText(@Nullable String text) {
            if (text != null) {
                head.level(text.toCharArray(), 0, text.length(), Levels.NAMES);
            }
            return this;
        }

        @Override
        public LogFormat.Entry logger(@Nullable String logger) {
            if (logger != null) {
                head.logger(logger.toCharArray(), 0, logger.length());
            }
            return this;
        }

        @Override
        public LogFormat.Entry thread(@Nullable String thread) {
            body.threadName(thread);
            return this;
        }

        @Override
        public LogFormat.Entry message(@Nullable String message) {
            body.messageText(message);
            return this;
        }

        @Override
        public LogFormat.Entry exception(@Nullable LoggedException exception) {
            if (exception != null) {
                body.exceptionAsItIs(exception.type(), exception.message(), exception.stackTrace());
            }
            return this;
        }

        @Override
        public LogFormat.Entry traceId(@Nullable String traceId) {
            if (traceId != null) {
                head.trace.read(traceId.toCharArray(), 0, traceId.length());
            }
            return this;
        }

        @Override
        public LogFormat.Entry spanId(@Nullable String spanId) {
            if (spanId != null) {
                head.span.read(spanId.toCharArray(), 0, spanId.length());
            }
            return this;
        }

        @Override
        public LogFormat.Entry field(String name, @Nullable Object value) {
            body.field(name, value);
            return this;
        }
    }
}

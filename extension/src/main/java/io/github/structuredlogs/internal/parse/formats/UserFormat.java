package io.github.structuredlogs.internal.parse.formats;

import io.github.structuredlogs.LogFormat;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A user's format. If it throws, this is reported once, and it recognises nothing afterwards. */
public final class UserFormat implements Format {
    private final LogFormat format;
    private final String name;
    private final Consumer<String> reports;
    private final boolean isNamed;
    private final AtomicBoolean isReported = new AtomicBoolean();

    public UserFormat(LogFormat format, Consumer<String> reports) {
        this.format = format;
        this.reports = reports;
        String given = nameOf(format);
        isNamed = given != null;
        name = given == null ? format.getClass().getSimpleName() : given;
    }

    private @Nullable String nameOf(LogFormat own) {
        try {
            String given = own.name();
            if (given != null && !given.isBlank()) {
                return given;
            }
            report(own.getClass().getName() + ".name() gave no name; it is not used");
        } catch (RuntimeException | LinkageError e) {
            report(own.getClass().getName() + ".name() failed: " + e + "; it is not used");
        }
        return null;
    }

    private void report(String what) {
        if (isReported.compareAndSet(false, true)) {
            reports.accept("log format " + what);
        }
    }

    @Override
    public String name() {
        return name;
    }

    public boolean read(byte[] raw, IndexedValues indexedValues, RecordBuilder recordBuilder) {
        if (!isNamed) {
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
        Filled entry = new Filled(indexedValues, recordBuilder);
        try {
            if (!format.read(line, entry)) {
                return false;
            }
            entry.finish();
            return true;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // It reads the other lines as before: those that it has read must stay what they are.
            report("\"" + name + "\" (" + format.getClass().getName() + ") failed: " + e + ", on the line: "
                    + (line.length() > 200 ? line.substring(0, 200) + "…" : line)
                    + "; the built-in formats read the lines on which it fails");
            return false;
        }
    }

    private static final class Filled implements LogFormat.Entry {
        private final IndexedValues indexedValues;
        private final RecordBuilder recordBuilder;
        private @Nullable LogLevel level;

        Filled(IndexedValues indexedValues, RecordBuilder recordBuilder) {
            this.indexedValues = indexedValues;
            this.recordBuilder = recordBuilder;
        }

        void finish() {
            if (level != null) {
                indexedValues.exactLevel(level);
            }
        }

        @Override
        public LogFormat.Entry timestamp(@Nullable Instant timestamp) {
            indexedValues.timestampReader.clear();
            if (timestamp != null) {
                indexedValues.timestampReader.set(timestamp);
            }
            return this;
        }

        @Override
        public LogFormat.Entry timestamp(@Nullable String timestamp) {
            indexedValues.timestampReader.clear();
            if (timestamp != null) {
                indexedValues.timestampReader.read(timestamp.toCharArray(), 0, timestamp.length());
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
                indexedValues.level(text.toCharArray(), 0, text.length(), LevelScale.NAMES);
            }
            return this;
        }

        @Override
        public LogFormat.Entry logger(@Nullable String logger) {
            if (logger != null) {
                indexedValues.logger(logger.toCharArray(), 0, logger.length());
            }
            return this;
        }

        @Override
        public LogFormat.Entry thread(@Nullable String thread) {
            recordBuilder.threadName(thread);
            return this;
        }

        @Override
        public LogFormat.Entry message(@Nullable String message) {
            recordBuilder.messageText(message);
            return this;
        }

        @Override
        public LogFormat.Entry exception(@Nullable LoggedException exception) {
            if (exception != null) {
                recordBuilder.exceptionAsItIs(exception.type(), exception.message(), exception.stackTrace());
            }
            return this;
        }

        @Override
        public LogFormat.Entry traceId(@Nullable String traceId) {
            if (traceId != null) {
                indexedValues.trace.read(traceId.toCharArray(), 0, traceId.length());
            }
            return this;
        }

        @Override
        public LogFormat.Entry spanId(@Nullable String spanId) {
            if (spanId != null) {
                indexedValues.span.read(spanId.toCharArray(), 0, spanId.length());
            }
            return this;
        }

        @Override
        public LogFormat.Entry field(String name, @Nullable Object value) {
            recordBuilder.field(name, value);
            return this;
        }
    }
}

package io.github.structuredlogs.internal.otlp;

import io.github.structuredlogs.CapturedLogs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What exporters have written, as recorded in {@code src/test/resources/otlp}. */
public final class RecordedLines {

    public static final String AGENT = "java-agent-2.21.0.txt";
    public static final String SDK = "java-sdk-1.56.0-stdout.txt";
    public static final String OLD_AGENT = "java-agent-1.32.0-logging-otlp.txt";
    public static final String LOGGING = "java-sdk-1.56.0-logging-otlp.txt";

    private RecordedLines() {}

    public static String text(String file) {
        try (InputStream in = RecordedLines.class.getResourceAsStream("/otlp/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no recording " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> lines(String file) {
        return text(file).lines().toList();
    }

    /** {@return a text as the log of a container} */
    public static CapturedLogs read(String log) {
        try {
            return CapturedLogs.read(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

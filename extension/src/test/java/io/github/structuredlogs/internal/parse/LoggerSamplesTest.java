package io.github.structuredlogs.internal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lines of {@code loggers.txt} give the records that are written below them. */
class LoggerSamplesTest {

    private static final String EXPECTED = "=> ";
    private static final Pattern ABSENT = Pattern.compile(
            "\"(timestamp|observed|level|levelText|logger|thread|message|exception|traceId|spanId)\":null,|\"fields\":\\{},");

    record Sample(String logger, List<String> lines, List<String> records) {
        @Override
        public String toString() {
            return logger;
        }
    }

    static Stream<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        try (InputStream in = LoggerSamplesTest.class.getResourceAsStream("loggers.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                Sample last = samples.isEmpty() ? null : samples.get(samples.size() - 1);
                if (line.startsWith("## ")) {
                    samples.add(new Sample(line.substring(3), new ArrayList<>(), new ArrayList<>()));
                } else if (last != null && line.startsWith(EXPECTED)) {
                    last.records.add(line.substring(EXPECTED.length()));
                } else if (last != null && last.records.isEmpty()) {
                    last.lines.add(line.replace("\\e", "\u001b"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return samples.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void givesTheRecords(Sample sample) {
        List<LogRecord> records = LinesTest.read(sample.lines.toArray(String[]::new));

        assertThat(records.stream().map(LoggerSamplesTest::shown)).containsExactlyElementsOf(sample.records);
    }

    /** The record in the normal form, without what is not there and what the file says above it already. */
    private static String shown(LogRecord record) {
        String json = record.toJson();
        return ABSENT.matcher(json.substring(0, json.lastIndexOf(",\"raw\":")) + "}")
                .replaceAll("");
    }
}

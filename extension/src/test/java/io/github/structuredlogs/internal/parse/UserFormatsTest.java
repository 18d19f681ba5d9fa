package io.github.structuredlogs.internal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.LogFormat;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.saved.LogFile;
import io.github.structuredlogs.internal.settings.Mappings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A user's mappings and formats, as the Javadoc of {@link LogMapping} and {@link LogFormat} shows them. */
class UserFormatsTest {

    private static final String TILL =
            "{\"at\":1795285748810,\"sev\":3,\"src\":\"till\",\"txt\":\"drawer stuck\",\"till\":7}";

    private final List<String> reports = new ArrayList<>();

    private List<LogRecord> read(Formats formats, String... lines) throws IOException {
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return LogFile.read(new ByteArrayInputStream(bytes), formats);
    }

    @Test
    void aMappingSaysWhatKeysMean() throws IOException {
        LogMapping till = LogMapping.named("till")
                .timestamp("at")
                .level("sev")
                .levels(Map.of("3", LogLevel.ERROR, "6", LogLevel.INFO))
                .logger("src")
                .message("txt")
                .build();

        demandTill(
                read(Formats.with(List.of(), List.of(till), reports::add), TILL).get(0));
    }

    @Test
    void mappingFromTheConfiguration() throws IOException {
        Map<String, String> configuration = Map.of(
                "structuredlogs.formats", "till",
                "structuredlogs.format.till.timestamp", "at",
                "structuredlogs.format.till.level", "sev",
                "structuredlogs.format.till.levels", "3=ERROR, 6=INFO",
                "structuredlogs.format.till.logger", "src",
                "structuredlogs.format.till.message", "txt");

        List<LogMapping> mappings = Mappings.read(configuration::get);

        demandTill(read(Formats.with(List.of(), mappings, reports::add), TILL).get(0));
    }

    private static void demandTill(LogRecord record) {
        assertThat(record.format()).isEqualTo("till");
        assertThat(record.level()).isEqualTo(LogLevel.ERROR);
        assertThat(record.levelText()).isEqualTo("3");
        assertThat(record.logger()).isEqualTo("till");
        assertThat(record.message()).isEqualTo("drawer stuck");
        assertThat(record.timestamp()).hasToString("2026-11-21T18:29:08.810Z");
        assertThat(record.fields()).isEqualTo(Map.of("till", 7));
    }

    @Test
    void aMappingReadsPathsAndLeavesOtherObjects() throws IOException {
        LogMapping mapping = LogMapping.named("own")
                .recognisedBy("meta.kind")
                .level("meta.lvl", "lvl")
                .message("body.text")
                .fields("ctx")
                .build();

        List<LogRecord> records = read(
                Formats.with(List.of(), List.of(mapping), reports::add),
                "{\"meta\":{\"kind\":\"log\",\"lvl\":\"warn\"},\"body\":{\"text\":\"m\"},\"ctx\":{\"orderId\":42}}",
                "{\"level\":30,\"time\":1,\"msg\":\"pino's\"}");

        assertThat(records.get(0).level()).isEqualTo(LogLevel.WARN);
        assertThat(records.get(0).message()).isEqualTo("m");
        assertThat(records.get(0).fields()).containsEntry("orderId", 42);
        assertThat(records.get(1).format()).isEqualTo("pino");
    }

    @Test
    void aWrongConfigurationNamesItself() {
        assertThatThrownBy(() -> Mappings.read(Map.of("structuredlogs.formats", "till")::get))
                .hasMessageContaining("\"till\"")
                .hasMessageContaining("structuredlogs.format.till.level")
                .hasMessageContaining("trace-id");
        assertThatThrownBy(() -> Mappings.read(Map.of(
                        "structuredlogs.formats", "till",
                        "structuredlogs.format.till.level", "sev",
                        "structuredlogs.format.till.levels", "3=BAD")::get))
                .hasMessageContaining("structuredlogs.format.till.levels")
                .hasMessageContaining("3=BAD")
                .hasMessageContaining("FATAL");
    }

    /** {@code ERR!till! drawer stuck}. */
    static final class TillFormat implements LogFormat {
        private static final Pattern LINE = Pattern.compile("(\\w+)!(\\w+)! (.*)");

        @Override
        public String name() {
            return "till";
        }

        @Override
        public boolean read(String line, Entry entry) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                return false;
            }
            entry.levelText(matcher.group(1)).logger(matcher.group(2)).message(matcher.group(3));
            return true;
        }
    }

    @Test
    void aFormatInCodeReadsItsLines() throws IOException {
        List<LogRecord> records = read(
                Formats.with(List.of(new TillFormat()), List.of(), reports::add), "ERR!till! drawer stuck", "other");

        assertThat(records.get(0).format()).isEqualTo("till");
        assertThat(records.get(0).level()).isEqualTo(LogLevel.ERROR);
        assertThat(records.get(0).logger()).isEqualTo("till");
        assertThat(records.get(0).message()).isEqualTo("drawer stuck");
        assertThat(records.get(1).format()).isEqualTo("text");
    }

    @Test
    void aFormatThatThrowsIsReportedOnce() throws IOException {
        LogFormat broken = new LogFormat() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public boolean read(String line, Entry entry) {
                throw new IllegalStateException("no idea");
            }
        };

        List<LogRecord> records = read(Formats.with(List.of(broken), List.of(), reports::add), TILL, "x", "y");

        assertThat(records).hasSize(3).noneMatch(record -> record.format().equals("broken"));
        assertThat(reports).singleElement().asString().contains("broken", "no idea", "drawer stuck");
    }

    /** Otherwise no line would be an error any more, and nothing of those before would be what it was. */
    @Test
    void aFormatThatThrowsOnALineReadsTheOthers() throws IOException {
        TillFormat till = new TillFormat();
        LogFormat picky = new LogFormat() {
            @Override
            public String name() {
                return "till";
            }

            @Override
            public boolean read(String line, Entry entry) {
                if (line.startsWith("odd")) {
                    throw new IllegalStateException("no idea");
                }
                return till.read(line, entry);
            }
        };

        List<LogRecord> records = read(
                Formats.with(List.of(picky), List.of(), reports::add),
                "ERR!till! drawer stuck",
                "odd one",
                "ERR!till! no paper",
                "odd two");

        assertThat(records).extracting(LogRecord::level).containsExactly(LogLevel.ERROR, null, LogLevel.ERROR, null);
        assertThat(records)
                .extracting(LogRecord::message)
                .containsExactly("drawer stuck", "odd one", "no paper", "odd two");
        assertThat(reports).hasSize(1);
    }
}

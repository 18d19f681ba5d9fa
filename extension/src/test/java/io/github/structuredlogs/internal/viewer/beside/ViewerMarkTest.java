package io.github.structuredlogs.internal.viewer.beside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.internal.docker.api.EngineLocation;
import io.github.structuredlogs.internal.viewer.Report;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tests' JVM writes, the viewer's reads. */
class ViewerMarkTest {
    private static final Instant AT = Instant.parse("2026-11-24T09:13:03.057Z");
    private static final String HOSTILE = "a\nb\r\u001b[2J\u202e\u2028\u0085\"\\\u0000 {\"mark\":\"LOST\"}";

    private static ViewerMark passedOn(ViewerMark mark) throws IOException {
        String line = new String(mark.line(), StandardCharsets.UTF_8);
        assertThat(line).endsWith("\n");
        assertThat(line.substring(0, line.length() - 1))
                .as("one line without anything that acts on its reader")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
        return ViewerMark.read(line);
    }

    @Test
    void tellsWhereTheEngineIs() throws IOException {
        EngineLocation engine = new EngineLocation(
                URI.create("tcp://engine:2376"), Path.of("certificates").toAbsolutePath(), "s-1");

        ViewerMark read = passedOn(ViewerMark.run("shop", engine, List.of()));

        assertThat(read.kind()).isEqualTo(ViewerMark.Kind.RUN);
        assertThat(read.engine()).isEqualTo(engine);
        assertThat(read.text("name")).isEqualTo("shop");
        EngineLocation socket = new EngineLocation(URI.create("unix:///var/run/docker.sock"), null, null);
        assertThat(passedOn(ViewerMark.run("shop", socket, List.of())).engine()).isEqualTo(socket);
    }

    @Test
    void tellsHowLogsAreRead() throws IOException {
        LogMapping till = LogMapping.named("till")
                .timestamp("at", "time, of sale")
                .level("sev")
                .levels(Map.of("3", LogLevel.ERROR))
                .message("txt")
                .build();

        ViewerMark read = passedOn(ViewerMark.run(
                "shop", new EngineLocation(URI.create("unix:///s"), null, null), ToldMappings.write(List.of(till))));

        assertThat(ToldMappings.read(read.list("mappings"))).singleElement().hasToString(till.toString());
    }

    @Test
    void tellsOfTestsWhateverTheyAreCalled() throws IOException {
        ViewerMark begins = passedOn(ViewerMark.begins(HOSTILE, "a.B", HOSTILE, HOSTILE, AT));
        ViewerMark ends = passedOn(ViewerMark.ends(HOSTILE, Report.ReportOutcome.FAILED, HOSTILE, AT));

        assertThat(begins.text("display")).isEqualTo(HOSTILE);
        assertThat(begins.at()).isEqualTo(AT);
        assertThat(ends.text("id")).isEqualTo(begins.text("id"));
        assertThat(ends.outcome()).isEqualTo(Report.ReportOutcome.FAILED);
        assertThat(ends.textOrNull("failure")).isEqualTo(HOSTILE);
        assertThat(passedOn(ViewerMark.ends("1", Report.ReportOutcome.PASSED, null, AT))
                        .textOrNull("failure"))
                .isNull();
    }

    @Test
    void tellsOfContainersSecretsLossesAndTheReport() throws IOException {
        assertThat(passedOn(ViewerMark.container("c1", HOSTILE)).text("name")).isEqualTo(HOSTILE);
        assertThat(passedOn(ViewerMark.hide(List.of("cake", "-name"))).list("names"))
                .isEqualTo(List.of("cake", "-name"));
        assertThat(passedOn(ViewerMark.lost(7)).number("tests")).isEqualTo(7);
        Path report = Path.of("a report.html").toAbsolutePath();
        assertThat(passedOn(ViewerMark.report(report)).file()).isEqualTo(report);
    }

    @Test
    void cutsWhatIsVeryLong() {
        assertThat(ViewerMark.ends("1", Report.ReportOutcome.FAILED, "x".repeat(10_000_000), AT)
                        .line())
                .hasSizeLessThan(10_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                  | the text is empty",
                "[]                | expected a mark, found other JSON",
                "{                 | no JSON",
                "{\"mark\":\"SING\"} | expected a mark of a known kind, found SING",
            })
    void saysWhatIsNoMark(String line, String why) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ViewerMark.read(line == null ? "" : line))
                .withMessageContaining(why);
    }
}

package io.github.structuredlogs.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewerCommandTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<URI> shown = new ArrayList<>();

    @Test
    void reportWritesAFile() throws IOException {
        Path target = directory.resolve("new/report.html");

        assertThat(run("report", log(), "-o", target.toString())).isEqualTo(ViewerCommand.DONE);

        assertThat(target).content().startsWith("<!doctype html>");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines(target.toUri().toString());
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(shown).isEmpty();
    }

    @Test
    void openShowsAPageAndPrintsItsAddress() throws IOException {
        assertThat(run("open", log())).isEqualTo(ViewerCommand.DONE);

        assertThat(shown).hasSize(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines(shown.get(0).toString());
        Path page = Path.of(shown.get(0));
        assertThat(page).content().contains("id=\"index\"");
        Files.delete(page);
        Files.delete(page.getParent());
    }

    @Test
    void whatCannotBeReadIsSaidAndTheRestIsShown() throws IOException {
        Path target = directory.resolve("report.html");

        assertThat(run("report", log(), directory.resolve("nowhere").toString(), "-o", target.toString()))
                .isEqualTo(ViewerCommand.DONE);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("structured-logs: Expected a file or directory at "
                        + directory.resolve("nowhere") + ", found nothing.");
        assertThat(target).exists();
    }

    @Test
    void nothingToShowIsNoSuccess() {
        assertThat(run("open", directory.toString())).isEqualTo(ViewerCommand.NOTHING);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("structured-logs: Expected a run of Structured Logs in "),
                        line -> assertThat(line).startsWith("structured-logs: There is nothing to show in "));
        assertThat(shown).isEmpty();
    }

    @Test
    void fileThatCannotBeWrittenIsNamed() throws IOException {
        String inTheWay = log();

        assertThat(run("report", log(), "-o", inTheWay + "/report.html")).isEqualTo(ViewerCommand.NOTHING);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("structured-logs: The report could not be written to " + inTheWay + "/report.html: ");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'Expected open, report or live, found nothing.'",
        "serve, 'Expected open, report or live, found serve.'",
        "open, 'Expected a path behind open.'",
        "live --faster, 'Expected live [--follow] [--tail LINES] [--port PORT], found --faster.'",
        "report a.log, 'Expected -o and the file to write behind report.'",
        "report a.log -o, 'Expected -o and the file to write behind report.'",
        "report -o b.html, 'Expected a path to read behind report.'",
        "report a.log -o ., 'Expected a file behind -o, found the directory ..'"
    })
    void wordsThatAreNotUnderstoodAreAnsweredWithUsage(String words, String sentence) {
        assertThat(run(words.isEmpty() ? new String[0] : words.split(" "))).isEqualTo(ViewerCommand.MISUSED);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("structured-logs: " + sentence)
                .contains("Usage:");
    }

    @Test
    void helpIsNoMisuse() {
        assertThat(run("--help")).isEqualTo(ViewerCommand.DONE);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage:");
    }

    @ParameterizedTest
    @CsvSource({"Linux, xdg-open", "Mac OS X, open", "Windows 11, rundll32", "FreeBSD, xdg-open"})
    void eachSystemHasItsWayToABrowser(String system, String program) {
        assertThat(SystemBrowser.command(system, "file:///a.html"))
                .startsWith(program)
                .endsWith("file:///a.html");
    }

    private String log() throws IOException {
        return Files.writeString(directory.resolve("orders.log"), "hello\n").toString();
    }

    private int run(String... words) {
        return new ViewerCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        shown::add)
                .run(words);
    }
}

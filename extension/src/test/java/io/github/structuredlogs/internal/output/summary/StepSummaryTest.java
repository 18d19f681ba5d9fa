package io.github.structuredlogs.internal.output.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is appended to the summary of a step of GitHub Actions. */
class StepSummaryTest {

    @TempDir
    Path directory;

    private final List<String> reports = Collections.synchronizedList(new ArrayList<>());

    private StepSummary summary(Path file) {
        return StepSummary.of(Map.of("GITHUB_STEP_SUMMARY", file.toString()), reports::add);
    }

    @Test
    void holdsWhatIsToBeLookedAtFirst() throws IOException {
        Path file = directory.resolve("summary.md");
        Files.writeString(file, "# Of another tool\n");

        summary(file).add("CheckoutIT > refuses", List.of("AssertionError: no cup", "1 orders ERROR no cup"));

        assertThat(file).hasContent("""
                # Of another tool

                ### Failed: CheckoutIT &#62; refuses

                ```text
                AssertionError: no cup
                1 orders ERROR no cup
                ```
                """);
        assertThat(reports).isEmpty();
    }

    @Test
    void obeysNothingThatAContainerOrATestSays() throws IOException {
        Path file = directory.resolve("summary.md");

        summary(file).add("a <img src=x> [b](javascript:c)\n# d @team", List.of("```` <script>", "```", "# e"));

        String text = Files.readString(file);
        assertThat(text.lines().filter(line -> line.startsWith("#")))
                .containsExactly(
                        "### Failed: a &#60;img src&#61;x&#62; &#91;b&#93;&#40;javascript&#58;c&#41; &#35; d &#64;team",
                        "# e");
        assertThat(text.lines().filter(line -> line.matches("`{5}(text)?"))).hasSize(2);
    }

    @Test
    void isBounded() throws IOException {
        Path file = directory.resolve("summary.md");
        StepSummary summary = summary(file);
        List<String> lines = Collections.nCopies(1_000, "x".repeat(10_000));

        for (int i = 0; i < 100; i++) {
            summary.add("test " + i, lines);
        }

        assertThat(Files.size(file)).isLessThan(300_000);
        assertThat(Files.readString(file))
                .containsOnlyOnce("More tests have failed")
                .contains("test 0", "test 20");
    }

    @Test
    void isNotMixedByThoseThatWriteAtTheSameTime() throws IOException {
        Path file = directory.resolve("summary.md");

        IntStream.range(0, 200)
                .parallel()
                .forEach(i -> summary(file).add("test " + i, List.of("line 1 of " + i, "line 2 of " + i)));

        Matcher entries = Pattern.compile("\n### Failed: test (\\d+)\n\n```text\nline 1 of \\1\nline 2 of \\1\n```\n")
                .matcher(Files.readString(file));
        assertThat(entries.results().count()).isEqualTo(200);
        assertThat(entries.replaceAll("")).isEmpty();
    }

    @Test
    void aFailureToWriteIsReported() {
        summary(directory.resolve("no such directory").resolve("summary.md")).add("test", List.of("line"));

        assertThat(reports).singleElement().asString().contains("step summary");
    }

    @Test
    void nothingIsWrittenWhereNobodyReadsIt() {
        StepSummary summary = StepSummary.of(Map.of(), reports::add);

        assertThat(summary.isRead()).isFalse();
        summary.add("test", List.of("line"));
        assertThat(reports).isEmpty();
    }
}

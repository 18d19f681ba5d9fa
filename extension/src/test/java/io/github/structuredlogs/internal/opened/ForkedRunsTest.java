package io.github.structuredlogs.internal.opened;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.files.RunMark;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.viewer.Report;
import io.github.structuredlogs.internal.viewer.ReportReader;
import io.github.structuredlogs.internal.viewer.SampleRecord;
import io.github.structuredlogs.internal.viewer.SampleRun;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkedRunsTest {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    @TempDir
    Path directory;

    @Test
    void forksOfOneBuildAreOneReport() throws IOException {
        Path first = fork(1, 0, 30, "maven", "a.FirstIT", true);
        Path second = fork(2, 10, 40, "maven", "a.SecondIT", true);
        Path third = fork(3, 95, 120, "maven", "a.ThirdIT", true);

        assertThat(merge(third)).containsExactlyInAnyOrder("of 1", "of 2", "of 3");
        assertThat(ForkedRuns.ofOneBuild(first)).containsExactly(first, second, third);
    }

    @Test
    void forksThatPassedNameTheirTests() throws IOException {
        fork(1, 0, 30, "maven", "a.FirstIT", true);
        Path second = fork(2, 10, 40, "maven", "a.SecondIT", false);

        assertThat(merge(second)).containsExactly("of 1");
        try (ReportReader reader = ReportReader.open(directory.resolve("report.html"))) {
            assertThat(reader.report().tests())
                    .extracting(Report.Test::className)
                    .contains("a.SecondIT");
        }
    }

    @Test
    void otherBuildsStayApart() throws IOException {
        Path own = fork(1, 1000, 1030, "maven", "a.FirstIT", true);
        fork(2, 1000, 1030, "another parent", "a.SecondIT", true);
        fork(3, 900, 930, "maven", "a.ThirdIT", true);
        // An IDE has started the class again.
        fork(4, 1031, 1040, "maven", "a.FirstIT", true);

        assertThat(ForkedRuns.ofOneBuild(own)).containsExactly(own);
        assertThat(ForkedRuns.merge(own, "shop", 20 << 20, Redaction.of(List.of())))
                .isNull();
        assertThat(directory.resolve("report.html")).doesNotExist();
    }

    @Test
    void runsWithoutAFailureHaveNoReport() throws IOException {
        fork(1, 0, 30, "maven", "a.FirstIT", false);
        Path second = fork(2, 0, 30, "maven", "a.SecondIT", false);

        assertThat(ForkedRuns.merge(second, "shop", 20 << 20, Redaction.of(List.of())))
                .isNull();
        assertThat(directory.resolve("report.html")).doesNotExist();
    }

    @Test
    void reportOfManyForksStaysBelowItsSize() throws IOException {
        Path last = directory;
        for (int i = 1; i <= 3; i++) {
            SampleRun run = run(i);
            for (int k = 0; k < 3000; k++) {
                run.add(
                        SampleRecord.json(
                                SampleRun.at(2 + k), "orders", LogLevel.INFO, null, "far " + i + " " + k * 7919),
                        -1);
            }
            last = fork(i, 0, 30, "maven", "a.It" + i, run, true);
        }
        ForkedRuns.merge(last, "shop", 20_000, Redaction.of(List.of()));

        List<String> messages = messages(directory.resolve("report.html"));
        assertThat(messages).contains("of 1", "of 2", "of 3").hasSizeLessThan(3000);
        try (ReportReader reader = ReportReader.open(directory.resolve("report.html"))) {
            assertThat(reader.report().notes()).anyMatch(note -> note.contains("are not here, to keep this one below"));
        }
    }

    /** JVMs that end at the same time write one after the other, and the last one has all. */
    @Test
    void jvmsThatEndTogetherWriteOneWholeReport() throws Exception {
        List<Process> processes = new ArrayList<>();
        List<Path> forks = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            forks.add(fork(i, 0, 30, "maven", "a.It" + i, run(i), true));
        }
        for (Path fork : forks) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            ForkedRunsTest.class.getName(),
                            fork.toString())
                    .redirectErrorStream(true)
                    .start());
        }
        for (Process process : processes) {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        }
        assertThat(messages(directory.resolve("report.html")))
                .containsExactlyInAnyOrder("of 1", "of 2", "of 3", "of 4");
        assertThat(directory.toFile().listFiles(File::isFile))
                .extracting(File::getName)
                .containsExactlyInAnyOrder("report.html", ".report.lock");
    }

    /** Merges the forks beside the one that is named. */
    public static void main(String[] fork) throws IOException {
        for (int i = 0; i < 5; i++) {
            ForkedRuns.merge(Path.of(fork[0]), "shop", 20 << 20, Redaction.of(List.of()));
        }
    }

    // ---

    private Path fork(long pid, long from, long to, String parent, String className, boolean failed)
            throws IOException {
        return fork(pid, from, to, parent, className, run((int) pid), failed);
    }

    private Path fork(long pid, long from, long to, String parent, String className, SampleRun run, boolean failed)
            throws IOException {
        Instant start = SampleRun.START.plusSeconds(from);
        Path fork = directory.resolve(STAMP.format(start) + "-" + pid);
        Files.createDirectories(fork.resolve(className));
        Files.writeString(fork.resolve(className).resolve("index.json"), """
            {"class":"%s","started":"%s","tests":[{"name":"passes","outcome":"passed","started":"%2$s","ended":"%2$s"}]}
            """.formatted(className, start));
        new RunMark(pid, start, parent, SampleRun.START.plusSeconds(to)).write(fork);
        if (failed) {
            run.write(fork.resolve("report.html"));
        }
        return fork;
    }

    private static SampleRun run(int number) {
        SampleRun run = new SampleRun()
                .container("orders", "acme/orders:1", "running")
                .test("fails" + number, 1, 2, Report.ReportOutcome.FAILED);
        return run.add(SampleRecord.json(SampleRun.at(1.5), "orders", LogLevel.ERROR, null, "of " + number), 0);
    }

    private List<String> merge(Path run) throws IOException {
        Path merged = ForkedRuns.merge(run, "shop", 20 << 20, Redaction.of(List.of()));
        assertThat(merged).isEqualTo(directory.resolve("report.html"));
        return messages(directory.resolve("report.html"));
    }

    private static List<String> messages(Path file) throws IOException {
        List<String> messages = new ArrayList<>();
        try (ReportReader reader = ReportReader.open(file)) {
            reader.forEachRemaining(
                    row -> messages.add(String.valueOf(row.record().message())));
        }
        return messages;
    }
}

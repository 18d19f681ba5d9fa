package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.InstanceOfAssertFactories.PATH;

import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.StructuredLogsExtension;
import io.github.structuredlogs.testing.TestRun;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** What a run leaves on disk: of each class what its index tells, and of a JVM that is killed what it had. */
@Tag("containers")
class RunFilesTest {

    private static final String LABEL = "structured-logs-test.killed";

    @TempDir
    Path directory;

    @Test
    void theIndexNamesEachTestAndItsFiles() throws IOException {
        TestRun.of(
                Map.of("structuredlogs.files.directory", directory.toString(), "structuredlogs.files.raw", "true"),
                TestsTestCase.class,
                FailedSetUpTestCase.class);

        assertThat(index(TestsTestCase.class))
                .containsPattern("\"class\":\"\\S*TestsTestCase\",\"started\":\"[^\"]*\",\"ended\":\"")
                .containsPattern(
                        "\"name\":\"writer\",.*\"state\":\"(?:exited|removed)\",.*\"capture\":\"complete\",\"records\":3,"
                                + "\"levels\":\\{\"INFO\":1,\"ERROR\":2},\"raw\":\"\\.\\./raw/writer\\.log\"")
                .containsPattern("> passes\\(\\)\",\"outcome\":\"passed\",\"started\":\"[^\"]*\",\"ended\":\"[^\"]*\","
                        + "\"records\":1}")
                .containsPattern("> fails\\(\\)\",\"outcome\":\"failed\",.*\"records\":1,\"block\":\"fails.txt\","
                        + "\"recordsFile\":\"fails.jsonl\"}")
                .containsPattern(
                        "> failsInItsSetUp\\(\\)\",\"outcome\":\"failed\",.*\"block\":\"failsInItsSetUp.txt\"");
        assertThat(index(FailedSetUpTestCase.class))
                .containsPattern("\"tests\":\\[\\s*\\{\"name\":\"[^\"]*FailedSetUpTestCase\",\"outcome\":\"failed\","
                        + ".*\"block\":\"class.txt\",\"recordsFile\":\"class.jsonl\"}\\s*]");
    }

    @Test
    void aFailedTestHasAPageAndTheRunHasOneToo() throws IOException {
        TestRun run = TestRun.of(Map.of("structuredlogs.files.directory", directory.toString()), TestsTestCase.class);

        Path page = files("TestsTestCase.fails.html").get(0);
        assertThat(page).content().startsWith("<!");
        Path report = files("report.html").get(0);
        assertThat(report).content().contains("id=\"index\"");
        assertThat(run.output().lines().filter(line -> line.contains("/report.html")))
                .containsExactly("[structured-logs] report of this run: " + report.toUri());
        assertThat(page.resolveSibling("fails.txt")).content().contains("Report: " + page.toUri());
        assertThat(page.resolveSibling("fails.md"))
                .content()
                .contains("no cup", "`writer`: ", "## Look here first", "fails.jsonl", "TestsTestCase.fails.html")
                .doesNotContain("## Spans", ".otlp.jsonl");
    }

    @StructuredLogs
    @Testcontainers
    static class TestsTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @BeforeEach
        void setUp(TestInfo test) {
            if (test.getDisplayName().startsWith("failsInItsSetUp")) {
                WRITER.write("json=\"level\":\"error\",\"msg\":\"no plate\"");
                fail("no plate");
            }
        }

        @Test
        void passes() {
            WRITER.write("json=\"level\":\"info\",\"msg\":\"a cup\"");
        }

        @Test
        void fails() {
            WRITER.write("json=\"level\":\"error\",\"msg\":\"no cup\"");
            fail("no cup");
        }

        @Test
        void failsInItsSetUp() {}
    }

    @StructuredLogs
    @Testcontainers
    static class FailedSetUpTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @BeforeAll
        static void setUp() {
            WRITER.write("json=\"level\":\"error\",\"msg\":\"no plate\"");
            fail("no plate");
        }

        @Test
        void neverBegins() {}
    }

    /** From the first class on that wants them, also where it is the builder beside an annotation that says so. */
    @Test
    void rawLogsAndRecordsThatOnlyALaterClassWants() throws IOException {
        for (Class<?> later : List.of(LaterTestCase.class, BuiltLaterTestCase.class)) {
            Path run = directory.resolve(later.getSimpleName());
            TestRun.of(Map.of("structuredlogs.files.directory", run.toString()), TestsTestCase.class, later);

            assertThat(files("raw/kettle.log"))
                    .filteredOn(file -> file.startsWith(run))
                    .singleElement(PATH)
                    .content()
                    .isEqualTo("boiling\nhot\n");
            assertThat(files("records.jsonl"))
                    .filteredOn(file -> file.startsWith(run))
                    .singleElement(PATH)
                    .content()
                    .hasLineCount(2)
                    .contains("boiling", "hot");
            assertThat(files("raw/writer.log")).as("of the class before").isEmpty();
            assertThat(index(later)).contains("\"raw\":\"../raw/kettle.log\"");
        }
    }

    @StructuredLogs(files = {StructuredLogs.Files.RAW, StructuredLogs.Files.RECORDS})
    @Testcontainers
    static class LaterTestCase {
        @Container
        static final WriterContainer KETTLE = WriterContainer.onRequest("text=boiling");

        @Test
        void passes() {
            KETTLE.write("text=hot");
        }
    }

    @StructuredLogs
    @Testcontainers
    static class BuiltLaterTestCase {
        @RegisterExtension
        static final StructuredLogsExtension LOGS = StructuredLogsExtension.builder()
                .files(StructuredLogs.Files.RAW, StructuredLogs.Files.RECORDS)
                .build();

        @Container
        static final WriterContainer KETTLE = WriterContainer.onRequest("text=boiling");

        @Test
        void passes() {
            KETTLE.write("text=hot");
        }
    }

    @Test
    void theFirstClassesBuilderBesideAnAnnotationSaysWhereTheyAre() {
        TestRun run = TestRun.of(BuiltDirectoryTestCase.class);

        assertThat(run.output())
                .containsPattern("All \\d+ records?: " + Pattern.quote(BUILT.toString()))
                .doesNotContain("The files of the run go to");
    }

    @Test
    void lateFilesDirectoryIsReported() {
        TestRun run = TestRun.of(DirectoryOfAnInstanceTestCase.class);

        assertThat(run.output())
                .containsOnlyOnce("The files of the run go to " + Path.of("target", "test-runs")
                        + ", the directory of its first class, and not to " + BUILT);
    }

    private static final Path BUILT = Path.of("target", "built-test-runs");

    @StructuredLogs
    @Testcontainers
    static class BuiltDirectoryTestCase {
        @RegisterExtension
        static final StructuredLogsExtension LOGS =
                StructuredLogsExtension.builder().filesDirectory(BUILT).build();

        @Container
        static final WriterContainer KETTLE = WriterContainer.onRequest("text=boiling");

        @Test
        void fails() {
            fail("too hot");
        }
    }

    @StructuredLogs
    static class DirectoryOfAnInstanceTestCase {
        @RegisterExtension
        final StructuredLogsExtension logs =
                StructuredLogsExtension.builder().filesDirectory(BUILT).build();

        @Test
        void passes() {}
    }

    @Test
    void aKilledJvmLeavesWhatItHad() throws IOException, InterruptedException {
        String id = UUID.randomUUID().toString();
        Path printed = directory.resolve("printed.txt");
        Process process = start(id, printed);
        try {
            long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (!wasWritten("records.jsonl", "half a cup")) {
                assertThat(process.isAlive() && System.nanoTime() < deadline)
                        .as("a run that goes on; it printed %s", printed)
                        .isTrue();
                Thread.sleep(20);
            }
        } finally {
            process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
            removeContainers(id);
        }

        assertThat(index(TestsTestCase.class)).contains("\"block\":\"fails.txt\"");
        assertThat(file("fails.txt")).content().contains(" FAILED ", "no cup");
        assertThat(file("fails.jsonl")).content().contains("no cup");
        assertThat(index(WaitsTestCase.class)).contains("> waits()\",\"outcome\":\"running\"");
        assertThat(wasWritten(".log", "half a cup")).as("byte for byte").isTrue();
    }

    @StructuredLogs
    @Testcontainers
    static class WaitsTestCase {
        @Container
        static final WriterContainer WRITER =
                WriterContainer.onRequest().withLabel(LABEL, System.getProperty(LABEL, "none"));

        @Test
        void waits() throws InterruptedException {
            WRITER.write("text=half a cup");
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private Process start(String id, Path printed) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + LABEL + "=" + id,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--disable-banner",
                "--details=none",
                "--config=structuredlogs.files.directory=" + directory,
                "--config=structuredlogs.files.raw=true",
                "--config=structuredlogs.files.records=true",
                "--select-class=" + TestsTestCase.class.getName(),
                "--select-class=" + WaitsTestCase.class.getName()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
    }

    private static void removeContainers(String id) {
        var client = DockerClientFactory.instance().client();
        client.listContainersCmd()
                .withLabelFilter(Map.of(LABEL, id))
                .exec()
                .forEach(container -> client.removeContainerCmd(container.getId())
                        .withForce(true)
                        .exec());
    }

    private String index(Class<?> testClass) throws IOException {
        return Files.readString(file(testClass.getName().replace('$', '.') + "/index.json"));
    }

    private Path file(String name) throws IOException {
        return files(name).get(0);
    }

    private boolean wasWritten(String name, String text) throws IOException {
        for (Path file : files(name)) {
            if (Files.readString(file).contains(text)) {
                return true;
            }
        }
        return false;
    }

    private List<Path> files(String name) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(name)).collect(Collectors.toList());
        }
    }
}

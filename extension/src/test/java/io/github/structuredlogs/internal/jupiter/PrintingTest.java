package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.internal.output.console.Console;
import io.github.structuredlogs.internal.render.RecordFormatter;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.settings.SettingsLayer;
import io.github.structuredlogs.testing.RunInOwnJvm;
import io.github.structuredlogs.testing.TestRun;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.output.Slf4jLogConsumer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** What is printed, and when, by the settings of a class. */
@Tag("containers")
class PrintingTest {

    private static final String TITLE = " FAILED  PrintingTest$";

    private static TestRun run(String print) {
        TestRun run = TestRun.of(Map.of("structuredlogs.print", print), PassesAndFailsTestCase.class);
        run.results().testEvents().assertStatistics(stats -> stats.succeeded(2).failed(1));
        return run;
    }

    private static List<String> lines(TestRun run, String text) {
        return run.output().lines().filter(line -> line.contains(text)).toList();
    }

    @Test
    void liveEachRecordAsItComes() {
        TestRun run = run("live");

        assertThat(lines(run, "of the first")).hasSize(1);
        assertThat(lines(run, "of the last")).hasSize(1);
        assertThat(lines(run, TITLE)).hasSize(1);
    }

    @Test
    void afterTestEachTestsRecordsBelowItsName() {
        TestRun run = run("after_test");

        List<String> printed = run.output().lines().toList();
        for (String test : List.of("first", "last")) {
            assertThat(lines(run, "of the " + test)).hasSize(1);
            int line = printed.indexOf(lines(run, "of the " + test).get(0));
            assertThat(printed.subList(0, line))
                    .filteredOn(it -> it.startsWith("PrintingTest$"))
                    .last()
                    .asString()
                    .contains(" > " + test + "()");
        }
        assertThat(lines(run, TITLE)).hasSize(1);
    }

    @Test
    void onFailureABlockAlone() {
        TestRun run = run("on_failure");

        assertThat(lines(run, "of the ")).isEmpty();
        assertThat(lines(run, TITLE)).hasSize(1);
        assertThat(run.output().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains(TITLE));
    }

    @Test
    void whatEndedBeforeTheTestAmongTheStatesOfItsContainers() {
        String block = TestRun.of(Map.of("structuredlogs.print", "ON_FAILURE"), EndedBeforeTestCase.class)
                .output();

        assertThat(block.lines().limit(10))
                .anySatisfy(line -> assertThat(line).contains("exited 0", "no migrations found"));
    }

    @StructuredLogs
    @Testcontainers
    static class EndedBeforeTestCase {
        @Container
        static final WriterContainer MIGRATOR = new WriterContainer(
                        "text=reading /migrations", "text=no migrations found", "exit=0")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy());

        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @Test
        void fails() {
            WRITER.write("json=\"level\":\"info\",\"msg\":\"asked\"");
            fail("no cup");
        }
    }

    @Test
    void whatEndedInAnEarlierTestWithItsLastWords(@TempDir Path directory) throws IOException {
        TestRun run = TestRun.of(
                Map.of("structuredlogs.print", "ON_FAILURE", "structuredlogs.files.directory", directory.toString()),
                EndedInAnEarlierTestCase.class);

        run.results().testEvents().assertStatistics(stats -> stats.succeeded(2).failed(1));
        assertThat(run.output().lines().limit(5))
                .anySatisfy(line -> assertThat(line)
                        .matches("importer exited 1 during a_importsFeed, \\d+(\\.\\d)? s before this test: "
                                + "import failed — IOException: feed has no header"));
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(file -> file.endsWith("c_fails.md")))
                    .singleElement(as(InstanceOfAssertFactories.PATH))
                    .content()
                    .containsPattern("`importer` ERROR, exited 1 during a_importsFeed, \\S+ s before this test")
                    .contains("feed has no header");
        }
    }

    @StructuredLogs
    @Testcontainers
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class EndedInAnEarlierTestCase {
        @Container
        static final WriterContainer IMPORTER = WriterContainer.onRequest();

        @Test
        void a_importsFeed(CapturedLogs logs) {
            assertThatThrownBy(() -> IMPORTER.write(
                            "json=\"level\":\"error\",\"msg\":\"import failed\",\"err\":{\"type\":\"IOException\","
                                    + "\"message\":\"feed has no header\",\"stack\":\"IOException: feed has no header\"}",
                            "exit=1"))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(logs)
                    .eventually(
                            Duration.ofSeconds(10),
                            it -> it.withMessage("import failed").hasSize(1));
            while (IMPORTER.isRunning()) {
                Thread.onSpinWait();
            }
        }

        @Test
        void b_passes() {}

        @Test
        void c_fails() {
            fail("no feed");
        }
    }

    @Test
    void whatAContainerSaidAtItsStartIfTheTestItselfShowsNothing() {
        String block = TestRun.of(Map.of("structuredlogs.print", "ON_FAILURE"), SaidAtTheStartTestCase.class)
                .output();

        assertThat(block.lines().limit(10))
                .anySatisfy(line -> assertThat(line).contains("before this test]", "interest is not scheduled"));
    }

    @StructuredLogs
    @Testcontainers
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class SaidAtTheStartTestCase {
        @Container
        static final WriterContainer WRITER =
                WriterContainer.onRequest("json=\"level\":\"info\",\"msg\":\"interest is not scheduled\"");

        @Test
        void first() {
            WRITER.write("json=\"level\":\"info\",\"msg\":\"interest declined in the first\"");
        }

        @Test
        void second() {
            WRITER.write("json=\"level\":\"info\",\"msg\":\"asked\"");
            fail("no interest");
        }
    }

    @Test
    void neverNothing() {
        assertThat(run("never").output()).isEmpty();
    }

    @StructuredLogs
    @Testcontainers
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class PassesAndFailsTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest();

        @Test
        void first() {
            WRITER.write("json=\"level\":\"info\",\"msg\":\"of the first\"");
        }

        @Test
        void inBetween() {
            WRITER.write("json=\"level\":\"info\",\"msg\":\"asked\"", "json=\"level\":\"error\",\"msg\":\"no cup\"");
            fail("no cup");
        }

        @Test
        void last() {
            WRITER.write("json=\"level\":\"info\",\"msg\":\"of the last\"");
        }
    }

    @Test
    void fromALevelThatAContainerMayHaveOfItsOwn() {
        TestRun run = TestRun.of(LevelsTestCase.class);

        run.assertAllPass(1);
        assertThat(run.output())
                .contains("noise at WARN", "orders at INFO")
                .doesNotContain("noise at INFO", "orders at DEBUG");
    }

    @StructuredLogs(levels = "noise=WARN")
    @Testcontainers
    static class LevelsTestCase {
        @Container
        static final WriterContainer NOISE = WriterContainer.onRequest();

        @Container
        static final WriterContainer ORDERS = WriterContainer.onRequest();

        @Test
        void logs(CapturedLogs logs) {
            NOISE.write(
                    "json=\"level\":\"info\",\"msg\":\"noise at INFO\"",
                    "json=\"level\":\"warn\",\"msg\":\"noise at WARN\"");
            ORDERS.write(
                    "json=\"level\":\"debug\",\"msg\":\"orders at DEBUG\"",
                    "json=\"level\":\"info\",\"msg\":\"orders at INFO\"");
            assertThat(logs).hasSize(4);
        }
    }

    @Test
    void saysThatAContainersOwnConsumerPrintsItAsWell() {
        TestRun run = TestRun.of(ConsumerTestCase.class);

        assertThat(lines(run, "is printed by its own log consumer as well, a Slf4jLogConsumer"))
                .singleElement()
                .asString()
                .startsWith("[structured-logs] orders: ");
    }

    @StructuredLogs
    @Testcontainers
    static class ConsumerTestCase {
        @Container
        static final WriterContainer ORDERS =
                WriterContainer.onRequest().withLogConsumer(new Slf4jLogConsumer(LoggerFactory.getLogger("orders")));

        @Test
        void first() {}

        @Test
        void second() {}
    }

    @Test
    void whatBecomesOfAContainerBetweenItsRecords() {
        TestRun run = TestRun.of(LifecycleTestCase.class);

        run.assertAllPass(1);
        assertThat(run.output()
                        .lines()
                        .map(line -> line.replaceAll("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}|─", "")
                                .replaceAll(" +", " ")))
                .containsSubsequence("orders started", "orders start", "orders paused", "orders resumed")
                .containsSubsequence("orders resumed", "orders stopped", "orders restarted", "orders start");
    }

    @StructuredLogs
    @Testcontainers
    static class LifecycleTestCase {
        @Container
        static final WriterContainer ORDERS = new WriterContainer("text=start", "sleep=600");

        @Test
        void pausesAndRestarts(CapturedLogs logs) throws InterruptedException {
            var client = DockerClientFactory.instance().client();
            String id = ORDERS.getContainerId();
            logs.all().await(Duration.ofSeconds(10), record -> "start".equals(record.message()));
            client.pauseContainerCmd(id).exec();
            client.unpauseContainerCmd(id).exec();
            client.restartContainerCmd(id).withTimeout(0).exec();
            // The first one may belong to the class: the container logs it when it starts.
            assertThat(logs.all())
                    .eventually(
                            Duration.ofSeconds(10),
                            it -> it.from(ORDERS).withMessage("start").hasSize(2));
        }
    }

    @Test
    void oneLineOfAStartThatGoesWellAndTheRecordsOfOneThatDoesNot() {
        TestRun run = TestRun.of(Map.of("structuredlogs.startup", "folded"), StartsTestCase.class);

        run.assertAllPass(2);
        // On a busy machine some of them come after the line.
        assertThat(run.output()).containsPattern("orders +ready after \\d+\\.\\d s(, \\d+ records)?\n");
        assertThat(Pattern.compile("orders .*?(\\d+) records( more of its start)?\n")
                        .matcher(run.output())
                        .results()
                        .mapToInt(line -> Integer.parseInt(line.group(1)))
                        .sum())
                .isEqualTo(300);
        assertThat(lines(run, "orders")).anySatisfy(line -> assertThat(line).endsWith("order received"));
        assertThat(lines(run, "line 17")).isEmpty();
        assertThat(run.output()).containsSubsequence("booting", "no such database", "exited 3");
    }

    @StructuredLogs
    @Testcontainers
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class StartsTestCase {
        @Container
        static final WriterContainer ORDERS = WriterContainer.onRequest("numbers=300");

        private final WriterContainer failing = new WriterContainer("text=booting", "text=no such database", "exit=3");

        @Test
        void first(CapturedLogs logs) {
            ORDERS.write("json=\"level\":\"info\",\"msg\":\"order received\"");
            assertThat(logs).from(ORDERS).withMessage("order received").hasSize(1);
        }

        @Test
        void second() {
            failing.withStartupCheckStrategy(new OneShotStartupCheckStrategy());
            assertThatThrownBy(failing::start).isNotNull();
        }
    }

    @Test
    void whatTheBuildServerAndTheTerminalUnderstand() {
        Map<String, String> jenkins = Map.of("JENKINS_URL", "http://ci/", "COLUMNS", "80", "NO_COLOR", "1");
        String printed = RunInOwnJvm.of(PassesAndFailsTestCase.class, jenkins);

        assertThat(printed.lines().filter(line -> line.startsWith("[[ATTACHMENT|")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(Path.of(line.substring(line.indexOf('|') + 1, line.length() - 2)))
                        .isNotEmptyFile()
                        .isAbsolute());
        assertThat(printed.lines().filter(line -> line.matches("[━=]{40,}")).map(String::length))
                .containsExactly(80);
        assertThat(RunInOwnJvm.of(PassesAndFailsTestCase.class, Map.of("GITHUB_ACTIONS", "true"))
                        .lines())
                .containsOnlyOnce("::endgroup::")
                .filteredOn(line -> line.startsWith("::group::In order of time"))
                .hasSize(1);
    }

    @Test
    void aContainerInOneColorAndColumnWhateverAClassSets() {
        Console console = new Console(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        RecordFormatter one = console.formatter(settings("4"));
        RecordFormatter other = console.formatter(settings("9"));
        assertThat(other).isNotSameAs(one);
        // more than there are colours to choose from by name
        for (int i = 0; i < 8; i++) {
            (i % 2 == 0 ? one : other).expect("container-" + i);
        }

        for (int i = 0; i < 8; i++) {
            assertThat(lifecycle(one, i)).isEqualTo(lifecycle(other, i));
        }
    }

    private static String lifecycle(RecordFormatter formatter, int container) {
        return formatter.lifecycle("container-" + container, null, "started", null);
    }

    private static Settings settings(String depth) {
        return new Settings(
                List.of(new SettingsLayer.SettingsLayerBuilder()
                        .set("stacktrace.depth", depth)
                        .set("color", "always")
                        .build("here")),
                Map.of());
    }

    /** What is still to come when the run has ended is printed on somebody else's console. */
    @Test
    void nothingAfterTheRunsEnd() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Console console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8));

        console.println("in time");
        console.close();
        console.println("too late");

        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).containsExactly("in time");
    }
}

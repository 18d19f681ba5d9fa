package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.testing.RunInOwnJvm;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What the runners that people use write of failed tests: the block of a test stands in their reports once, whole, as it is
 * in its file, and in the report of that test. Where tests run one after the other it is in what the test has printed; in
 * parallel, where Surefire credits what one prints to another, it is in its failure.
 */
@Tag("containers")
class RunnersTest {

    private static final String TITLE = " FAILED ";

    private static final List<Class<?>> CASES =
            List.of(MugCases.class, TeapotCases.class, KettleCases.class, SpoonCases.class);

    /** What each test fails with: none fails with what another does. */
    private static final List<String> FAILURES = List.of(
            "no mug is there",
            "the mug is broken",
            "no teapot is there",
            "the teapot leaks",
            "no gas is there",
            "no oil is there",
            "boiled over, time 1",
            "boiled over, time 3",
            "no high whistle",
            "no old whistle",
            "the lid is lost",
            "the handle is hot");

    private static final String CLASS_FAILURE = "the drawer is stuck";

    private static final Map<String, String> PARALLEL = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "6");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path project;

    private Path runs;

    @BeforeEach
    void nameDirectories() {
        runs = project.resolve("runs");
    }

    @Test
    void surefireAndFailsafeShowABlockInItsTestsOutput() throws Exception {
        Files.writeString(project.resolve("pom.xml"), pom());

        maven("surefire:%1$s:test@sequential", "failsafe:%1$s:integration-test@sequential");

        assertBlocksStandInTheirTestsOutput(tests("surefire-sequential"), blocks("surefire-sequential"));
        assertBlocksStandInTheirTestsOutput(tests("failsafe-sequential"), blocks("failsafe-sequential"));
    }

    @Test
    void surefireAndFailsafeShowABlockInItsTestsFailureWhereTestsRunInParallel() throws Exception {
        Files.writeString(project.resolve("pom.xml"), pom());

        maven("surefire:%1$s:test@parallel", "failsafe:%1$s:integration-test@parallel");

        assertBlocksStandInTheirTestsFailure(tests("surefire-parallel"), blocks("surefire-parallel"));
        assertBlocksStandInTheirTestsFailure(tests("failsafe-parallel"), blocks("failsafe-parallel"));
        assertThat(titles(read(project.resolve("printed.txt"))))
                .as("on the console, of both")
                .hasSize(2 * (FAILURES.size() + 1));
    }

    @Test
    void theConsoleLauncherShowsABlockInItsTestsOutput() throws Exception {
        launcher(Map.of(), "launcher-sequential");

        // What a class has printed is in none of JUnit's reports, but its failure is.
        Map<String, String> blocks = blocks("launcher-sequential");
        blocks.remove(CLASS_FAILURE);
        List<Reported> tests = tests("launcher-sequential");
        tests.removeIf(test -> test.failure().equals(CLASS_FAILURE));
        assertBlocksStandInTheirTestsOutput(tests, blocks);
    }

    @Test
    void theConsoleLauncherShowsABlockInItsTestsFailureWhereTestsRunInParallel() throws Exception {
        launcher(PARALLEL, "launcher-parallel");

        assertBlocksStandInTheirTestsFailure(tests("launcher-parallel"), blocks("launcher-parallel"));
        assertThat(titles(read(project.resolve("printed.txt"))))
                .as("on the console")
                .hasSize(FAILURES.size() + 1);
    }

    // --- what stands in the reports

    /**
     * A test as a report has it.
     *
     * @param failure the message that it failed with, empty if it passed
     * @param printed what it printed
     * @param thrown what it has thrown, as text
     */
    private record Reported(String failure, String printed, String thrown) {}

    private static void assertBlocksStandInTheirTestsOutput(List<Reported> tests, Map<String, String> blocks) {
        assertBlocksStandIn(tests, blocks, Reported::printed, Reported::thrown);
    }

    private static void assertBlocksStandInTheirTestsFailure(List<Reported> tests, Map<String, String> blocks) {
        assertBlocksStandIn(tests, blocks, Reported::thrown, Reported::printed);
    }

    private static void assertBlocksStandIn(
            List<Reported> tests,
            Map<String, String> blocks,
            Function<Reported, String> place,
            Function<Reported, String> otherPlace) {
        assertThat(tests)
                .extracting(Reported::failure)
                .filteredOn(it -> !it.isEmpty())
                .containsExactlyInAnyOrderElementsOf(blocks.keySet());
        assertThat(tests).allSatisfy(test -> {
            String own = blocks.get(test.failure());
            assertThat(titles(place.apply(test))).hasSize(own == null ? 0 : 1);
            assertThat(titles(otherPlace.apply(test))).isEmpty();
            if (own != null) {
                assertThat(withoutNumbers(place.apply(test))).contains(withoutNumbers(own));
            }
        });
    }

    /** A container beside others of its name may get its number between the two writings of a block. */
    private static String withoutNumbers(String text) {
        return text.replaceAll("#\\d+", "");
    }

    private static List<String> titles(String output) {
        return output.lines().filter(line -> line.contains(TITLE)).toList();
    }

    private List<Reported> tests(String run) throws Exception {
        List<Reported> all = new ArrayList<>();
        List<String> blocks = new ArrayList<>();
        try (Stream<Path> files = Files.list(project.resolve(run))) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".xml")).sorted().toList()) {
                Document report = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(file.toFile());
                NodeList tests = report.getElementsByTagName("testcase");
                for (int i = 0; i < tests.getLength(); i++) {
                    Element test = (Element) tests.item(i);
                    NodeList failures = test.getElementsByTagName("failure");
                    all.add(new Reported(
                            failures.getLength() == 0 ? "" : ((Element) failures.item(0)).getAttribute("message"),
                            texts(test.getElementsByTagName("system-out")),
                            texts(failures)));
                }
                blocks.addAll(titles(report.getDocumentElement().getTextContent()));
            }
        }
        assertThat(blocks).as("blocks, those beside tests too").hasSizeLessThanOrEqualTo(FAILURES.size() + 1);
        return all;
    }

    private static String texts(NodeList elements) {
        StringBuilder texts = new StringBuilder();
        for (int i = 0; i < elements.getLength(); i++) {
            texts.append(elements.item(i).getTextContent()).append('\n');
        }
        return comparable(texts.toString());
    }

    /** Without the width of columns, which only the console knows, and the files' place, which it shortens. */
    private static String comparable(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("All "))
                .map(line -> line.strip().replaceAll(" +", " "))
                .collect(Collectors.joining("\n"));
    }

    /** The blocks of a run as they are in its files, by the message of the failure that each of them names. */
    private Map<String, String> blocks(String run) throws IOException {
        Map<String, String> blocks = new TreeMap<>();
        try (Stream<Path> files = Files.walk(runs.resolve(run))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".txt")).toList()) {
                String block = comparable(Files.readString(file));
                String failure = block.lines().skip(1).findFirst().orElseThrow();
                blocks.put(failure.substring(failure.indexOf(": ") + 2), block);
            }
        }
        assertThat(blocks.keySet())
                .containsAll(FAILURES)
                .contains(CLASS_FAILURE)
                .hasSize(FAILURES.size() + 1);
        return blocks;
    }

    // --- the runners

    private void maven(String... goals) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                mavenCommand(), "-B", "-q", "-f", project.resolve("pom.xml").toString()));
        command.add("-Dstructuredlogs.history.directory=off");
        String repository = System.getProperty("runners.repository");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        for (String goal : goals) {
            command.add("org.apache.maven.plugins:maven-"
                    + goal.formatted(surefireVersion()).replaceFirst("^(surefire|failsafe):", "$1-plugin:"));
        }
        run(command);
    }

    /** The Maven that runs this build, or, from an IDE, the one on the path. */
    private static String mavenCommand() {
        String home = System.getProperty("runners.maven");
        return home == null
                ? "mvn"
                : Path.of(home, "bin", File.separatorChar == '/' ? "mvn" : "mvn.cmd")
                        .toString();
    }

    private static String surefireVersion() {
        return System.getProperty("runners.surefire", "3.6.1");
    }

    private void launcher(Map<String, String> parameters, String name) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-cp",
                classPath(),
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--disable-banner",
                "--details=tree",
                "--reports-dir=" + project.resolve(name),
                "--config=junit.platform.output.capture.stdout=true"));
        command.addAll(1, RunInOwnJvm.SHORT_LIVED);
        CASES.forEach(cases -> command.add("--select-class=" + cases.getName()));
        settings(name, parameters).forEach((key, value) -> command.add("--config=" + key + "=" + value));
        run(command);
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Path printed = project.resolve("printed.txt");
        ProcessBuilder runner =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        // neither what this build was told nor what it runs on is the small project's
        runner.environment()
                .keySet()
                .removeAll(List.of("MAVEN_OPTS", "MAVEN_ARGS", "CI", "GITHUB_ACTIONS", "JENKINS_URL"));
        runner.environment().put("MAVEN_OPTS", String.join(" ", RunInOwnJvm.SHORT_LIVED));
        runner.environment().put("LC_ALL", "C.UTF-8");
        Process process = runner.start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended)
                .as(() -> command + " ended; it printed:\n" + read(printed))
                .isTrue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return String.valueOf(e);
        }
    }

    private Map<String, String> settings(String run, Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(more);
        settings.put("structuredlogs.color", "never");
        settings.put("structuredlogs.print", "live");
        settings.put("structuredlogs.files.directory", runs.resolve(run).toString());
        return settings;
    }

    private static String classPath() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(element -> Path.of(element).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A project without sources of its own: it runs classes of ours, on our class path. */
    private String pom() {
        String classPath = Arrays.stream(classPath().split(File.pathSeparator))
                .map("<additionalClasspathElement>%s</additionalClasspathElement>"::formatted)
                .collect(Collectors.joining("\n"));
        String jupiter = Test.class.getPackage().getImplementationVersion();
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.acme</groupId>
                  <artifactId>runners</artifactId>
                  <version>1</version>
                  <dependencies>
                    <dependency>
                      <groupId>org.junit.jupiter</groupId>
                      <artifactId>junit-jupiter</artifactId>
                      <version>%s</version>
                      <scope>test</scope>
                    </dependency>
                  </dependencies>
                  <build>
                    <plugins>
                      %s
                      %s
                    </plugins>
                  </build>
                </project>
                """.formatted(
                jupiter, plugin("surefire", "test", classPath), plugin("failsafe", "integration-test", classPath));
    }

    private String plugin(String name, String goal, String classPath) {
        return """
                <plugin>
                  <artifactId>maven-%s-plugin</artifactId>
                  <version>%s</version>
                  <configuration>
                    <testFailureIgnore>true</testFailureIgnore>
                    <argLine>-Dfile.encoding=UTF-8 %s</argLine>
                    <testClassesDirectory>%s</testClassesDirectory>
                    <includes>%s</includes>
                    <additionalClasspathElements>%s</additionalClasspathElements>
                  </configuration>
                  <executions>%s</executions>
                </plugin>
                """.formatted(
                        name,
                        surefireVersion(),
                        String.join(" ", RunInOwnJvm.SHORT_LIVED),
                        testClasses(),
                        CASES.stream()
                                .map(it -> "<include>**/" + it.getSimpleName() + ".class</include>")
                                .collect(Collectors.joining()),
                        classPath,
                        execution(name, goal, "sequential", Map.of()) + execution(name, goal, "parallel", PARALLEL));
    }

    private String execution(String plugin, String goal, String id, Map<String, String> parameters) {
        String run = plugin + "-" + id;
        return """
                <execution>
                  <id>%s</id>
                  <goals><goal>%s</goal></goals>
                  <configuration>
                    <reportsDirectory>%s</reportsDirectory>
                    <properties><configurationParameters>%s</configurationParameters></properties>
                  </configuration>
                </execution>
                """.formatted(
                        id,
                        goal,
                        project.resolve(run),
                        settings(run, parameters).entrySet().stream()
                                .map(it -> it.getKey() + " = " + it.getValue())
                                .collect(Collectors.joining("\n", "\n", "\n")));
    }

    private static Path testClasses() {
        try {
            return Path.of(MugCases.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

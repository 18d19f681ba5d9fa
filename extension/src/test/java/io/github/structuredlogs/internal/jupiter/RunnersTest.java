package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What the runners that people use write of failed tests: the block of a test stands in their reports once, whole, as it is
 * in its file, and in the output of that test. Where tests run in parallel Surefire credits what one prints to
 * another one, or to none: that is not tried here.
 */
class RunnersTest {

    private static final String TITLE = " FAILED ";

    private static final List<Class<?>> CASES = List.of(MugCases.class, TeapotCases.class);

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

        assertBlocksStandInTheirTestsOutput(project.resolve("surefire-sequential"));
        assertBlocksStandInTheirTestsOutput(project.resolve("failsafe-sequential"));
    }

    /** In whose output they put what is printed, when tests run in parallel, is theirs to say; no block is torn or lost. */
    @Test
    void surefireAndFailsafePrintEachBlockWholeWhereTestsRunInParallel() throws Exception {
        Files.writeString(project.resolve("pom.xml"), pom());

        maven("surefire:%1$s:test@parallel", "failsafe:%1$s:integration-test@parallel");

        String printed = comparable(read(project.resolve("printed.txt")));
        assertThat(titles(printed)).hasSize(8);
        for (String run : List.of("surefire-parallel", "failsafe-parallel")) {
            assertThat(blocks(project.resolve(run)).values())
                    .allSatisfy(block -> assertThat(printed).contains(block));
        }
    }

    @Test
    void theConsoleLauncherShowsABlockInItsTestsOutput() throws Exception {
        launcher(Map.of(), "launcher-sequential");
        launcher(PARALLEL, "launcher-parallel");

        assertBlocksStandInTheirTestsOutput(project.resolve("launcher-sequential"));
        assertBlocksStandInTheirTestsOutput(project.resolve("launcher-parallel"));
    }

    // --- what stands in the reports

    private void assertBlocksStandInTheirTestsOutput(Path reports) throws Exception {
        Map<String, String> blocks = blocks(reports);
        outputs(reports).forEach((test, output) -> {
            String own = blocks.get(test);
            assertThat(titles(output)).as(test).hasSize(own == null ? 0 : 1);
            if (own != null) {
                assertThat(output).as(test).contains(own);
            }
        });
    }

    private static List<String> titles(String output) {
        return output.lines().filter(line -> line.contains(TITLE)).toList();
    }

    /** Of all tests in the reports of a run, what they printed. */
    private static Map<String, String> outputs(Path reports) throws Exception {
        Map<String, String> outputs = new TreeMap<>();
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".xml")).sorted().toList()) {
                NodeList tests = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(file.toFile())
                        .getElementsByTagName("testcase");
                for (int i = 0; i < tests.getLength(); i++) {
                    Element test = (Element) tests.item(i);
                    String name = test.getAttribute("name").replace("()", "");
                    String className = test.getAttribute("classname");
                    outputs.put(
                            className.substring(className.lastIndexOf('.') + 1) + " > " + name + "()",
                            texts(test.getElementsByTagName("system-out")));
                }
            }
        }
        assertThat(outputs).hasSize(6);
        return outputs;
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

    /** The blocks of a run as they are in its files, by the test that each of them names. */
    private Map<String, String> blocks(Path reports) throws IOException {
        Map<String, String> blocks = new TreeMap<>();
        try (Stream<Path> files = Files.walk(runs.resolve(reports.getFileName()))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".txt")).toList()) {
                String block = comparable(Files.readString(file));
                blocks.put(block.substring(block.indexOf(TITLE) + TITLE.length(), block.indexOf(')') + 1), block);
            }
        }
        assertThat(blocks)
                .containsOnlyKeys(
                        "MugCases > failsOnce()",
                        "MugCases > failsTwice()",
                        "TeapotCases > failsOnce()",
                        "TeapotCases > failsTwice()");
        return blocks;
    }

    // --- the runners

    private void maven(String... goals) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                mavenCommand(), "-B", "-q", "-f", project.resolve("pom.xml").toString()));
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
                "--details=none",
                "--reports-dir=" + project.resolve(name),
                "--config=junit.platform.output.capture.stdout=true"));
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
                    <argLine>-Dfile.encoding=UTF-8</argLine>
                    <testClassesDirectory>%s</testClassesDirectory>
                    <includes>%s</includes>
                    <additionalClasspathElements>%s</additionalClasspathElements>
                  </configuration>
                  <executions>%s</executions>
                </plugin>
                """.formatted(
                        name,
                        surefireVersion(),
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

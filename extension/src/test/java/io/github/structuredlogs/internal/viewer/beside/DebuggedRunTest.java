package io.github.structuredlogs.internal.viewer.beside;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.NotFoundException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import io.github.structuredlogs.testing.RunInOwnJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

/** A JVM of tests that a debugger has stopped at a breakpoint, and then kills: what its page shows meanwhile. */
@Tag("containers")
class DebuggedRunTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path temporary;

    private Process tests;
    private String page;
    private int debugPort;
    private String containerId;
    private URI container;

    @BeforeEach
    void start() throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dstructuredlogs.files.directory=" + temporary.resolve("files"),
                        "-Dstructuredlogs.history.directory=off",
                        RunInOwnJvm.class.getName(),
                        StoppedCases.class.getName())
                .redirectErrorStream(true);
        java.environment()
                .put(
                        "CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        java.environment().remove("CI");
        tests = java.start();
        BufferedReader out = new BufferedReader(new InputStreamReader(tests.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        while (page == null || debugPort == 0 || containerId == null) {
            String line = out.readLine();
            assertThat(line).as("what the tests printed:%n%s", all).isNotNull();
            all.append(line).append('\n');
            Matcher said = Pattern.compile(".*live page of this run: (http\\S+)"
                            + "|Listening for transport dt_socket at address: (\\d+)"
                            + "|container (\\w+) (\\S+) ")
                    .matcher(line);
            if (said.matches()) {
                page = said.group(1) == null ? page : said.group(1);
                debugPort = said.group(2) == null ? debugPort : Integer.parseInt(said.group(2));
                containerId = said.group(3) == null ? containerId : said.group(3);
                container = said.group(4) == null ? container : URI.create("http://" + said.group(4) + "/");
            }
        }
    }

    @AfterEach
    void removeContainer() throws InterruptedException {
        tests.destroyForcibly().waitFor();
        if (containerId != null) {
            try {
                DockerClientFactory.instance()
                        .client()
                        .removeContainerCmd(containerId)
                        .withForce(true)
                        .exec();
            } catch (NotFoundException e) {
                // The tests have removed it.
                return;
            }
        }
    }

    @Test
    void showsWhatIsLoggedWhileAllThreadsAreSuspendedAndEndsWhenTheTestsAreKilled() throws Exception {
        List<ProcessHandle> viewers = tests.descendants().toList();
        assertThat(viewers).hasSize(1);

        try (ToldPage told = new ToldPage(http, page)) {
            told.await("\"outcome\":\"RUNNING\"");
            stopAtBreakpoint();
            ask(URI.create(
                    container + "json=%22sev%22:%22warn%22,%22txt%22:%22while%20stopped%22,%22cake%22:%22geheim%22"));

            told.await("while stopped");

            assertThat(told.all())
                    .contains("\"name\":\"orders\"", "cakes", "till")
                    .doesNotContain("geheim", "\u202e");
            tests.destroyForcibly();
            told.await("event: over");
        }
        ask(URI.create(page + "gone?page=" + ToldPage.ID));

        viewers.get(0).onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(isServed()).isFalse();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(each -> !each.endsWith("files"))).isEmpty();
        }
    }

    /** Stops all threads of the tests' JVM at a line of the test, as an IDE does. */
    private void stopAtBreakpoint() throws Exception {
        AttachingConnector socket = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = socket.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(debugPort));
        VirtualMachine jvm = socket.attach(arguments);
        BreakpointRequest breakpoint = jvm.eventRequestManager()
                .createBreakpointRequest(jvm.classesByName(StoppedCases.class.getName())
                        .get(0)
                        .methodsByName("stopHere")
                        .get(0)
                        .location());
        breakpoint.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        breakpoint.enable();
        EventSet reached = jvm.eventQueue().remove(PATIENCE.toMillis());
        while (reached != null && reached.stream().noneMatch(BreakpointEvent.class::isInstance)) {
            reached.resume();
            reached = jvm.eventQueue().remove(PATIENCE.toMillis());
        }
        assertThat(reached).isNotNull();
        assertThat(jvm.allThreads()).isNotEmpty().allMatch(ThreadReference::isSuspended);
    }

    private int ask(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private boolean isServed() throws IOException, InterruptedException {
        try {
            ask(URI.create(page));
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }
}

package io.github.structuredlogs.internal.viewer.beside;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.NotFoundException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassType;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import io.github.structuredlogs.testing.RunInOwnJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** A JVM of tests with a debugger's agent and a live page: {@link StoppedCases}, and their container. */
final class DebuggedTests implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process tests;
    private String page = "";
    private int debugPort;
    private String containerId = "";
    private String container = "";
    private @Nullable VirtualMachine stopped;

    /** Starts it, and waits until its test runs. */
    DebuggedTests(Path temporary) throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dstructuredlogs.files.directory=" + temporary.resolve("files"),
                        "-Dstructuredlogs.history.directory=off",
                        RunInOwnJvm.class.getName(),
                        StoppedCases.class.getName())
                .redirectErrorStream(true);
        java.command().addAll(1, RunInOwnJvm.SHORT_LIVED);
        java.environment()
                .put(
                        "CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        java.environment().remove("CI");
        tests = java.start();
        BufferedReader out = new BufferedReader(new InputStreamReader(tests.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        while (page.isEmpty() || debugPort == 0 || containerId.isEmpty()) {
            String line = out.readLine();
            if (line == null) {
                throw new IllegalStateException("The tests ended before their page was there; they printed:\n" + all);
            }
            all.append(line).append('\n');
            Matcher said = Pattern.compile(".*live page of this run: (http\\S+)"
                            + "|Listening for transport dt_socket at address: (\\d+)"
                            + "|container (\\w+) (\\S+) ")
                    .matcher(line);
            if (said.matches()) {
                page = said.group(1) == null ? page : said.group(1);
                debugPort = said.group(2) == null ? debugPort : Integer.parseInt(said.group(2));
                containerId = said.group(3) == null ? containerId : said.group(3);
                container = said.group(4) == null ? container : "http://" + said.group(4) + "/";
            }
        }
    }

    /** {@return the address of the live page} */
    String page() {
        return page;
    }

    String containerId() {
        return containerId;
    }

    /** {@return the processes that the tests have started} */
    List<ProcessHandle> descendants() {
        return tests.descendants().toList();
    }

    /** Makes the container do steps, URL-encoded. */
    void order(String steps) throws IOException, InterruptedException {
        get(URI.create(container + steps));
    }

    int get(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.discarding())
                .statusCode();
    }

    HttpClient http() {
        return http;
    }

    /** Stops all threads of the tests' JVM at a line of the test, as an IDE does. */
    void stopAtBreakpoint() throws IOException, InterruptedException, IllegalConnectorArgumentsException {
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
        if (reached == null || !jvm.allThreads().stream().allMatch(ThreadReference::isSuspended)) {
            throw new IllegalStateException("Not all threads of the tests were suspended at the breakpoint.");
        }
        stopped = jvm;
    }

    /** Detaches the debugger from the stopped tests, which then go on. */
    void detach() {
        VirtualMachine jvm = requireNonNull(stopped);
        jvm.eventRequestManager().deleteAllBreakpoints();
        jvm.dispose();
    }

    /** Lets the stopped test end as soon as it goes on: a debugger has changed the variable of its loop. */
    void endTest() throws InvalidTypeException, ClassNotLoadedException {
        VirtualMachine jvm = requireNonNull(stopped);
        ClassType cases =
                (ClassType) jvm.classesByName(StoppedCases.class.getName()).get(0);
        cases.setValue(cases.fieldByName("goesOn"), jvm.mirrorOf(false));
    }

    /** Waits for the end of the tests. {@return their exit code} */
    int awaitEnd() throws InterruptedException {
        assertThat(tests.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .as("the tests have ended")
                .isTrue();
        return tests.exitValue();
    }

    /** Kills the tests, as an IDE's stop button does. */
    void kill() {
        tests.destroyForcibly();
    }

    @Override
    public void close() {
        try {
            tests.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

package io.github.structuredlogs.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs a test class in a JVM of its own, for what only an environment variable can bring about. */
public final class RunInOwnJvm {
    /** Options of a JVM that lives for seconds: what it compiles with optimisation takes half of its processor time. */
    public static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private RunInOwnJvm() {}

    /** {@return what the class's run printed, ending with JUnit's summary} */
    public static String of(Class<?> testClass, Map<String, String> environment) {
        return of(testClass, environment, Map.of(), element -> true);
    }

    /**
     * Runs a class with a part of this JVM's class path.
     *
     * @param environment variables of the environment
     * @param properties system properties, which JUnit takes for configuration parameters
     * @param classPath which elements of the class path the JVM has
     * @return what the class's run printed, ending with JUnit's summary
     */
    public static String of(
            Class<?> testClass,
            Map<String, String> environment,
            Map<String, String> properties,
            Predicate<String> classPath) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SHORT_LIVED);
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", classPath(classPath), RunInOwnJvm.class.getName(), testClass.getName()));
        ProcessBuilder java = new ProcessBuilder(command).redirectErrorStream(true);
        java.environment().putAll(environment);
        try {
            Process process = java.start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the JVM could not be started", e);
        }
    }

    private static String classPath(Predicate<String> wanted) {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(wanted)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Runs the class that is named by the first argument. */
    public static void main(String[] arguments) throws ClassNotFoundException {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Class.forName(arguments[0])))
                                .build(),
                        summary);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        summary.getSummary().printFailuresTo(out);
        summary.getSummary().printTo(out);
    }
}

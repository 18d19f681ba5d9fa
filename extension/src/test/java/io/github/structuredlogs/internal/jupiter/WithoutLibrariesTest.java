package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.RunInOwnJvm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules that lack a library which capturing needs, each in a JVM of its own with a class path without it. */
class WithoutLibrariesTest {

    private static final Map<String, String> SWITCHED_ON =
            Map.of("junit.jupiter.extensions.autodetection.enabled", "true", "structuredlogs.enabled", "true");

    private static final String SAID = "[structured-logs] No container is captured, because Testcontainers is not on"
            + " the test class path; add org.testcontainers:testcontainers to this module's test dependencies, or"
            + " remove @StructuredLogs from its tests.";

    @ParameterizedTest
    @ValueSource(strings = {"testcontainers|docker-java", "docker-java-transport-zerodep", "assertj"})
    void doesNothingAndSaysNothingWhereItIsSwitchedOnForAll(String missing) {
        String output = RunInOwnJvm.of(PlainTestCase.class, Map.of(), SWITCHED_ON, without(missing));

        assertThat(printed(output)).as(output).isEmpty();
        assertThat(output).contains("4 tests successful").contains("0 tests failed");
    }

    @Test
    void saysOnceWhatIsMissingWhereItIsAnnotated() {
        String output =
                RunInOwnJvm.of(AnnotatedTestCase.class, Map.of(), Map.of(), without("testcontainers|docker-java"));

        assertThat(printed(output)).isEqualTo(SAID);
        assertThat(output).contains("4 tests successful").contains("0 tests failed");
    }

    @Test
    void refusesAParameterAndAFieldThatItCannotFillIn() {
        String ofParameter =
                RunInOwnJvm.of(ParameterTestCase.class, Map.of(), SWITCHED_ON, without("testcontainers|docker-java"));
        String ofField =
                RunInOwnJvm.of(FieldTestCase.class, Map.of(), SWITCHED_ON, without("testcontainers|docker-java"));

        assertThat(ofParameter)
                .contains("1 tests failed")
                .contains("No container is captured, because Testcontainers is not on the test class path");
        assertThat(ofField)
                .contains("1 tests failed")
                .contains("No container is captured, because Testcontainers is not on the test class path");
    }

    @Test
    void readsASavedLog() {
        String output =
                RunInOwnJvm.of(SavedLogTestCase.class, Map.of(), SWITCHED_ON, without("testcontainers|docker-java"));

        assertThat(printed(output)).as(output).isEmpty();
        assertThat(output).contains("1 tests successful").contains("0 tests failed");
    }

    /** Without the libraries whose jar's name begins with one of these words. */
    private static Predicate<String> without(String words) {
        return element -> Stream.of(words.split("\\|"))
                .noneMatch(Path.of(element).getFileName().toString()::startsWith);
    }

    /** What came before JUnit's summary. */
    private static String printed(String output) {
        return output.substring(0, Math.max(0, output.indexOf("Test run finished after")))
                .strip();
    }

    static class PlainTestCase {
        @Test
        void passes() {}

        @Test
        void passesWithAParameterOfAnother(TestInfo info) {
            if (info.getDisplayName().isEmpty()) {
                throw new AssertionError();
            }
        }

        @TestFactory
        Stream<DynamicTest> passDynamically() {
            return Stream.of(DynamicTest.dynamicTest("one", () -> {}), DynamicTest.dynamicTest("two", () -> {}));
        }
    }

    @StructuredLogs
    static class AnnotatedTestCase extends PlainTestCase {}

    static class ParameterTestCase {
        @Test
        void wantsLogs(CapturedLogs logs) {
            logs.records();
        }
    }

    static class FieldTestCase {
        CapturedLogs logs;

        @Test
        void wantsLogs() {
            logs.records();
        }
    }

    static class SavedLogTestCase {
        @Test
        void reads() throws IOException {
            String line = "{\"level\":\"error\",\"message\":\"unknown sku\",\"sku\":\"X-1\"}\n";

            CapturedLogs logs = CapturedLogs.read(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));

            assertThat(logs)
                    .withLevel(LogLevel.ERROR)
                    .withField("sku", "X-1")
                    .singleElement()
                    .hasMessage("unknown sku");
        }
    }
}

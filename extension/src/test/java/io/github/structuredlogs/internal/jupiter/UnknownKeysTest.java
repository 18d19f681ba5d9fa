package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.testing.RunInOwnJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration parameter that nothing reads is told of, once, with the one that was probably meant. */
@Tag("compatibility")
class UnknownKeysTest {

    private static final List<String> FORMATS = List.of("till", "my.till");

    @ParameterizedTest
    @CsvSource({
        "structuredlogs.pirnt, structuredlogs.print",
        "structuredlogs.failOn, structuredlogs.fail-on",
        "structuredlogs.filesDirectory, structuredlogs.files.directory",
        "structuredlogs.stacktraceDepth, structuredlogs.stacktrace.depth",
        "structuredlogs.include, structuredlogs.containers.include",
        "structuredlogs.levels, structuredlogs.level",
        "structuredlogs.enable, structuredlogs.enabled",
        "structuredlogs.format.till.mesage, structuredlogs.format.till.message",
        "structuredlogs.format.level, structuredlogs.level",
        "structuredlogs.format.till.traceId, structuredlogs.format.till.trace-id",
        "structured-logs.print, structuredlogs.print",
        "structuredLogs.level.payments, structuredlogs.level.payments",
        "structuredlog.settle.absense, structuredlogs.settle.absence"
    })
    void namesTheOneThatWasMeant(String key, String meant) {
        assertThat(UnknownKeys.complaint(key, FORMATS))
                .isEqualTo(key + " is not a setting and is ignored; did you mean " + meant + "?");
    }

    @Test
    void namesAllWhereNoneIsLikeIt() {
        assertThat(UnknownKeys.complaint("structuredlogs.verbosity", FORMATS))
                .startsWith(
                        "structuredlogs.verbosity is not a setting and is ignored; the settings are structuredlogs.{print,")
                .endsWith("enabled, formats}.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "structuredlogs.print",
                "structuredlogs.enabled",
                "structuredlogs.level.payments",
                "structuredlogs.level.any#2",
                "structuredlogs.formats",
                "structuredlogs.format.till.level",
                "structuredlogs.format.my.till.levels",
                "structuredlogs.memory.limit",
                "structured.logging",
                "junit.jupiter.extensions.autodetection.enabled"
            })
    void leavesAloneWhatIsReadAndWhatIsOfOthers(String key) {
        assertThat(UnknownKeys.complaint(key, FORMATS)).isNull();
    }

    @Test
    void reportsKeysOfAnUnlistedFormat() {
        assertThat(UnknownKeys.complaint("structuredlogs.format.tills.level", FORMATS))
                .isEqualTo(
                        "structuredlogs.format.tills.level is ignored, because structuredlogs.formats lists only till,"
                                + " my.till; add \"tills\" to it.");
        assertThat(UnknownKeys.complaint("structuredlogs.format.my.till.level", List.of()))
                .isEqualTo("structuredlogs.format.my.till.level is ignored, because structuredlogs.formats is not set;"
                        + " add \"my.till\" to it.");
    }

    @Test
    void seesSystemPropertiesAndTheFile(@TempDir Path classPath) throws IOException {
        Files.writeString(
                classPath.resolve("junit-platform.properties"),
                "structuredlogs.colour = never\nstructuredlogs.formats = till\nstructuredlogs.format.till.level = sev\n");

        String output = RunInOwnJvm.of(
                PassesTestCase.class,
                Map.of("JAVA_TOOL_OPTIONS", "-Dstructuredlogs.pirnt=never -Xbootclasspath/a:" + classPath));

        assertThat(output)
                .contains("1 tests successful")
                .containsOnlyOnce("structuredlogs.pirnt is no")
                .contains("[structured-logs] structuredlogs.colour is not a setting and is ignored;"
                        + " did you mean structuredlogs.color?")
                .doesNotContain("format.till.level");
    }

    static class PassesTestCase {
        @Test
        void passes() {}
    }
}

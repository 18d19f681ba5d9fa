package io.github.structuredlogs.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.structuredlogs.Absence;
import io.github.structuredlogs.Color;
import io.github.structuredlogs.LiveViewer;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.Print;
import io.github.structuredlogs.StructuredLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void nothingNeedsToBeSet() {
        Settings settings = new Settings(List.of(), Map.of());

        assertThat(settings.print()).isEqualTo(Print.LIVE);
        assertThat(settings.level()).isEqualTo(LogLevel.INFO);
        assertThat(settings.level("orders")).isEmpty();
        assertThat(settings.failOn()).isEqualTo(LogLevel.OFF);
        assertThat(settings.include()).isEmpty();
        assertThat(settings.exclude()).isEmpty();
        assertThat(settings.redact()).isEmpty();
        assertThat(settings.color()).isEqualTo(Color.AUTO);
        assertThat(settings.width()).isZero();
        assertThat(settings.stacktraceDepth()).isEqualTo(4);
        assertThat(settings.filesDirectory()).isEqualTo(Path.of("target", "structured-logs"));
        assertThat(settings.filesRaw()).isFalse();
        assertThat(settings.filesRecords()).isFalse();
        assertThat(settings.settle()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.settleAbsence()).isEqualTo(Duration.ofMillis(50));
        assertThat(settings.absence()).isEqualTo(Absence.KNOWN);
        assertThat(settings.memoryLimit()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"true, ON_FAILURE", "1, ON_FAILURE", "false, LIVE", "'', LIVE"})
    void aContinuousIntegrationPrintsFailuresAlone(String ci, Print expected) {
        assertThat(new Settings(List.of(), Map.of("CI", ci)).print()).isEqualTo(expected);
    }

    @Test
    void whatIsSetHoldsInAContinuousIntegrationToo() {
        SettingsLayer layer =
                new SettingsLayer.SettingsLayerBuilder().set("print", "live").build("here");

        assertThat(new Settings(List.of(layer), Map.of("CI", "true")).print()).isEqualTo(Print.LIVE);
    }

    @Test
    void theNarrowestLayerHolds() {
        SettingsLayer method =
                new SettingsLayer.SettingsLayerBuilder().set("settle", "1s").build("method");
        SettingsLayer type = new SettingsLayer.SettingsLayerBuilder()
                .set("settle", "2s")
                .set("settle.absence", "20ms")
                .set("absence", "strict")
                .setLevel("orders", "DEBUG")
                .build("class");

        Settings settings = new Settings(List.of(method, type), Map.of());

        assertThat(settings.settle()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.settleAbsence()).isEqualTo(Duration.ofMillis(20));
        assertThat(settings.absence()).isEqualTo(Absence.STRICT);
        assertThat(settings.level("orders")).contains(LogLevel.DEBUG);
        assertThat(settings.level("orders#2")).contains(LogLevel.DEBUG);
        assertThat(settings.level("payments")).isEmpty();
    }

    @Test
    void aBuildServerHasNoLivePageUnlessItIsAskedFor() {
        SettingsLayer on =
                new SettingsLayer.SettingsLayerBuilder().set("viewer", "on").build("junit");
        SettingsLayer auto =
                new SettingsLayer.SettingsLayerBuilder().set("viewer", "auto").build("junit");

        assertThat(new Settings(List.of(), Map.of()).viewer()).isEqualTo(LiveViewer.AUTO);
        assertThat(new Settings(List.of(), Map.of("CI", "true")).viewer()).isEqualTo(LiveViewer.OFF);
        assertThat(new Settings(List.of(auto), Map.of("CI", "true")).viewer()).isEqualTo(LiveViewer.OFF);
        assertThat(new Settings(List.of(on), Map.of("CI", "true")).viewer()).isEqualTo(LiveViewer.ON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "print            | LOUD  | one of LIVE, AFTER_TEST, ON_FAILURE, NEVER",
                "level            | 3     | one of TRACE, DEBUG, INFO, WARN, ERROR, FATAL, OFF",
                "fail-on          | yes   | one of TRACE, DEBUG, INFO, WARN, ERROR, FATAL, OFF",
                "color            | red   | one of AUTO, ALWAYS, NEVER",
                "width            | wide  | a whole number, at least 0",
                "stacktrace.depth | -1    | a whole number, at least 0",
                "files.raw        | maybe | true or false",
                "absence          | maybe | one of KNOWN, STRICT, LENIENT",
                "settle           | soon  | a duration such as 250ms, 2s or 1m",
                "files.directory  | a\0b  | a path that this file system accepts",
                "memory.limit     | lots  | a number of bytes such as 64m or 1g",
            })
    void aWrongValueNamesItselfItsKeyWhereItWasSetAndWhatIsAllowed(String key, String value, String allowed) {
        SettingsLayer layer =
                new SettingsLayer.SettingsLayerBuilder().set(key, value).build("@StructuredLogs on CheckoutIT");

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new Settings(List.of(layer), Map.of()))
                .withMessage("structuredlogs.%s = \"%s\" (@StructuredLogs on CheckoutIT): expected %s."
                        .formatted(key, value, allowed));
    }

    @Test
    void aWrongLevelOfAContainerNamesTheContainer() {
        SettingsLayer layer = new SettingsLayer.SettingsLayerBuilder()
                .setLevel("orders", "chatty")
                .build("@StructuredLogs on CheckoutIT");

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new Settings(List.of(layer), Map.of()))
                .withMessage("structuredlogs.level.orders = \"chatty\" (@StructuredLogs on CheckoutIT): expected one of"
                        + " TRACE, DEBUG, INFO, WARN, ERROR, FATAL, OFF.");
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "2k, 2048", "64m, 67108864", "1g, 1073741824", "3 MB, 3145728"})
    void sizesAreReadWithTheirUnits(String text, long bytes) {
        SettingsLayer layer = new SettingsLayer.SettingsLayerBuilder()
                .set("memory.limit", text)
                .build("here");

        assertThat(new Settings(List.of(layer), Map.of()).memoryLimit()).isEqualTo(bytes);
    }

    @Test
    void theFilesGoWhereTheBuildPutsItsOwn(@TempDir Path project) throws IOException {
        assertThat(Settings.defaultDirectory(project, false)).isEqualTo(Path.of("target", "structured-logs"));
        Files.createFile(project.resolve("build.gradle.kts"));
        assertThat(Settings.defaultDirectory(project, false)).isEqualTo(Path.of("build", "structured-logs"));
        Files.createFile(project.resolve("pom.xml"));
        assertThat(Settings.defaultDirectory(project, false)).isEqualTo(Path.of("target", "structured-logs"));
        assertThat(Settings.defaultDirectory(project, true))
                .as("Gradle, beside a pom.xml")
                .isEqualTo(Path.of("build", "structured-logs"));
    }

    @Test
    void anAttributeOfLevelsTakesOne() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() ->
                        AnnotationLayer.of(SeveralLevels.class.getAnnotation(StructuredLogs.class), "SeveralLevels"))
                .withMessageContaining("structuredlogs.fail-on")
                .withMessageContaining("one level");
    }

    @StructuredLogs(failOn = {LogLevel.WARN, LogLevel.ERROR})
    private static final class SeveralLevels {}

    @Test
    void anAttributeOfYesOrNoIsSetOnce() {
        SettingsLayer off = AnnotationLayer.of(WithoutStats.class.getAnnotation(StructuredLogs.class), "WithoutStats");

        assertThat(new Settings(List.of(off), Map.of()).stats()).isFalse();
        assertThat(new Settings(List.of(), Map.of()).stats()).isTrue();
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> AnnotationLayer.of(SaidTwice.class.getAnnotation(StructuredLogs.class), "SaidTwice"))
                .withMessageContaining("structuredlogs.stats")
                .withMessageContaining("true or false, once");
    }

    @Test
    void whereTheRunIsSentIsNeverShown() {
        SettingsLayer headers = new SettingsLayer.SettingsLayerBuilder()
                .set("export.headers", "Bearer hunter2")
                .build("junit");
        SettingsLayer endpoint = new SettingsLayer.SettingsLayerBuilder()
                .set("export.otlp", "https://me:hunter2@collector")
                .build("junit");

        for (SettingsLayer layer : List.of(headers, endpoint)) {
            assertThatExceptionOfType(InvalidSettingException.class)
                    .isThrownBy(() -> new Settings(List.of(layer), Map.of()))
                    .withMessageContaining("structuredlogs.export.")
                    .withMessageNotContaining("hunter2");
        }
    }

    @Test
    void headersAreNamesAndValues() {
        SettingsLayer layer = new SettingsLayer.SettingsLayerBuilder()
                .set("export.headers", "Authorization=Bearer a=b, X-Tenant = shop")
                .build("junit");

        assertThat(new Settings(List.of(layer), Map.of()).exportHeaders())
                .isEqualTo(Map.of("Authorization", "Bearer a=b", "X-Tenant", "shop"));
    }

    @StructuredLogs(stats = false)
    private static final class WithoutStats {}

    @StructuredLogs(stats = {true, false})
    private static final class SaidTwice {}
}

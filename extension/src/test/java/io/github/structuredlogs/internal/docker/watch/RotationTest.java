package io.github.structuredlogs.internal.docker.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.LogConfig;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import io.github.structuredlogs.internal.store.Loss;
import io.github.structuredlogs.internal.store.Loss.Certainty;
import io.github.structuredlogs.testing.WriterContainer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/** A log that rotates at full speed: the engine discards faster than anybody can read. */
@Tag("containers")
@Tag("engine")
class RotationTest {

    private static final int LINES = 60_000;

    @RegisterExtension
    final TestWatch watch = TestWatch.ofTheEngine();

    @ParameterizedTest
    @EnumSource(
            value = LogConfig.LoggingType.class,
            names = {"JSON_FILE", "LOCAL"})
    void reportsDiscardedOutputAndReadsNothingTwice(LogConfig.LoggingType driver) throws Exception {
        try (WriterContainer writer = new WriterContainer("pad=200", "write=line", "numbers=" + LINES)
                .withCreateContainerCmdModifier(command -> command.getHostConfig()
                        .withLogConfig(new LogConfig(driver, Map.of("max-size", "1m", "max-file", "3"))))
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();
            Capture capture = watch.captureOf(writer);
            Completeness completeness = watch.awaitEnd(capture);

            NumberedLines lines = NumberedLines.of(capture);
            assertThat(lines.wrong()).isEmpty();
            // Even the end may be missing in what the engine gives: a log that has rotated is never called complete.
            assertThat(completeness.state()).isEqualTo(Completeness.CompletenessState.INCOMPLETE);
            assertThat(completeness.reason()).contains("rotat");
            for (Loss gap : gaps(capture)) {
                assertThat(completeness.losses())
                        .as("what is named of the gap between %s and %s", gap.from(), gap.to())
                        .anyMatch(loss -> loss.certainty() == Certainty.LOST
                                ? loss.from().equals(gap.from()) && loss.to().equals(gap.to())
                                : mayBeWithin(loss, gap));
                assertThat(capture.knowledge().lossesBetween(gap.from(), gap.to()))
                        .as("what an assertion knows of the time of the gap")
                        .isNotEmpty();
            }
            assertThat(completeness.losses())
                    .extracting(Loss::describe)
                    .allMatch(
                            words -> words.matches(
                                    "output (between \\S+Z and \\S+Z lost: the engine|before \\S+Z may be lost: the"
                                            + " engine may have) discarded it \\(log rotation\\) before it could be read"
                                            + "|output between \\S+Z and \\S+Z may be lost: its log rotates with compressed files, .*"));
            // What may be lost can reach further than was known when it was told.
            assertThat(capture.lifecycle())
                    .filteredOn(event -> event.kind() == LifecycleEvent.LifecycleKind.LOST)
                    .extracting(event -> beginning(event.words()))
                    .as("what people see of it")
                    .isEqualTo(completeness.losses().stream()
                            .map(loss -> beginning(loss.describe()))
                            .toList());
        }
    }

    /** A gap that is not named looks like a pause, within the time of which the capture says that it may have such gaps. */
    private static boolean mayBeWithin(Loss possible, Loss gap) {
        return possible.from() != null
                && !possible.from().isAfter(gap.from())
                && !possible.to().isBefore(gap.to());
    }

    private static String beginning(String loss) {
        return loss.replaceFirst("^output (?:between|after|before) (\\S+)(?: and \\S+)?", "$1");
    }

    /** Of files that are compressed and small, engines before 23.0 have one reader at a time. */
    @ParameterizedTest
    @CsvSource({"local, 20m, 4000", "local, 5m, 1000", "json-file, 5m, 1000"})
    void isCompleteIfTheDriverIsFarFromItsBound(String driver, String size, int lines) {
        Map<String, String> options = Map.of("max-size", size, "max-file", "3", "compress", "true");
        try (WriterContainer writer = new WriterContainer("pad=2000", "numbers=" + lines)
                .withCreateContainerCmdModifier(command -> command.getHostConfig()
                        .withLogConfig(new LogConfig(LogConfig.LoggingType.fromValue(driver), options)))
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();
            Capture capture = watch.captureOf(writer);

            assertThat(watch.awaitEnd(capture).state()).isEqualTo(Completeness.CompletenessState.COMPLETE);
            assertThat(NumberedLines.of(capture).isExactly(lines)).isTrue();
        }
    }

    /** The driver {@code json-file} writes a tab, an angle bracket and a byte that is no text in six bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"\t", "<", "\u00ff"})
    void detectsRotationOfLinesThatAreLongInJson(String wide) {
        String line =
                Base64.getEncoder().encodeToString((wide.repeat(4_000) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        String[] steps = new String[50];
        Arrays.fill(steps, "base64=" + line);
        try (WriterContainer writer = new WriterContainer(steps)
                .withCreateContainerCmdModifier(command -> command.getHostConfig()
                        .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "1m"))))
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            writer.start();

            Completeness completeness = watch.awaitEnd(watch.captureOf(writer));

            assertThat(completeness.state()).isEqualTo(Completeness.CompletenessState.INCOMPLETE);
            assertThat(completeness.reason()).contains("rotat");
        }
    }

    /** Where numbers are missing, and the times of the lines before and after. */
    private static List<Loss> gaps(Capture capture) {
        List<Loss> gaps = new ArrayList<>();
        int last = 0;
        Instant at = null;
        for (long i = 0; i < capture.size(); i++) {
            int number = Integer.parseInt(capture.record(i).raw().split(" ", 3)[1]);
            Instant now = capture.record(i).observed();
            if (number != last + 1 && at != null) {
                gaps.add(Loss.of(at, now, -1, (number - last - 1) + " lines"));
            }
            last = number;
            at = now;
        }
        return gaps;
    }
}

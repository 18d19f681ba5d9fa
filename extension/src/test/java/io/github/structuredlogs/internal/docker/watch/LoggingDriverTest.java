package io.github.structuredlogs.internal.docker.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.LogConfig.LoggingType;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.testing.WriterContainer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

/** Drivers that send a log elsewhere, of which the engine keeps a copy, and modes in which it may drop lines. */
@Tag("containers")
@Tag("engine")
class LoggingDriverTest {

    private static final int LINES = 20_000;

    @RegisterExtension
    final TestWatch watch = TestWatch.ofTheEngine();

    private static WriterContainer writer(LoggingType driver, Map<String, String> options, String... steps) {
        return new WriterContainer(steps)
                .withCreateContainerCmdModifier(
                        command -> command.getHostConfig().withLogConfig(new LogConfig(driver, options)))
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy());
    }

    private Capture ended(WriterContainer writer) {
        Capture capture = watch.captureOf(writer);
        var unused = watch.awaitEnd(capture);
        return capture;
    }

    /** What a driver fails to send, the engine does not keep either; so somebody takes it. */
    private static WriterContainer taker() {
        return new WriterContainer(
                        "-e",
                        "use IO::Socket::INET; my $s = IO::Socket::INET->new(LocalPort => 514, Proto => 'udp') or die;"
                                + " $| = 1; print qq(listening\\n); my $b; 1 while defined recv($s, $b, 65536, 0)")
                .withCreateContainerCmdModifier(command -> command.withEntrypoint("perl"))
                .waitingFor(Wait.forLogMessage("listening\n", 1));
    }

    @ParameterizedTest
    @CsvSource({"SYSLOG, blocking", "SYSLOG, ", "FLUENTD, blocking", "FLUENTD, ", "FLUENTD, non-blocking"})
    void readsTheCopyThatTheEngineKeeps(LoggingType driver, @Nullable String mode) {
        try (WriterContainer taker = taker()) {
            taker.start();
            String address = taker.getContainerInfo()
                    .getNetworkSettings()
                    .getNetworks()
                    .values()
                    .iterator()
                    .next()
                    .getIpAddress();
            Map<String, String> options = new HashMap<>(
                    driver == LoggingType.SYSLOG
                            ? Map.of("syslog-address", "udp://" + address + ":514")
                            : Map.of("fluentd-async", "true", "fluentd-buffer-limit", "64m"));
            if (mode != null) {
                options.put("mode", mode);
            }
            try (WriterContainer writer =
                    writer(driver, options, "pad=100", "to=both", "numbers=" + LINES, "to=out", "long=40000")) {
                watch.share().adopt(writer, "orders");
                writer.start();
                Capture capture = ended(writer);

                NumberedLines lines = NumberedLines.of(capture);
                assertThat(lines.wrong()).isEmpty();
                boolean blocks = "blocking".equals(mode);
                if (blocks) {
                    assertThat(lines.isExactly(LINES + 1)).as("%s", lines).isTrue();
                }
                // How many of the others the engine dropped nobody can say.
                assertThat(lines.count()).isPositive();
                assertThat(watch.captures().reports())
                        .containsExactly("orders: its output goes elsewhere with the logging driver "
                                + driver.getType() + ", and what is captured is the engine's copy, which lacks the"
                                + " lines that this driver fails to send"
                                + (blocks
                                        ? ""
                                        : " and those that come faster than the engine stores them; the log option"
                                                + " mode=blocking keeps these"));
            }
        }
    }

    @Test
    void saysWhatToDoWhenTheCopyIsTurnedOff() {
        Map<String, String> options = new HashMap<>(Map.of("syslog-address", "udp://127.0.0.1:9"));
        options.put("cache-disabled", "true");
        try (WriterContainer writer = writer(LoggingType.SYSLOG, options, "text=unheard")) {
            watch.share().adopt(writer, "orders");
            writer.start();

            assertThat(ended(writer).completeness().state()).isEqualTo(Completeness.CompletenessState.INCOMPLETE);
            assertThat(watch.captures().reports())
                    .singleElement()
                    .asString()
                    .startsWith("orders: its output cannot be captured")
                    .contains("start it with the driver json-file or local");
        }
    }

    @Test
    void warnsAboutTheNonBlockingMode() {
        try (WriterContainer writer = writer(
                LoggingType.JSON_FILE,
                Map.of("mode", "non-blocking", "max-buffer-size", "4m"),
                "pad=100",
                "numbers=" + LINES)) {
            watch.share().adopt(writer, "orders");
            writer.start();
            NumberedLines lines = NumberedLines.of(ended(writer));

            // How many the engine dropped nobody can say; none came twice or out of order.
            assertThat(lines.wrong()).isEmpty();
            assertThat(lines.count()).isPositive();
            assertThat(watch.captures().reports())
                    .containsExactly("orders: its logging driver is in non-blocking mode: the engine may drop lines"
                            + " without notice");
        }
    }
}

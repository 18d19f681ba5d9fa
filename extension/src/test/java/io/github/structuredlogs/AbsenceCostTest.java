package io.github.structuredlogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.docker.api.EngineConnection;
import io.github.structuredlogs.internal.docker.ours.ContainerFilter;
import io.github.structuredlogs.internal.docker.watch.Watch;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.query.Settling;
import io.github.structuredlogs.internal.scope.ClassScope;
import io.github.structuredlogs.internal.scope.Scopes;
import io.github.structuredlogs.internal.scope.TestScope;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.text.PlainRecordText;
import io.github.structuredlogs.testing.FaultProxy;
import io.github.structuredlogs.testing.FaultProxy.Fault;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;

/**
 * What an assertion of absence asks of the engine, and how long it takes beyond the time for which it waits anyway:
 * {@code -Dcost.absences=200} prints that of so many.
 */
@Tag("containers")
class AbsenceCostTest {

    private static final int ABSENCES = Integer.getInteger("cost.absences", 20);
    private static final Duration QUIET = Duration.ofMillis(50);

    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void asksOnceForTheLastEntriesAndForAListASecond(int millisAway) throws IOException {
        try (FaultProxy proxy = new FaultProxy(
                        DockerClientFactory.instance().getTransportConfig().getDockerHost());
                Watch.Share watch = Watch.share(
                        () -> new Captures(Formats.builtIn(), CaptureOptions.defaults()),
                        ContainerFilter.OURS,
                        threads -> new EngineConnection(proxy.uri(), null, threads));
                Scopes scopes = new Scopes(watch.captures(), PlainRecordText.INSTANCE);
                WriterContainer writer = WriterContainer.onRequest("text=up")) {
            writer.start();
            Settling settling = new Settling(Duration.ofMillis(250), QUIET, Duration.ofSeconds(10));
            ClassScope testClass = scopes.openClass(null, "class", AbsenceCostTest.class, settling);
            TestScope test = scopes.openTest(testClass, "test", "test()", settling);
            CapturedLogs logs = scopes.viewOf(test);
            logs.assertThat().from(writer).isEmpty();
            proxy.faults(path -> millisAway == 0 ? Fault.NONE : Fault.delayed(millisAway));
            int before = proxy.requests().size();
            long begun = System.nanoTime();
            long[] took = new long[ABSENCES];
            for (int i = 0; i < ABSENCES; i++) {
                long now = System.nanoTime();
                logs.assertThat().withMessage("never").isEmpty();
                took[i] = System.nanoTime() - now - QUIET.toNanos();
            }
            long seconds = (System.nanoTime() - begun) / 1_000_000_000L;
            List<String> asked = List.copyOf(
                    proxy.requests().subList(before, proxy.requests().size()));
            Arrays.sort(took);
            System.out.printf(
                    "an engine %d ms away: an assertion of absence takes %.1f ms longer than it waits (median), %.1f ms"
                            + " (p99); %d requests for %d of them%n",
                    millisAway, took[ABSENCES / 2] / 1e6, took[ABSENCES * 99 / 100] / 1e6, asked.size(), ABSENCES);

            assertThat(asked).filteredOn(path -> path.contains("tail=")).hasSize(ABSENCES);
            assertThat(asked)
                    .filteredOn(path -> path.startsWith("/containers/json"))
                    .hasSizeBetween(1, (int) seconds + 2);
            assertThat(asked)
                    .filteredOn(path -> !path.contains("tail=") && !path.startsWith("/containers/json"))
                    .as("beside the check of a connection that brings no event")
                    .allMatch(path -> path.startsWith("/events") && path.contains("until="));
        }
    }
}

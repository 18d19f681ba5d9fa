package io.github.structuredlogs.assertj;

import static io.github.structuredlogs.LogLevel.ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.Print;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.internal.docker.ours.ContainerFilter;
import io.github.structuredlogs.internal.docker.watch.Watch;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.testing.Percentiles;
import io.github.structuredlogs.testing.WriterContainer;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * A service logs and then answers, a test asserts as soon as it has the answer, and another container writes as fast as
 * it can.
 *
 * <p>{@code mvn -pl extension -am verify -Dtest=AnsweredRequestsTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dproof.requests=10000 -Dproof.absences=2000} makes as many requests and prints how it went; without the properties a
 * few are made.
 */
@Tag("containers")
@StructuredLogs(print = Print.NEVER)
@Testcontainers
class AnsweredRequestsTest {

    @Container
    private static final WriterContainer SERVICE = WriterContainer.onRequest();

    @Container
    private static final WriterContainer NEIGHBOUR = new WriterContainer("pad=120", "endless");

    private static final Percentiles PRESENCE = new Percentiles();
    private static final Percentiles ABSENCE = new Percentiles();
    private static final Percentiles EXACTLY = new Percentiles();
    private static int looks;
    private static int withoutSync;
    private static int withSyncAlone;
    private static int absentWithoutSync;
    private static int absentWithSyncAlone;

    private static Watch.Share watch;

    @BeforeAll
    static void looksBehindTheScenes() {
        watch = Watch.share(() -> new Captures(Formats.builtIn(), CaptureOptions.defaults()), ContainerFilter.OURS);
    }

    @AfterAll
    static void tells() {
        watch.close();
        System.out.printf(
                "requests %d, found at once without sync %d, with sync alone %d; an assertion then passed in all of %d:%n"
                        + "  isNotEmpty %s%n  hasSize(1) %s%n"
                        + "absences %d, caught at once without sync %d, with sync alone %d; isEmpty caught all of %d: %s%n",
                looks,
                withoutSync,
                withSyncAlone,
                PRESENCE.count() + EXACTLY.count(),
                PRESENCE,
                EXACTLY,
                ABSENCE.count(),
                absentWithoutSync,
                absentWithSyncAlone,
                ABSENCE.count(),
                ABSENCE);
    }

    static IntStream requests() {
        return IntStream.range(0, Integer.getInteger("proof.requests", 100));
    }

    static IntStream fewerRequests() {
        return IntStream.range(0, Math.max(1, Integer.getInteger("proof.requests", 100) / 20));
    }

    static IntStream absences() {
        return IntStream.range(0, Integer.getInteger("proof.absences", 50));
    }

    /** What a test would see that neither asks the engine nor waits, and one that only asks. */
    @ParameterizedTest
    @MethodSource("requests")
    void isFoundOrNotByOneLook(int request, CapturedLogs logs) {
        SERVICE.write("json=\"level\":\"info\",\"msg\":\"placed\",\"request\":" + request);

        looks++;
        boolean atOnce = isThereNow(logs, request);
        withoutSync += atOnce ? 1 : 0;
        withSyncAlone += atOnce || isThereAfterSync(logs, request) ? 1 : 0;
        assertThat(logs).from(SERVICE).withField("request", request).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void isFoundByAnAssertion(int request, CapturedLogs logs) {
        SERVICE.write("json=\"level\":\"info\",\"msg\":\"placed\",\"request\":" + request);

        PRESENCE.time(() ->
                assertThat(logs).from(SERVICE).withField("request", request).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("fewerRequests")
    void isCounted(int request, CapturedLogs logs) {
        SERVICE.write("json=\"level\":\"info\",\"msg\":\"placed\",\"request\":" + request);

        EXACTLY.time(() ->
                assertThat(logs).from(SERVICE).withField("request", request).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("absences")
    void isNotCalledAbsent(int request, CapturedLogs logs) {
        SERVICE.write("json=\"level\":\"error\",\"msg\":\"broken\",\"request\":" + request);

        boolean atOnce = isThereNow(logs, request);
        absentWithoutSync += atOnce ? 1 : 0;
        absentWithSyncAlone += atOnce || isThereAfterSync(logs, request) ? 1 : 0;
        ABSENCE.time(() -> assertThatThrownBy(
                        () -> assertThat(logs).from(SERVICE).withLevel(ERROR).isEmpty())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("broken"));
    }

    private static boolean isThereNow(CapturedLogs logs, int request) {
        return !logs.assertThat()
                .from(SERVICE)
                .withField("request", request)
                .records()
                .withoutWaiting()
                .isEmpty();
    }

    private static boolean isThereAfterSync(CapturedLogs logs, int request) {
        assertThat(watch.captures()
                        .sync(watch.captures().of(SERVICE), Duration.ofSeconds(10))
                        .upToDate())
                .isTrue();
        return isThereNow(logs, request);
    }
}

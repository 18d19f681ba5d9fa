package io.github.structuredlogs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.structuredlogs.testing.Percentiles;
import io.github.structuredlogs.testing.WriterContainer;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.output.WaitingConsumer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * How long it takes from the moment in which the engine has received a record until a test that waits for it goes on:
 * with {@code await}, with Testcontainers' {@code WaitingConsumer}, and with Awaitility that polls {@code getLogs()}.
 *
 * <p>{@code mvn -pl extension -am verify -Dtest=AwaitLatencyTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dproof.records=1000} waits for as many records in each way, in turns, and prints what it took.
 */
@Tag("containers")
@StructuredLogs(print = Print.NEVER)
@Testcontainers
class AwaitLatencyTest {

    private static final int RECORDS = Integer.getInteger("proof.records", 10);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @Container
    private static final WriterContainer SERVICE = WriterContainer.onRequest();

    /** Waits until a message was logged, however it knows. */
    private interface Way {
        void await(String message) throws Exception;
    }

    @Test
    void goesOnWhenTheRecordIsThere(CapturedLogs logs) throws Exception {
        Percentiles ours = new Percentiles();
        Percentiles waitingConsumer = new Percentiles();
        Percentiles awaitility = new Percentiles();
        WaitingConsumer consumer = new WaitingConsumer();
        SERVICE.followOutput(consumer);
        ExecutorService requests = Executors.newSingleThreadExecutor();
        Random random = new Random(7);
        for (int i = 0; i < RECORDS; i++) {
            Duration pause = Duration.ofNanos(random.nextInt(100_000_000));
            time(
                    logs,
                    requests,
                    pause,
                    "awaited " + i,
                    ours,
                    message -> logs.await(LONGEST, record -> message.equals(record.message())));
            time(
                    logs,
                    requests,
                    pause,
                    "consumed " + i,
                    waitingConsumer,
                    message -> consumer.waitUntil(
                            frame -> frame.getUtf8String().contains(message + '"'),
                            (int) LONGEST.toSeconds(),
                            SECONDS));
            time(
                    logs,
                    requests,
                    pause,
                    "polled " + i,
                    awaitility,
                    message -> await().atMost(LONGEST)
                            .until(() -> SERVICE.getLogs().contains(message + '"')));
        }
        requests.shutdown();
        System.out.printf(
                "from the engine's time of a record to the return:%n  await %s%n  WaitingConsumer %s%n"
                        + "  Awaitility with getLogs() %s%n",
                ours, waitingConsumer, awaitility);
        assertThat(ours.count() + waitingConsumer.count() + awaitility.count()).isEqualTo(3 * RECORDS);
    }

    private static void time(
            CapturedLogs logs, ExecutorService requests, Duration pause, String message, Percentiles times, Way way)
            throws Exception {
        Future<?> request = requests.submit(() ->
                SERVICE.write("sleep=" + pause.toNanos() / 1e9, "json=\"level\":\"info\",\"msg\":\"" + message + "\""));
        way.await(message);
        Instant returned = Instant.now();
        request.get();
        LogRecord record = logs.await(LONGEST, each -> message.equals(each.message()));
        times.add(Duration.between(record.observed(), returned).toNanos());
    }
}

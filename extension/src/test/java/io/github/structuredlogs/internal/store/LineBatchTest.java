package io.github.structuredlogs.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogFormat;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.scope.FedCaptures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LineBatchTest {

    private static LineBatch json(String... messages) {
        LineBatch lines = new LineBatch();
        for (String message : messages) {
            byte[] line = ("{\"level\":\"info\",\"msg\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
            lines.add(LogStream.STDOUT, FedCaptures.NOON, line, 0, line.length, true);
        }
        return lines;
    }

    private static Captures captures(Function<String, Boolean> format) {
        LogFormat own = new LogFormat() {
            @Override
            public String name() {
                return "own";
            }

            @Override
            public boolean read(String line, Entry entry) {
                return format.apply(line);
            }
        };
        return new Captures(
                Formats.with(List.of(own), List.of(), report -> {}), CaptureOptions.defaults(), capture -> null);
    }

    private static Capture open(Captures captures) {
        return captures.open(new ContainerIdentity("0".repeat(64), "orders", "orders", Map.of(), false, null));
    }

    private static void take(Capture capture, LineBatch lines) {
        capture.writer().lines(lines, 0, lines.size());
    }

    @Test
    void isToldOfOnceToWhoeverWaits() {
        List<Long> told = new ArrayList<>();
        try (Captures captures = new Captures(Formats.builtIn(), CaptureOptions.defaults())) {
            captures.addListener(
                    (capture, from, to) -> LongStream.range(from, to).forEach(told::add));
            long before = captures.arrivalSignal().seen();
            Capture capture = open(captures);
            long opened = captures.arrivalSignal().seen();

            take(capture, json("a", "b", "c"));

            assertThat(opened).isGreaterThan(before);
            assertThat(captures.arrivalSignal().seen()).isEqualTo(opened + 1);
            assertThat(told).containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void showsWhatStandsBeforeALineThatAFormatIsStillReading() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        List<Long> told = new ArrayList<>();
        try (Captures captures = captures(line -> {
            if (line.contains("endless")) {
                reading.countDown();
                try {
                    read.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return false;
        })) {
            captures.addListener(
                    (capture, from, to) -> LongStream.range(from, to).forEach(told::add));
            Capture capture = open(captures);
            long opened = captures.arrivalSignal().seen();
            Thread follower = new Thread(() -> take(capture, json("before", "endless", "after")));
            follower.start();
            reading.await();

            assertThat(captures.arrivalSignal().await(opened, Duration.ofSeconds(30)))
                    .isTrue();
            assertThat(capture.size()).isEqualTo(1);
            assertThat(told).containsExactly(0L);

            read.countDown();
            follower.join();
            assertThat(told).containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void losesOnlyTheLineThatCannotBeRead() {
        try (Captures captures = captures(line -> {
            if (line.contains("broken")) {
                throw new StackOverflowError("in a format");
            }
            return false;
        })) {
            Capture capture = open(captures);

            take(capture, json("a", "broken", "c"));

            assertThat(capture.size()).isBetween(2L, 3L);
            assertThat(capture.record(capture.size() - 1).message()).isEqualTo("c");
        }
    }
}

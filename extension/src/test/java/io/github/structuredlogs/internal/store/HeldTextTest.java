package io.github.structuredlogs.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.testing.Fed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeldTextTest {

    private static void line(Capture capture, LogStream stream, String text) {
        Fed.line(capture, stream, text.getBytes(StandardCharsets.UTF_8), System.currentTimeMillis() * 1_000_000);
    }

    @Test
    void isPublishedWhenItsOwnStreamIsQuietThoughTheOtherIsNot() throws InterruptedException {
        CountDownLatch published = new CountDownLatch(1);
        try (Captures captures = new Captures(Formats.builtIn(), CaptureOptions.defaults())) {
            captures.addListener((capture, from, to) -> {
                if (capture.stream(from) == LogStream.STDERR) {
                    published.countDown();
                }
            });
            Capture capture =
                    captures.open(new ContainerIdentity("0".repeat(64), "orders", "orders", Map.of(), false, null));
            line(capture, LogStream.STDERR, "something went wrong");

            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            boolean seen = false;
            while (!seen && System.nanoTime() < deadline) {
                line(capture, LogStream.STDOUT, "all is well");
                // Between two lines of the other stream.
                seen = published.await(1, TimeUnit.MILLISECONDS);
            }

            assertThat(seen).isTrue();
        }
    }

    /** Whoever waits for it must not look while another thread is about to publish it. */
    @Test
    void isAwaitedWhileAnotherThreadPublishes() throws InterruptedException {
        CountDownLatch publishing = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (Captures captures = new Captures(Formats.builtIn(), CaptureOptions.defaults())) {
            captures.addListener((capture, from, to) -> {
                publishing.countDown();
                awaitUninterruptibly(over);
            });
            Capture capture =
                    captures.open(new ContainerIdentity("0".repeat(64), "orders", "orders", Map.of(), false, null));
            line(capture, LogStream.STDOUT, "something went wrong");
            Thread other = new Thread(() -> line(capture, LogStream.STDERR, "{\"msg\":\"all is well\"}"));
            other.start();
            publishing.await();
            Thread later = new Thread(() -> {
                // Longer than kept text is waited for.
                awaitUninterruptibly(new CountDownLatch(1), Duration.ofMillis(200));
                over.countDown();
            });
            later.start();

            capture.writer().awaitHeld();

            assertThat(capture.size()).isEqualTo(2);
            other.join();
            later.join();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        awaitUninterruptibly(latch, Duration.ofMinutes(5));
    }

    private static void awaitUninterruptibly(CountDownLatch latch, Duration longest) {
        try {
            var unused = latch.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.LockSupport;
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
        try (Captures captures = new Captures(Formats.builtIn(), CaptureOptions.defaults())) {
            OtherThread other = new OtherThread(captures);
            AtomicLong seen = new AtomicLong();
            Thread waiting = new Thread(() -> {
                awaitHeld(other.capture);
                seen.set(other.capture.size());
            });
            waiting.start();
            // It has waited for the text, and now waits for the lock of the other thread; or it has given up.
            while (waiting.isAlive() && !(LockSupport.getBlocker(waiting) instanceof AbstractQueuedSynchronizer)) {
                Thread.sleep(1);
            }
            other.goOn();

            waiting.join();
            assertThat(seen).hasValue(2);
        }
    }

    private static void awaitHeld(Capture capture) {
        try {
            assertThat(capture.writer().awaitHeld()).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nobody can tell what is kept while a format or a listener does not return. */
    @Test
    void isNotKnownWhileLinesAreReadForTooLong() throws InterruptedException {
        try (Captures captures = new Captures(Formats.builtIn(), CaptureOptions.defaults())) {
            OtherThread other = new OtherThread(captures);

            assertThat(other.capture.writer().awaitHeld()).isFalse();

            other.goOn();
        }
    }

    /** It stops within the publication of its line, after another stream has had a line that may continue. */
    private static final class OtherThread {
        final Capture capture;
        private final CountDownLatch over = new CountDownLatch(1);
        private final Thread thread;

        OtherThread(Captures captures) throws InterruptedException {
            CountDownLatch publishing = new CountDownLatch(1);
            captures.addListener((published, from, to) -> {
                publishing.countDown();
                awaitUninterruptibly(over);
            });
            capture = captures.open(new ContainerIdentity("0".repeat(64), "orders", "orders", Map.of(), false, null));
            line(capture, LogStream.STDOUT, "something went wrong");
            thread = new Thread(() -> line(capture, LogStream.STDERR, "{\"msg\":\"all is well\"}"));
            thread.start();
            publishing.await();
        }

        void goOn() throws InterruptedException {
            over.countDown();
            thread.join();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

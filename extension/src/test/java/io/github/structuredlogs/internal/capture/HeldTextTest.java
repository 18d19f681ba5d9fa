package io.github.structuredlogs.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.parse.Formats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HeldTextTest {

    private static void line(Capture capture, LogStream stream, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        capture.line(stream, bytes, 0, bytes.length, System.currentTimeMillis() * 1_000_000);
    }

    @Test
    void isPublishedWhenItsOwnStreamIsQuietThoughTheOtherIsNot() throws InterruptedException {
        try (Captures captures = new Captures(Formats.builtIn(), CaptureOptions.defaults())) {
            Capture capture =
                    captures.open(new ContainerIdentity("0".repeat(64), "orders", "orders", Map.of(), false, null));
            line(capture, LogStream.STDERR, "something went wrong");

            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!hasErr(capture) && System.nanoTime() < deadline) {
                line(capture, LogStream.STDOUT, "all is well");
                Thread.sleep(1);
            }

            assertThat(hasErr(capture)).isTrue();
        }
    }

    private static boolean hasErr(Capture capture) {
        return LongStream.range(0, capture.size()).anyMatch(index -> capture.stream(index) == LogStream.STDERR);
    }
}

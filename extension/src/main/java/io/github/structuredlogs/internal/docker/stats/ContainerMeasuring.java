package io.github.structuredlogs.internal.docker.stats;

import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineStream;
import io.github.structuredlogs.internal.docker.api.JsonAnswer;
import io.github.structuredlogs.internal.json.PlainJson;
import io.github.structuredlogs.internal.store.Capture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The measuring of one container: a sample a second while it is wanted, and one on demand. */
final class ContainerMeasuring implements Runnable {

    private static final int MAX_ANSWER = 1 << 20;

    /** The minimum time between two readings whose processor time is compared. */
    private static final Duration MIN_PAUSE = Duration.ofMillis(250);

    private final EngineAccess engine;
    private final Capture capture;

    // guarded by this
    private @Nullable EngineStream current;
    private boolean closed;
    private @Nullable StatsReading last;
    private @Nullable StatsReading base;

    ContainerMeasuring(EngineAccess engine, Capture capture) {
        this.engine = engine;
        this.capture = capture;
    }

    /**
     * Reads the engine's samples until the container ends, nobody wants them any more, or the engine becomes
     * unavailable.
     */
    @Override
    public void run() {
        try (EngineStream stream = engine.connection().stats(capture.containerId())) {
            if (!begin(stream)) {
                return;
            }
            byte[] buffer = new byte[8192];
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int count = stream.read(buffer, 0, buffer.length);
                    count >= 0;
                    count = stream.read(buffer, 0, buffer.length)) {
                take(buffer, count, line);
            }
        } catch (IOException e) {
            // The container is gone, or nobody wants it any more; its samples are kept.
            return;
        }
    }

    private void take(byte[] buffer, int count, ByteArrayOutputStream line) throws IOException {
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (buffer[i] == '\n') {
                line.write(buffer, from, i - from);
                if (line.size() > 0) {
                    add(line.toByteArray());
                }
                line.reset();
                from = i + 1;
            }
        }
        line.write(buffer, from, count - from);
        if (line.size() > MAX_ANSWER) {
            throw new IOException("an answer of more than " + MAX_ANSWER + " bytes");
        }
    }

    /** Measures now. */
    void once() throws IOException {
        try (EngineStream answer = engine.connection().statsNow(capture.containerId())) {
            add(answer.body().readNBytes(MAX_ANSWER));
        }
    }

    private synchronized void add(byte[] json) throws IOException {
        StatsReading reading = StatsReading.of(new JsonAnswer(PlainJson.read(json)));
        if (reading == null || (last != null && !reading.time().isAfter(last.time()))) {
            return;
        }
        last = reading;
        StatsReading before = base;
        if (before != null && Duration.between(before.time(), reading.time()).compareTo(MIN_PAUSE) < 0) {
            // Counters of processor time are too coarse for such a short time.
            capture.measured(reading.since(null));
        } else {
            capture.measured(reading.since(before));
            base = reading;
        }
    }

    private synchronized boolean begin(EngineStream stream) {
        if (closed) {
            return false;
        }
        current = stream;
        return true;
    }

    private synchronized @Nullable EngineStream shut() {
        closed = true;
        return current;
    }

    /** Ends the measuring. */
    void close() {
        EngineStream open = shut();
        if (open != null) {
            open.close();
        }
    }
}

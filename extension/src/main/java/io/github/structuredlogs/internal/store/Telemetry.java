package io.github.structuredlogs.internal.store;

import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.otlp.OtlpBatch;
import io.github.structuredlogs.internal.otlp.OtlpReader;
import io.github.structuredlogs.internal.otlp.OtlpSink;
import io.github.structuredlogs.internal.otlp.RecordedPoint;
import io.github.structuredlogs.internal.otlp.RecordedSpan;
import io.github.structuredlogs.internal.otlp.Rejection;
import io.github.structuredlogs.internal.parse.TelemetrySink;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The spans and measurements that one container has written to its log or sent by OTLP. Those who write wait for each
 * other; any number read, without a lock.
 *
 * <p>Items beyond a limit are counted and dropped, like all others that cannot be read.
 */
public final class Telemetry implements TelemetrySink {

    /** An eighth of the heap for the items of one container. */
    private static final long MAX_BYTES = Runtime.getRuntime().maxMemory() / 8;

    /** The heap bytes of a span for each of its bytes in the log. */
    private static final int BYTES_PER_BYTE = 3;

    /** What a span takes in the heap for each byte that it has in a request, which may be protobuf. */
    private static final int BYTES_PER_BYTE_SENT = 8;

    private final Supplier<@Nullable String> source;
    private final long maxBytes;
    private final Series<Span> spans = new Series<>();
    private final Series<MetricPoint> points = new Series<>();
    private final Map<Rejection, Integer> rejections = new EnumMap<>(Rejection.class);
    private long bytes;
    private volatile long lastRejected = RecordStore.NO_TIME;
    private volatile boolean sends;
    private volatile boolean heard;
    private final AtomicLong changes = new AtomicLong();

    /**
     * Starts without items.
     *
     * @param source returns the name of the container
     */
    public Telemetry(Supplier<@Nullable String> source) {
        this(source, MAX_BYTES);
    }

    Telemetry(Supplier<@Nullable String> source, long maxBytes) {
        this.source = source;
        this.maxBytes = maxBytes;
    }

    @Override
    public synchronized void line(JsonTape jsonTape, int length, long observedNanos) {
        OtlpReader.read(jsonTape, source, sink((long) length * BYTES_PER_BYTE, observedNanos));
    }

    /**
     * Takes a request by OTLP.
     *
     * @param length how many bytes it has
     * @param observedNanos when it came, by the engine's clock, in nanoseconds since the epoch
     */
    synchronized void received(OtlpBatch batch, int length, long observedNanos) {
        heard = true;
        batch.to(sink((long) length * BYTES_PER_BYTE_SENT, observedNanos));
    }

    /** A request by OTLP could not be taken. */
    synchronized void refused(Rejection reason, long observedNanos) {
        heard = true;
        changes.incrementAndGet();
        reject(reason, observedNanos);
    }

    private OtlpSink sink(long size, long observedNanos) {
        changes.incrementAndGet();
        bytes += size;
        boolean fits = bytes <= maxBytes;
        return new OtlpSink() {
            @Override
            public void span(RecordedSpan span) {
                if (fits) {
                    spans.add(span, observedNanos);
                } else {
                    rejected(Rejection.BEYOND_BOUND);
                }
            }

            @Override
            public void point(RecordedPoint point) {
                if (fits) {
                    points.add(point, observedNanos);
                } else {
                    rejected(Rejection.BEYOND_BOUND);
                }
            }

            @Override
            public void rejected(Rejection reason) {
                reject(reason, observedNanos);
            }
        };
    }

    @Override
    public synchronized void unreadable(long observedNanos) {
        changes.incrementAndGet();
        reject(Rejection.UNREADABLE_LINE, observedNanos);
    }

    private void reject(Rejection reason, long observedNanos) {
        synchronized (rejections) {
            rejections.merge(reason, 1, Integer::sum);
        }
        lastRejected = observedNanos;
    }

    /** The container was told where to send by OTLP. */
    public void sends() {
        sends = true;
    }

    /** {@return whether the container was told where to send by OTLP, so that some may be on their way} */
    public boolean maySend() {
        return sends;
    }

    /** {@return whether the container has sent anything by OTLP} */
    public boolean isHeard() {
        return heard;
    }

    /** {@return the spans, in order of arrival} */
    public Series<Span> spans() {
        return spans;
    }

    /** {@return the measurements, in order of arrival} */
    public Series<MetricPoint> points() {
        return points;
    }

    /** {@return the number of rejected items, by reason} */
    public Map<Rejection, Integer> rejections() {
        synchronized (rejections) {
            return Map.copyOf(rejections);
        }
    }

    /** {@return when the engine received the last line with a rejected item; {@link RecordStore#NO_TIME} if never} */
    public long lastRejected() {
        return lastRejected;
    }

    /** {@return a number that grows with each line} */
    long changes() {
        return changes.get();
    }
}

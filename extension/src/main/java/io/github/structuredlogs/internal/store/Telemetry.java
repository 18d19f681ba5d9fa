package io.github.structuredlogs.internal.store;

import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.internal.json.JsonTape;
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
 * The spans and measurements that one container has written to its log. One thread at a time writes; any number of
 * threads read, without a lock.
 *
 * <p>Items beyond a limit are counted and dropped, like all others that cannot be read.
 */
public final class Telemetry implements TelemetrySink {

    /** An eighth of the heap for the items of one container. */
    private static final long MAX_BYTES = Runtime.getRuntime().maxMemory() / 8;

    /** The heap bytes of a span for each of its bytes in the log. */
    private static final int BYTES_PER_BYTE = 3;

    private final Supplier<@Nullable String> source;
    private final long maxBytes;
    private final Series<Span> spans = new Series<>();
    private final Series<MetricPoint> points = new Series<>();
    private final Map<Rejection, Integer> rejections = new EnumMap<>(Rejection.class);
    private long bytes;
    private volatile long lastRejected = RecordStore.NO_TIME;
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
    public void line(JsonTape jsonTape, int length, long observedNanos) {
        changes.incrementAndGet();
        bytes += (long) length * BYTES_PER_BYTE;
        boolean fits = bytes <= maxBytes;
        OtlpReader.read(jsonTape, source, new OtlpSink() {
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
        });
    }

    @Override
    public void unreadable(long observedNanos) {
        changes.incrementAndGet();
        reject(Rejection.UNREADABLE_LINE, observedNanos);
    }

    private void reject(Rejection reason, long observedNanos) {
        synchronized (rejections) {
            rejections.merge(reason, 1, Integer::sum);
        }
        lastRejected = observedNanos;
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

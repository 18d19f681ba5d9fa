package io.github.structuredlogs.internal.otlp.receiver;

import io.github.structuredlogs.internal.otlp.OtlpBatch;
import io.github.structuredlogs.internal.otlp.OtlpInbox;
import io.github.structuredlogs.internal.otlp.OtlpSink;
import io.github.structuredlogs.internal.otlp.RecordedPoint;
import io.github.structuredlogs.internal.otlp.RecordedSpan;
import io.github.structuredlogs.internal.otlp.Rejection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps what the receiver gives it. */
public final class TestInbox implements OtlpInbox, OtlpSink {

    public final List<RecordedSpan> spans = new CopyOnWriteArrayList<>();
    public final List<RecordedPoint> points = new CopyOnWriteArrayList<>();
    public final List<Rejection> rejections = new CopyOnWriteArrayList<>();
    public final AtomicInteger requests = new AtomicInteger();

    @Override
    public @Nullable String source() {
        return "orders";
    }

    @Override
    public void received(OtlpBatch batch, int length) {
        batch.to(this);
        requests.incrementAndGet();
    }

    @Override
    public void refused(Rejection reason) {
        rejections.add(reason);
    }

    @Override
    public void span(RecordedSpan span) {
        spans.add(span);
    }

    @Override
    public void point(RecordedPoint point) {
        points.add(point);
    }

    @Override
    public void rejected(Rejection reason) {
        rejections.add(reason);
    }
}

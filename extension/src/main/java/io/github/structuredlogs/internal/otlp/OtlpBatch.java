package io.github.structuredlogs.internal.otlp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one request holds, until it is known that all of it can be read. */
public final class OtlpBatch implements OtlpSink {

    private final List<RecordedSpan> spans = new ArrayList<>();
    private final List<RecordedPoint> points = new ArrayList<>();
    private final Map<Rejection, Integer> rejections = new EnumMap<>(Rejection.class);

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
        rejections.merge(reason, 1, Integer::sum);
    }

    /** Gives all of it to another sink, in its order. */
    public void to(OtlpSink sink) {
        spans.forEach(sink::span);
        points.forEach(sink::point);
        rejections.forEach((reason, number) -> {
            for (int i = 0; i < number; i++) {
                sink.rejected(reason);
            }
        });
    }
}

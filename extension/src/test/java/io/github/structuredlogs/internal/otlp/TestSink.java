package io.github.structuredlogs.internal.otlp;

import java.util.ArrayList;
import java.util.List;

/** Keeps what is read. */
final class TestSink implements OtlpSink {

    final List<RecordedSpan> spans = new ArrayList<>();
    final List<RecordedPoint> points = new ArrayList<>();
    final List<Rejection> rejections = new ArrayList<>();

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

package io.github.structuredlogs.internal.viewer;

import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.MetricType;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.StatsSample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Spans, measurements, and what containers used, as a page shows them; thinned out where it is much. */
public final class ReportTelemetry {
    private static final int MAX_SPANS = 10_000;
    private static final int MAX_SERIES = 500;
    /** More than any chart has pixels. */
    private static final int MAX_POINTS = 1_000;

    private final List<Span> spans = new ArrayList<>();
    private final List<MetricPoint> points = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Adds what was captured or read. */
    public void add(Collection<? extends Span> moreSpans, Collection<? extends MetricPoint> morePoints) {
        spans.addAll(moreSpans);
        points.addAll(morePoints);
    }

    /** {@return what is left out, one sentence each; complete once spans and metrics were asked for} */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * The spans of some traces.
     *
     * @param wanted whether a trace is shown
     * @param first the traces that are kept when there is not room for all
     * @return the spans
     */
    public List<Report.ReportSpan> spans(Predicate<String> wanted, Set<String> first) {
        List<Span> all = new ArrayList<>();
        for (Span span : spans) {
            if (wanted.test(span.traceId())) {
                all.add(span);
            }
        }
        if (all.size() > MAX_SPANS) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d spans are not here: those of failed tests come first, then those with errors.",
                    all.size() - MAX_SPANS));
            all.sort(Comparator.comparing((Span span) -> !first.contains(span.traceId()))
                    .thenComparing(span -> !span.hasFailed()));
            all = all.subList(0, MAX_SPANS);
        }
        return all.stream().map(ReportTelemetry::span).toList();
    }

    private static Report.ReportSpan span(Span span) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        String message = span.statusMessage();
        if (message != null) {
            attributes.put("status", message);
        }
        attributes.putAll(span.attributes());
        span.events().forEach(event -> attributes.put("event " + event.name(), event.attributes()));
        return new Report.ReportSpan(
                span.traceId(),
                span.spanId(),
                span.parentSpanId(),
                source(span.container(), span.service()),
                span.name(),
                span.kind().name(),
                span.start(),
                span.end().isBefore(span.start()) ? span.start() : span.end(),
                span.hasFailed(),
                attributes);
    }

    private static String source(@Nullable String container, @Nullable String service) {
        return container != null ? container : service != null ? service : "";
    }

    /** What is the same of all points of a line. */
    private record SeriesKey(String name, String unit, MetricType type, String source, Map<String, String> labels) {}

    /** {@return the measurements as lines} */
    public List<Report.Metric> metrics() {
        Map<SeriesKey, List<MetricPoint>> series = new LinkedHashMap<>();
        int others = 0;
        for (MetricPoint point : points) {
            SeriesKey key = new SeriesKey(
                    point.name(),
                    point.unit(),
                    point.type(),
                    source(point.container(), point.service()),
                    labels(point));
            if (series.size() == MAX_SERIES && !series.containsKey(key)) {
                others++;
            } else {
                series.computeIfAbsent(key, each -> new ArrayList<>()).add(point);
            }
        }
        if (others > 0) {
            notes.add(String.format(
                    Locale.ROOT, "%,d measurements are not here: more than %,d lines.", others, MAX_SERIES));
        }
        List<Report.Metric> metrics = new ArrayList<>();
        series.forEach((key, ofSeries) -> {
            List<Report.Point> line = line(key.type, ofSeries);
            if (!line.isEmpty()) {
                metrics.add(new Report.Metric(
                        isDistribution(key.type) ? key.name + " (mean)" : key.name,
                        key.unit.isEmpty() ? null : key.unit,
                        key.source,
                        key.labels,
                        line));
            }
        });
        return metrics;
    }

    private static Map<String, String> labels(MetricPoint point) {
        Map<String, String> labels = new LinkedHashMap<>();
        point.attributes().forEach((name, value) -> labels.put(name, String.valueOf(value)));
        return labels;
    }

    private static boolean isDistribution(MetricType type) {
        return type != MetricType.GAUGE && type != MetricType.SUM;
    }

    /** A line of numbers: of a distribution the mean of what came since the point before. */
    private static List<Report.Point> line(MetricType type, List<MetricPoint> unordered) {
        List<MetricPoint> points = unordered.stream()
                .sorted(Comparator.comparing(MetricPoint::time))
                .toList();
        boolean grows = isDistribution(type) && grows(points);
        List<Report.Point> line = new ArrayList<>();
        double sum = 0;
        long count = 0;
        for (MetricPoint point : points) {
            double value = point.value();
            if (isDistribution(type)) {
                long more = point.count() - count;
                value = more == 0 ? Double.NaN : (point.value() - sum) / more;
                if (grows) {
                    sum = point.value();
                    count = point.count();
                }
            }
            if (Double.isFinite(value)) {
                line.add(new Report.Point(point.time(), value));
            }
        }
        return thinned(line, Comparator.comparingDouble(Report.Point::value));
    }

    /** Whether each point tells of all from the beginning on, and not only of what came since the one before. */
    private static boolean grows(List<MetricPoint> points) {
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).count() < points.get(i - 1).count()) {
                return false;
            }
        }
        return true;
    }

    /** {@return what a container used, in order of time} */
    public static List<Report.Sample> samples(Collection<StatsSample> measured) {
        List<Report.Sample> samples = new ArrayList<>();
        for (StatsSample sample : measured) {
            samples.add(
                    new Report.Sample(sample.time(), Double.isNaN(sample.cpu()) ? 0 : sample.cpu(), sample.memory()));
        }
        samples.sort(Comparator.comparing(Report.Sample::at));
        return thinned(
                samples, Comparator.comparingLong(Report.Sample::memory).thenComparingDouble(Report.Sample::cpu));
    }

    /** The largest of so many parts, so that no peak is lost. */
    private static <T> List<T> thinned(List<T> all, Comparator<T> order) {
        if (all.size() <= MAX_POINTS) {
            return all;
        }
        List<T> peaks = new ArrayList<>();
        for (int part = 0; part < MAX_POINTS; part++) {
            int from = (int) ((long) part * all.size() / MAX_POINTS);
            int to = (int) ((long) (part + 1) * all.size() / MAX_POINTS);
            all.subList(from, to).stream().max(order).ifPresent(peaks::add);
        }
        return peaks;
    }
}

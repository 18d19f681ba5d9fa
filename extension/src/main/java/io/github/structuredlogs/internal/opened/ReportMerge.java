package io.github.structuredlogs.internal.opened;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.viewer.Report;
import io.github.structuredlogs.internal.viewer.ReportFile;
import io.github.structuredlogs.internal.viewer.ReportReader;
import io.github.structuredlogs.internal.viewer.SizeBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several reports as one: their tests, containers and records in order of time. What is in several of them, as a container
 * that two failed tests used, is there once.
 */
final class ReportMerge {
    private final List<? extends ReportSource> sources;
    private final Redaction redaction;
    private final Set<String> notes = new LinkedHashSet<>();

    private final List<Report.Container> containers = new ArrayList<>();
    private final Map<String, Integer> containersById = new HashMap<>();
    private final List<Report.Test> tests = new ArrayList<>();
    /** The source of each test. */
    private final List<Integer> owners = new ArrayList<>();
    /** For each source the places in this report of its containers and tests. */
    private final List<int[]> containerPlaces = new ArrayList<>();

    private final List<int[]> testPlaces = new ArrayList<>();
    /** Where the records are that a test names, by their places in the source of the test. */
    private final List<Map<Integer, Integer>> recordPlaces = new ArrayList<>();

    private long leftOut;

    /**
     * Prepares it.
     *
     * @param sources what to merge
     * @param notes what the reader should know beside what the sources say
     * @param redaction what is hidden
     */
    ReportMerge(List<? extends ReportSource> sources, List<String> notes, Redaction redaction) {
        this.sources = List.copyOf(sources);
        this.notes.addAll(notes);
        this.redaction = redaction;
        for (ReportSource source : sources) {
            addContainers(source.report().containers());
        }
        addTests();
    }

    private void addContainers(List<Report.Container> more) {
        int[] places = new int[more.size()];
        for (int i = 0; i < places.length; i++) {
            Report.Container container = more.get(i);
            Integer known = container.id() == null ? null : containersById.get(container.id());
            if (known == null) {
                places[i] = containers.size();
                containers.add(container);
                if (container.id() != null) {
                    containersById.put(container.id(), places[i]);
                }
            } else {
                places[i] = known;
                containers.set(known, later(containers.get(known), container));
            }
        }
        containerPlaces.add(places);
    }

    /** The one that was written later: more had happened, or been measured. */
    private static Report.Container later(Report.Container one, Report.Container other) {
        int more = Integer.compare(
                other.events().size() + other.samples().size(),
                one.events().size() + one.samples().size());
        return more > 0 ? other : one;
    }

    /** What tells a test from others: it may be in its own page and in the list of its class. */
    private record TestKey(String className, String displayName, Instant start) {}

    private record PlacedTest(int source, int place, Report.Test test) {
        TestKey key() {
            return new TestKey(test.className(), test.displayName(), test.scope());
        }
    }

    private void addTests() {
        List<PlacedTest> all = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            List<Report.Test> more = sources.get(i).report().tests();
            testPlaces.add(new int[more.size()]);
            recordPlaces.add(new HashMap<>());
            for (int k = 0; k < more.size(); k++) {
                all.add(new PlacedTest(i, k, more.get(k)));
            }
        }
        all.sort(Comparator.comparing((PlacedTest each) -> each.test.start())
                .thenComparing(each -> each.test.failure() == null));
        Map<TestKey, Integer> known = new HashMap<>();
        for (PlacedTest each : all) {
            Integer place = known.get(each.key());
            if (place == null) {
                place = tests.size();
                known.put(each.key(), place);
                tests.add(each.test);
                owners.add(each.source);
            } else if (tests.get(place).failure() == null && each.test.failure() != null) {
                tests.set(place, each.test);
                owners.set(place, each.source);
            }
            testPlaces.get(each.source)[each.place] = place;
        }
        for (int i = 0; i < tests.size(); i++) {
            Map<Integer, Integer> places = recordPlaces.get(owners.get(i));
            tests.get(i).finds().forEach(find -> places.put(find.record(), Report.NONE));
            Report.Comparison comparison = tests.get(i).comparison();
            if (comparison != null) {
                comparison.messages().forEach(message -> places.put(message.record(), Report.NONE));
            }
        }
    }

    /**
     * Writes the report.
     *
     * @param target the file
     * @param name what the reader calls it
     * @param maxBytes how large its records may get, about
     * @return how many records are in it
     * @throws IOException if it cannot be read or written
     */
    long write(Path target, String name, long maxBytes) throws IOException {
        Instant start = sources.stream()
                .map(source -> source.report().run().start())
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        Instant end = sources.stream()
                .map(source -> source.report().run().end())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        SizeBudget budget = maxBytes == Long.MAX_VALUE ? null : budget(maxBytes);
        long count = 0;
        try (ReportFile file = ReportFile.create(target, start, end, redaction)) {
            try (Cursors cursors = new Cursors()) {
                for (SourceRow next = cursors.next(); next != null; next = cursors.next()) {
                    if (isNamed(next) || budget == null || hasRoom(budget, next)) {
                        place(next, file.add(next.row.record(), container(next), test(next), next.row.line()));
                        count++;
                    } else {
                        leftOut++;
                    }
                }
                cursors.addDamages();
            }
            file.finish(report(name, start, end, maxBytes));
        }
        return count;
    }

    private boolean isNamed(SourceRow row) {
        return recordPlaces.get(row.source).containsKey(row.number);
    }

    private void place(SourceRow row, int place) {
        row.place = place;
        recordPlaces.get(row.source).replace(row.number, place);
    }

    private int container(SourceRow row) {
        return place(containerPlaces.get(row.source), row.row.container());
    }

    private int test(SourceRow row) {
        return place(testPlaces.get(row.source), row.row.test());
    }

    private static int place(int[] places, int number) {
        return number < 0 || number >= places.length ? Report.NONE : places[number];
    }

    // --- what there is room for

    private SizeBudget budget(long maxBytes) throws IOException {
        SizeBudget budget = new SizeBudget(maxBytes);
        try (Cursors cursors = new Cursors()) {
            for (SourceRow next = cursors.next(); next != null; next = cursors.next()) {
                budget.count(rank(next), distance(next), next.row.record().raw().length());
            }
        }
        return budget;
    }

    private boolean hasRoom(SizeBudget budget, SourceRow row) {
        return budget.hasRoom(rank(row), distance(row));
    }

    private SizeBudget.Rank rank(SourceRow row) {
        int test = test(row);
        if (test >= 0 && tests.get(test).outcome() == Report.ReportOutcome.FAILED) {
            return SizeBudget.Rank.FAILED_TEST;
        }
        LogLevel level = row.row.record().level();
        return level != null && level.isAtLeast(LogLevel.WARN) ? SizeBudget.Rank.WARNING : SizeBudget.Rank.OTHER;
    }

    private long distance(SourceRow row) {
        Instant time = row.row.record().time();
        if (time == null) {
            return 0;
        }
        long nearest = Long.MAX_VALUE;
        for (Report.Test test : tests) {
            if (test.outcome() == Report.ReportOutcome.FAILED) {
                nearest = Math.min(
                        nearest,
                        Math.max(
                                0,
                                Math.max(
                                        Duration.between(time, test.start()).toMillis(),
                                        Duration.between(test.end(), time).toMillis())));
            }
        }
        return nearest == Long.MAX_VALUE ? 0 : nearest;
    }

    // --- records in order of time

    /** A record of a source, and its place in this report once it has one. */
    private static final class SourceRow {
        final int source;
        final int number;
        final ReportReader.ReportRow row;
        int place = Report.NONE;

        SourceRow(int source, int number, ReportReader.ReportRow row) {
            this.source = source;
            this.number = number;
            this.row = row;
        }
    }

    /** What a record of the same container is known by, wherever it was read. */
    private record RecordKey(
            int container,
            long line,
            @Nullable Instant time,
            @Nullable String message) {}

    private final class Cursors implements AutoCloseable {
        private final List<SourceCursor> all = new ArrayList<>();
        private final PriorityQueue<SourceCursor> queue = new PriorityQueue<>();
        private final Set<Integer> shared = sharedContainers();
        private final Map<RecordKey, SourceRow> seen = new HashMap<>();

        Cursors() throws IOException {
            for (int i = 0; i < sources.size(); i++) {
                SourceCursor cursor = new SourceCursor(i, sources.get(i).rows());
                all.add(cursor);
                if (cursor.advance()) {
                    queue.add(cursor);
                }
            }
        }

        /** {@return the next record that no other source had before, null at the end} */
        @Nullable SourceRow next() {
            for (SourceCursor cursor = queue.poll(); cursor != null; cursor = queue.poll()) {
                SourceRow row = cursor.row();
                if (cursor.advance()) {
                    queue.add(cursor);
                }
                SourceRow before = before(row);
                if (before == null) {
                    return row;
                }
                recordPlaces.get(row.source).replace(row.number, before.place);
            }
            return null;
        }

        private @Nullable SourceRow before(SourceRow row) {
            int container = container(row);
            if (!shared.contains(container) || row.row.line() == 0) {
                return null;
            }
            LogRecord record = row.row.record();
            return seen.putIfAbsent(new RecordKey(container, row.row.line(), record.time(), record.message()), row);
        }

        void addDamages() {
            for (SourceCursor cursor : all) {
                String damage = cursor.rows.damage();
                if (damage != null) {
                    notes.add(damage);
                }
            }
        }

        @Override
        public void close() throws IOException {
            for (SourceCursor cursor : all) {
                cursor.rows.close();
            }
        }
    }

    private Set<Integer> sharedContainers() {
        Set<Integer> once = new HashSet<>();
        Set<Integer> shared = new HashSet<>();
        for (int[] places : containerPlaces) {
            for (int place : places) {
                if (!once.add(place)) {
                    shared.add(place);
                }
            }
        }
        return shared;
    }

    private static final class SourceCursor implements Comparable<SourceCursor> {
        private final int source;
        private final ReportSource.Rows rows;
        private int number = -1;
        private Instant at = Instant.MIN;
        private ReportReader.@Nullable ReportRow row;

        SourceCursor(int source, ReportSource.Rows rows) {
            this.source = source;
            this.rows = rows;
        }

        boolean advance() {
            if (!rows.hasNext()) {
                row = null;
                return false;
            }
            ReportReader.ReportRow next = rows.next();
            row = next;
            number++;
            // What has no time stands where it stood.
            Instant own = next.record().time();
            at = own == null || own.isBefore(at) ? at : own;
            return true;
        }

        SourceRow row() {
            ReportReader.ReportRow now = row;
            if (now == null) {
                throw new IllegalStateException("the source is at its end");
            }
            return new SourceRow(source, number, now);
        }

        @Override
        public int compareTo(SourceCursor other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Integer.compare(source, other.source);
        }
    }

    // --- the rest

    private Report report(String name, Instant start, Instant end, long maxBytes) {
        Map<String, String> versions = new LinkedHashMap<>();
        Map<String, Report.ReportSpan> spans = new LinkedHashMap<>();
        Map<List<Object>, Report.Metric> metrics = new LinkedHashMap<>();
        for (ReportSource source : sources) {
            Report report = source.report();
            report.run()
                    .versions()
                    .forEach((what, version) ->
                            versions.merge(what, version, (a, b) -> a.contains(b) ? a : a + ", " + b));
            report.spans().forEach(span -> spans.put(span.traceId() + ' ' + span.spanId(), span));
            report.metrics()
                    .forEach(metric -> metrics.merge(
                            List.of(metric.name(), metric.service(), metric.labels()), metric, ReportMerge::together));
            notes.addAll(report.notes());
        }
        if (leftOut > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d records of the runs' own reports are not here, to keep this one below %,d MB: those farthest"
                            + " from failures.",
                    leftOut,
                    Math.max(1, maxBytes >> 20)));
        }
        List<Report.Test> placed = new ArrayList<>();
        for (int i = 0; i < tests.size(); i++) {
            placed.add(placed(tests.get(i), recordPlaces.get(owners.get(i))));
        }
        return new Report(
                new Report.ReportRun(name, sources.get(0).report().run().zone(), start, end, versions),
                placed,
                containers,
                List.copyOf(spans.values()),
                List.copyOf(metrics.values()),
                List.copyOf(notes));
    }

    private static Report.Metric together(Report.Metric one, Report.Metric other) {
        Map<Instant, Report.Point> points = new HashMap<>();
        one.points().forEach(point -> points.put(point.at(), point));
        other.points().forEach(point -> points.put(point.at(), point));
        List<Report.Point> ordered = new ArrayList<>(points.values());
        ordered.sort(Comparator.comparing(Report.Point::at));
        return new Report.Metric(one.name(), one.unit(), one.service(), one.labels(), ordered);
    }

    private static Report.Test placed(Report.Test test, Map<Integer, Integer> places) {
        Report.Comparison comparison = test.comparison();
        return new Report.Test(
                test.className(),
                test.name(),
                test.displayName(),
                test.scope(),
                test.start(),
                test.end(),
                test.outcome(),
                test.failure(),
                test.block(),
                test.finds().stream()
                        .map(find -> new Report.Find(
                                places.getOrDefault(find.record(), Report.NONE), find.text(), find.why(), find.marks()))
                        .toList(),
                test.traces(),
                comparison == null
                        ? null
                        : new Report.Comparison(
                                comparison.passed(),
                                comparison.messages().stream()
                                        .map(message -> new Report.MessageDifference(
                                                message.change(),
                                                message.container(),
                                                message.level(),
                                                message.template(),
                                                message.before(),
                                                message.now(),
                                                places.getOrDefault(message.record(), Report.NONE)))
                                        .toList(),
                                comparison.images(),
                                comparison.unlisted()));
    }
}

package io.github.structuredlogs.internal.opened;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.saved.SavedLogs;
import io.github.structuredlogs.internal.viewer.Report;
import io.github.structuredlogs.internal.viewer.ReportReader;
import io.github.structuredlogs.internal.viewer.ReportTelemetry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Records that were read from saved logs: each container that they name, else the file itself, is a lane. */
final class SavedLog implements ReportSource {
    private final Report report;
    private final List<ReportReader.ReportRow> rows;

    private SavedLog(Report report, List<ReportReader.ReportRow> rows) {
        this.report = report;
        this.rows = rows;
    }

    /**
     * Makes a source of records.
     *
     * @param name what a record is shown under that names no container
     * @param logs what was saved
     */
    static SavedLog of(String name, SavedLogs logs) {
        List<LogRecord> records = logs.readRecords();
        Map<String, Integer> containers = new LinkedHashMap<>();
        Map<Integer, Instant> latest = new LinkedHashMap<>();
        List<Placed> placed = new ArrayList<>();
        Instant last = Instant.MIN;
        long line = 0;
        for (LogRecord record : records) {
            int container = containers.computeIfAbsent(
                    Objects.requireNonNullElse(record.container(), name), each -> containers.size());
            // What has no time stays where it is in its file, and an odd one behind what its container logged before.
            Instant own = Objects.requireNonNullElse(record.time(), last);
            Instant before = latest.getOrDefault(container, Instant.MIN);
            Instant at = own.isBefore(before) ? before : own;
            last = at;
            latest.put(container, at);
            placed.add(new Placed(at, new ReportReader.ReportRow(record, container, Report.NONE, ++line)));
        }
        placed.sort(Comparator.comparing(Placed::at));
        List<Instant> times = records.stream()
                .map(LogRecord::time)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        Instant start = times.isEmpty() ? Instant.EPOCH : times.get(0);
        Instant end = times.isEmpty() ? Instant.EPOCH : times.get(times.size() - 1);
        ReportTelemetry telemetry = new ReportTelemetry();
        telemetry.add(logs.readSpans(), logs.readPoints());
        Report report = new Report(
                new Report.ReportRun(name, ZoneId.systemDefault(), start, end, Map.of()),
                List.of(),
                containers.keySet().stream().map(SavedLog::container).toList(),
                telemetry.spans(trace -> true, Set.of()),
                telemetry.metrics(),
                telemetry.notes());
        return new SavedLog(report, placed.stream().map(Placed::row).toList());
    }

    private record Placed(Instant at, ReportReader.ReportRow row) {}

    private static Report.Container container(String name) {
        return new Report.Container(
                name, null, "", "from a saved log", false, List.of(), List.of(), null, 0, List.of(), null);
    }

    boolean isEmpty() {
        return rows.isEmpty() && report.spans().isEmpty() && report.metrics().isEmpty();
    }

    @Override
    public Report report() {
        return report;
    }

    @Override
    public Rows rows() {
        return Rows.of(rows);
    }
}

package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.condition.RecordCondition;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.LevelCounts;
import io.github.structuredlogs.internal.text.RecordText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

/**
 * The explanation of a failed assertion on records, for a reader who sees only this text: the wanted records, the
 * searched records, similar records and their differences, the state of the containers, and the place of the rest.
 */
final class FailureExplanation {

    private static final int MAX_FOUND = 5;
    private static final int MAX_LINES = 40;
    private static final int MAX_NEAR = 3;
    private static final int MAX_LAST = 3;
    private static final int MAX_CONTAINERS = 8;
    private static final int MAX_LINE_LENGTH = 400;

    /** The number of a container's records that are compared; more would take too long. */
    private static final long MAX_COMPARED = 5_000;

    private final RecordSource recordSource;
    private final List<RecordCondition> criteria;
    private final RecordSearch found;
    private final List<String> doubts;
    private final RecordText text;
    private final List<SourcePart> inSight;
    private final StringBuilder out = new StringBuilder();

    /**
     * Creates an empty explanation.
     *
     * @param doubts what is not known about the records, one line each
     */
    FailureExplanation(
            RecordSource recordSource, List<RecordCondition> criteria, RecordSearch found, List<String> doubts) {
        this.recordSource = recordSource;
        this.criteria = criteria;
        this.found = found;
        this.doubts = doubts;
        text = recordSource.text();
        inSight = recordSource.portions();
    }

    /**
     * Explains a failure about the number of records.
     *
     * @param expected the expected number: {@code exactly 1 record}
     * @param waited how long it was retried
     */
    NarrowedRecords.RecordDifference ofNumber(String expected, Duration waited) {
        long count = found.count();
        out.append("Expecting ").append(expected);
        appendCriteria();
        out.append("\nbut ")
                .append(count == 0 ? "found none" : "found " + count)
                .append(" in ")
                .append(recordSource.words())
                .append(patience(count, waited))
                .append('.');
        List<Near> near = count == 0 ? nearest() : List.of();
        if (count == 0) {
            appendNear(near);
        } else {
            out.append('\n');
            appendFound(count);
        }
        appendElsewhere(count);
        appendContext(near);
        return new NarrowedRecords.RecordDifference(inLines(expected), actual(count, near), out.toString());
    }

    private static String patience(long count, Duration waited) {
        if (waited.isZero()) {
            return "";
        }
        return " (waited " + TimeUnit.MILLISECONDS.convert(waited) + " ms"
                + (count == 0 ? "; eventually(…) waits longer)" : ")");
    }

    /** Explains why it is not known whether an assertion is true. */
    String undecided(String expected, String reason) {
        out.append("Expecting ").append(expected);
        appendCriteria();
        return out.append("\nbut cannot tell, because ").append(reason).toString();
    }

    /**
     * Explains any other failure.
     *
     * @param failure AssertJ's own message
     */
    NarrowedRecords.RecordDifference ofContent(String failure) {
        long count = found.count();
        out.append(count == 1 ? "Of the 1 record" : "Of the " + count + " records");
        appendCriteria();
        out.append(criteria.isEmpty() ? " in " : "\nin ")
                .append(recordSource.words())
                .append(":\n");
        appendBounded(text.foreign(failure.strip(), found.some(NarrowedRecords.MAX_WITH_SECRETS)));
        List<Near> near = count == 0 ? nearest() : List.of();
        appendNear(near);
        appendContext(near);
        return new NarrowedRecords.RecordDifference(inLines("records"), actual(count, near), out.toString());
    }

    // --- the wanted and the found records

    private void appendCriteria() {
        for (RecordCondition recordCondition : criteria) {
            out.append("\n  ").append(text.plain(recordCondition.words()));
        }
    }

    /** Limits AssertJ's text, which gives the reason for each record. */
    private void appendBounded(String failure) {
        List<String> lines = failure.lines().toList();
        for (String line : lines.subList(0, Math.min(lines.size(), MAX_LINES))) {
            out.append(line.length() > MAX_LINE_LENGTH ? line.substring(0, MAX_LINE_LENGTH) + '…' : line)
                    .append('\n');
        }
        if (lines.size() > MAX_LINES) {
            out.append("… and ").append(lines.size() - MAX_LINES).append(" more lines\n");
        }
        out.setLength(out.length() - 1);
    }

    private String inLines(String expected) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add(expected);
        criteria.forEach(recordCondition -> lines.add(text.plain(recordCondition.words())));
        return lines.toString();
    }

    private String actual(long count, List<Near> near) {
        if (count > 0) {
            StringJoiner lines = new StringJoiner("\n");
            lines.add(count == 1 ? "1 record" : count + " records");
            found.some(MAX_FOUND).forEach(record -> lines.add(line(record)));
            return lines.toString();
        }
        StringJoiner lines = new StringJoiner("\n");
        lines.add(near.isEmpty() ? "none" : "none; the nearest is");
        if (!near.isEmpty()) {
            for (RecordCondition recordCondition : criteria) {
                LogRecord record = near.get(0).record();
                lines.add(
                        recordCondition.test(record)
                                ? text.plain(recordCondition.words())
                                : recordCondition.difference(record, text));
            }
        }
        return lines.toString();
    }

    private void appendFound(long count) {
        for (LogRecord record : found.some(MAX_FOUND)) {
            out.append("  ").append(line(record)).append('\n');
        }
        if (count > MAX_FOUND) {
            out.append("  … and ").append(count - MAX_FOUND).append(" more\n");
        }
        out.setLength(out.length() - 1);
    }

    private String line(LogRecord record) {
        String line = text.line(record).strip();
        return line.length() > MAX_LINE_LENGTH ? line.substring(0, MAX_LINE_LENGTH) + '…' : line;
    }

    // --- similar records

    private record Near(LogRecord record, int score, long order) {}

    private void appendNear(List<Near> near) {
        if (near.isEmpty()) {
            return;
        }
        out.append("\n\nNearest:");
        for (Near each : near) {
            out.append("\n  ").append(line(each.record()));
            for (RecordCondition recordCondition : criteria) {
                if (!recordCondition.test(each.record())) {
                    out.append("\n    ").append(recordCondition.difference(each.record(), text));
                }
            }
        }
    }

    private List<Near> nearest() {
        if (criteria.isEmpty()) {
            return List.of();
        }
        List<Near> best = new ArrayList<>();
        for (SourcePart sourcePart : inSight) {
            long last = sourcePart.size();
            for (long index = Math.max(sourcePart.from(), last - MAX_COMPARED); index < last; index++) {
                if (sourcePart.includes(index)) {
                    LogRecord record = sourcePart.record(index);
                    int score = score(record);
                    if (score > 0) {
                        keep(best, new Near(record, score, sourcePart.order(index)));
                    }
                }
            }
        }
        return best;
    }

    /**
     * Keeps the most similar records; of equally similar ones the later, which more likely comes from the test's last
     * action.
     */
    private static void keep(List<Near> best, Near near) {
        best.add(near);
        best.sort(Comparator.comparingInt(Near::score)
                .thenComparingLong(Near::order)
                .reversed());
        if (best.size() > MAX_NEAR) {
            best.remove(MAX_NEAR);
        }
        best.removeIf(each -> each.score() < best.get(0).score() - 1);
    }

    /** Returns how many conditions a record meets; zero if it is only from the right container. */
    private int score(LogRecord record) {
        int score = 0;
        boolean more = false;
        for (RecordCondition recordCondition : criteria) {
            int part = recordCondition.test(record) ? RecordCondition.MET : recordCondition.nearness(record);
            score += part;
            more |= part > 0 && !(recordCondition instanceof RecordCondition.OnContainer);
        }
        return more ? score : 0;
    }

    // --- matching records elsewhere

    private void appendElsewhere(long count) {
        String elsewhere = count == 0 ? recordSource.elsewhere(criteria) : null;
        if (elsewhere != null) {
            out.append("\n\n").append(elsewhere);
        }
    }

    // --- the searched records, and the state of the containers

    private void appendContext(List<Near> near) {
        out.append("\n\n").append(lookedAt());
        Set<LogRecord> shown = new LinkedHashSet<>();
        near.forEach(each -> shown.add(each.record()));
        List<Capture> concerned = found.captures();
        if (found.count() == 0) {
            appendLast(shown);
        }
        appendStates(concerned);
        appendDoubts();
        Path file = recordSource.file();
        if (file != null) {
            out.append("\nAll records: ").append(file);
        }
    }

    /** Adds what is not known, because the assertion may still be true. */
    private void appendDoubts() {
        out.append(inWords(doubts));
    }

    /** {@return what is not known, because the assertion may still be true; empty if everything is known} */
    static String inWords(List<String> doubts) {
        return doubts.isEmpty()
                ? ""
                : "\nThis is undecided, because not everything is known:\n  " + String.join("\n  ", doubts);
    }

    private String lookedAt() {
        StringJoiner containers = new StringJoiner("; ");
        long all = 0;
        int silent = 0;
        int shown = 0;
        for (SourcePart sourcePart : inSight) {
            LevelCounts levels = countLevels(sourcePart);
            long count = levels.all();
            all += count;
            if (count == 0) {
                silent++;
            } else if (shown++ < MAX_CONTAINERS) {
                containers.add(nameOf(sourcePart) + ' ' + count + " (" + levels.describe() + ')');
            }
        }
        StringBuilder line = new StringBuilder("Looked at ")
                .append(all == 1 ? "1 record" : all + " records")
                .append(" of ")
                .append(recordSource.words());
        if (shown > 0) {
            line.append(": ").append(containers);
        }
        if (shown > MAX_CONTAINERS) {
            line.append("; and ").append(shown - MAX_CONTAINERS).append(" more containers");
        }
        if (silent > 0 && !recordSource.captures().isEmpty()) {
            line.append(shown > 0 ? "; " : ": ")
                    .append(silent == 1 ? "1 container" : silent + " containers")
                    .append(" without a record");
        }
        return line.append('.').toString();
    }

    private static LevelCounts countLevels(SourcePart sourcePart) {
        LevelCounts levels = new LevelCounts();
        Capture capture = sourcePart.capture();
        for (long index = sourcePart.from(); index < sourcePart.size(); index++) {
            if (sourcePart.includes(index)) {
                levels.add(capture == null ? sourcePart.record(index).level() : capture.level(index));
            } else if (sourcePart.endsBefore(index)) {
                break;
            }
        }
        return levels;
    }

    private String nameOf(SourcePart sourcePart) {
        Capture capture = sourcePart.capture();
        return capture == null ? "the list" : text.plain(capture.name());
    }

    private void appendLast(Set<LogRecord> shown) {
        List<SourcePart> concerned = inSight.stream()
                .filter(sourcePart ->
                        sourcePart.capture() == null || found.captures().contains(sourcePart.capture()))
                .toList();
        boolean few = concerned.size() <= MAX_LAST;
        for (SourcePart sourcePart : few ? concerned : List.<SourcePart>of()) {
            List<String> lines = new ArrayList<>();
            long oldest = Math.max(sourcePart.from(), sourcePart.size() - MAX_COMPARED);
            for (long index = sourcePart.size() - 1; index >= oldest && lines.size() < MAX_LAST; index--) {
                if (sourcePart.includes(index) && !shown.contains(sourcePart.record(index))) {
                    lines.add(0, line(sourcePart.record(index)));
                }
            }
            if (!lines.isEmpty()) {
                out.append("\nLast of ").append(nameOf(sourcePart)).append(":");
                lines.forEach(line -> out.append("\n  ").append(line));
            }
        }
    }

    private void appendStates(List<Capture> captures) {
        for (Capture capture : captures) {
            ContainerStatus status = capture.status();
            Completeness completeness = capture.completeness();
            String name = text.plain(capture.name());
            if (status.phase() != ContainerStatus.Phase.RUNNING
                    || status.health() == ContainerStatus.Health.UNHEALTHY
                    || status.restarts() > 0) {
                out.append("\n").append(name).append(": ").append(status.describe());
                if (status.finished() != null && status.ended()) {
                    out.append(" at ").append(status.finished());
                }
                out.append(capture.size() == 0 ? "; it has logged nothing." : ".");
            } else if (capture.size() == 0) {
                out.append("\n").append(name).append(": running; it has logged nothing.");
            }
            if (completeness.state() == Completeness.CompletenessState.INCOMPLETE) {
                out.append("\n")
                        .append(name)
                        .append(": its capture is incomplete: ")
                        .append(text.plain(String.valueOf(completeness.reason())));
                completeness.losses().stream()
                        .limit(MAX_LAST)
                        .forEach(loss -> out.append("; ").append(loss.describe()));
                out.append('.');
            }
        }
    }
}

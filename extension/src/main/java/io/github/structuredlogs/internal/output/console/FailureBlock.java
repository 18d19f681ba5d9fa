package io.github.structuredlogs.internal.output.console;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.diagnosis.ContainerReport;
import io.github.structuredlogs.internal.diagnosis.Diagnosis;
import io.github.structuredlogs.internal.diagnosis.DiagnosisResult;
import io.github.structuredlogs.internal.diagnosis.EarlierEnd;
import io.github.structuredlogs.internal.diagnosis.Pick;
import io.github.structuredlogs.internal.diagnosis.TestFailure;
import io.github.structuredlogs.internal.render.BuildServer;
import io.github.structuredlogs.internal.render.ConsoleOptions;
import io.github.structuredlogs.internal.render.Palette;
import io.github.structuredlogs.internal.render.RecordFormatter;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import io.github.structuredlogs.internal.text.BuildCommands;
import io.github.structuredlogs.internal.text.FailureMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The block of a failed test: its name and failure, the states of the containers, the most useful records, then these
 * and their neighbours in order of time. It has some sixty lines, and the cause should be in the first ten.
 */
public final class FailureBlock {

    private static final int MAX_LINES = 60;
    private static final int LINES_AT_A_GLANCE = 10;
    /** The title of the records in order of time, the last gap, the files, the rule. */
    private static final int LINES_BESIDE_RECORDS = 4;
    /** A line, and the number of records that were left out before it. */
    private static final int WITH_ITS_GAP = 2;
    /** The title of the records, and the first of them. */
    private static final int WITH_ITS_TITLE = 2;

    private static final int MIN_FINDINGS = 3;
    private static final int MIN_FINDINGS_BESIDE_OTHERS = 2;
    private static final int MAX_TRACE_ROWS = 6;
    private static final int MAX_TRACE_ROWS_IN_A_FILE = 30;
    private static final int MIN_TRACE_ROWS = 3;
    private static final int CONTAINERS_ON_THEIR_OWN_LINE = 3;
    private static final int FINDINGS_IN_FULL = 3;
    private static final int MAX_EVENTS = 8;
    private static final int MAX_FAILURE_LENGTH = 400;
    private static final int MAX_WRAPPER_LENGTH = 150;
    private static final int MAX_NAME_LENGTH = 200;
    private static final int MAX_LAST_WORDS_LENGTH = 160;
    private static final int MAX_CHAIN_LENGTH = 50;
    private static final Set<String> WRAPPERS = Set.of(
            "CompletionException", "ExecutionException", "InvocationTargetException", "UndeclaredThrowableException");

    private final ConsoleOptions options;
    private final RecordFormatter formatter;
    private final Palette palette;
    private final BuildServer server;

    /**
     * Creates a block's formatter.
     *
     * @param formatter formats the records; the same as for live lines, so that the containers keep their colours
     * @param server the build server that reads the output
     */
    public FailureBlock(RecordFormatter formatter, BuildServer server) {
        this.server = server;
        this.formatter = formatter;
        this.options = formatter.options();
        this.palette = new Palette(options.color());
    }

    /**
     * Formats the block of a test.
     *
     * @param test the test and its records
     * @param diagnosisResult the chosen records
     * @param files where the rest is, null if it is nowhere
     * @return its lines joined by line feeds, without one at the end
     */
    public String format(TestFailure test, DiagnosisResult diagnosisResult, @Nullable String files) {
        return format(test, diagnosisResult, files, null);
    }

    /**
     * Formats the block of a test that has a page.
     *
     * @param test the test and its records
     * @param diagnosisResult the chosen records
     * @param files where the rest is, null if it is nowhere
     * @param page the address of the test's page, null if it has none
     * @return its lines joined by line feeds, without one at the end
     */
    public String format(
            TestFailure test, DiagnosisResult diagnosisResult, @Nullable String files, @Nullable String page) {
        List<String> lines = new ArrayList<>();
        lines.add(title(test));
        lines.addAll(beginning(test, diagnosisResult));
        addRecords(lines, test, diagnosisResult);
        String all = number(diagnosisResult.looked(), "record")
                + (diagnosisResult.shared() > 0
                        ? " (" + number(diagnosisResult.shared(), "record") + " shared with other tests)"
                        : "");
        if (files != null) {
            lines.add(styled(Palette.DIM, "All " + all + ": ") + safe(files));
        }
        if (page != null) {
            lines.add(styled(Palette.DIM, "Report: ") + safe(page));
        }
        lines.add(styled(Palette.DIM, rule(Math.min(options.width(), 100))));
        return String.join("\n", lines);
    }

    /** {@return the parts to read first: the failure, the containers, the most useful records} */
    public List<String> glance(TestFailure test, DiagnosisResult diagnosisResult) {
        List<String> lines = beginning(test, diagnosisResult);
        int shown = addFindings(lines, test, diagnosisResult);
        if (shown == 0 && !diagnosisResult.picks().isEmpty()) {
            lines.remove(lines.size() - 1);
            lines.add("Nothing conspicuous in the logs.");
        }
        return lines;
    }

    /** {@return what the spans of the test explain, a line each; without a limit of lines, for a file} */
    public List<String> spans(DiagnosisResult diagnosisResult) {
        List<String> lines = new ArrayList<>();
        addSpans(lines, diagnosisResult);
        lines.addAll(new TraceLines(formatter).of(diagnosisResult.trace(), MAX_TRACE_ROWS_IN_A_FILE));
        return lines;
    }

    /** Adds the outline of the trace, and leaves so many of the first lines to what follows. */
    private void addTrace(List<String> lines, DiagnosisResult diagnosisResult, int reserved) {
        int room = LINES_AT_A_GLANCE - lines.size() - reserved - 1;
        int rows = Math.min(MAX_TRACE_ROWS, Math.max(MIN_TRACE_ROWS, room));
        lines.addAll(new TraceLines(formatter).of(diagnosisResult.trace(), rows));
    }

    /** Says whether a warning is among the findings: the trace is then printed after them, otherwise before. */
    private static boolean isWarned(List<Pick> findings) {
        return findings.stream()
                .map(pick -> pick.record().level())
                .anyMatch(level -> level != null && level.isAtLeast(LogLevel.WARN));
    }

    private List<String> beginning(TestFailure test, DiagnosisResult diagnosisResult) {
        test.containers().forEach(container -> formatter.makeRoom(container.name()));
        List<String> lines = new ArrayList<>();
        failure(test.failure()).lines().forEach(lines::add);
        addContainers(lines, test, diagnosisResult);
        addSpans(lines, diagnosisResult);
        return lines;
    }

    private void addSpans(List<String> lines, DiagnosisResult diagnosisResult) {
        SpanLines spans = new SpanLines(formatter);
        diagnosisResult.spans().forEach(finding -> lines.add(spans.line(finding)));
    }

    private String title(TestFailure test) {
        String name = cut(safe(test.name()), MAX_NAME_LENGTH);
        int rest = Math.min(options.width(), 100) - name.length() - 14;
        return styled(Palette.DIM, rule(3))
                + ' '
                + styled(Palette.FATAL, " FAILED ")
                + ' '
                + styled(Palette.BOLD, name)
                + (rest > 0 ? " " + styled(Palette.DIM, rule(rest)) : "");
    }

    private String rule(int length) {
        return (options.unicode() ? "━" : "=").repeat(Math.max(3, length));
    }

    /**
     * Formats the thrown exception and its cause first, because the exceptions between, and empty wrappers, would hide
     * them.
     */
    private String failure(Throwable failure) {
        Throwable thrown = failure;
        Throwable cause = FailureMessage.causeOf(thrown);
        for (int depth = 0;
                cause != null
                        && depth < MAX_CHAIN_LENGTH
                        && WRAPPERS.contains(thrown.getClass().getSimpleName());
                depth++) {
            thrown = cause;
            cause = FailureMessage.causeOf(thrown);
        }
        Throwable root = thrown;
        for (int depth = 0; cause != null && depth < MAX_CHAIN_LENGTH; depth++) {
            root = cause;
            cause = FailureMessage.causeOf(root);
        }
        String rootWords = oneLine(root);
        if (root == thrown || rootWords.isEmpty() || oneLine(thrown).contains(rootWords)) {
            return styled(Palette.ERROR, describe(thrown, MAX_FAILURE_LENGTH));
        }
        // A separate line, because the message of a framework's wrapper may have hundreds of characters.
        return styled(Palette.ERROR, describe(thrown, MAX_WRAPPER_LENGTH))
                + "\n"
                + styled(Palette.ERROR, (options.unicode() ? "⇐ " : "<- ") + describe(root, MAX_FAILURE_LENGTH));
    }

    private String describe(Throwable throwable, int longest) {
        String message = cut(oneLine(throwable), longest);
        return throwable.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
    }

    private String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + (options.unicode() ? "…" : "...") : text;
    }

    /** Redacts before shortening, which may remove the part that identifies a secret. */
    private String oneLine(Throwable throwable) {
        String message = FailureMessage.of(throwable);
        return message == null
                ? ""
                : message.lines()
                        .map(String::strip)
                        .filter(it -> !it.isEmpty())
                        .map(this::safe)
                        .collect(Collectors.joining(" "));
    }

    // --- containers

    private void addContainers(List<String> lines, TestFailure test, DiagnosisResult diagnosisResult) {
        List<String> apart = new ArrayList<>();
        List<String> together = new ArrayList<>();
        List<ContainerReport> sorted = new ArrayList<>(test.containers());
        sorted.sort(Comparator.comparing(
                        (ContainerReport it) -> !diagnosisResult.neverStarted().contains(it))
                .thenComparing(it -> !Diagnosis.isConspicuous(it))
                .thenComparing(ContainerReport::name));
        for (ContainerReport container : sorted) {
            boolean conspicuous =
                    diagnosisResult.neverStarted().contains(container) || Diagnosis.isConspicuous(container);
            String text = container(container, diagnosisResult, conspicuous);
            if (conspicuous && apart.size() < CONTAINERS_ON_THEIR_OWN_LINE) {
                apart.add(text);
            } else {
                together.add(text);
            }
        }
        lines.addAll(apart);
        if (!together.isEmpty()) {
            lines.add(String.join(styled(Palette.DIM, options.unicode() ? " · " : " | "), together));
        }
    }

    private String container(ContainerReport container, DiagnosisResult diagnosisResult, boolean conspicuous) {
        String state = container.status().describe();
        if (diagnosisResult.neverStarted().contains(container)) {
            // Testcontainers stops a container that does not become ready in time.
            state = container.status().stopped() ? "did not become ready, " + state : "did not start: " + state;
        }
        state += endBeforeRestart(container);
        Completeness completeness = container.completeness();
        if (completeness.state() == Completeness.CompletenessState.INCOMPLETE) {
            state += ", logs incomplete: " + completeness.reason();
        }
        EarlierEnd end = container.earlierEnd();
        if (end != null) {
            state += (end.words().startsWith("during") ? " " : ", ") + end.words();
        }
        String usage = container.usage().words();
        if (!usage.isEmpty()) {
            state += ", " + usage;
        }
        if (container.changedImage() != null) {
            state += ", " + container.changedImage().words();
        }
        String counts = Objects.requireNonNullElse(diagnosisResult.counts().get(container.name()), "no records");
        StringBuilder out = new StringBuilder();
        palette.append(out, formatter.style(container.name()), BuildCommands.atLineStart(safe(container.name())));
        out.append(' ');
        palette.append(out, conspicuous ? Palette.ERROR : null, safe(state));
        if (end == null) {
            return out.append(", ").append(counts).toString();
        }
        String last = end.last() == null ? "" : formatter.words(end.last(), MAX_LAST_WORDS_LENGTH);
        return out.append(last.isEmpty() ? "" : ": " + last).toString();
    }

    /** {@return how a restarted container had ended before, empty if it was asked to stop} */
    private static String endBeforeRestart(ContainerReport container) {
        if (container.status().ended() || container.status().restarts() == 0) {
            return "";
        }
        LifecycleEvent last = null;
        for (LifecycleEvent event : container.lifecycle()) {
            last = event.kind() == LifecycleEvent.LifecycleKind.EXITED ? event : last;
        }
        return last == null || !last.crash() ? "" : " after it had " + last.words();
    }

    // --- records

    /** Adds the most useful records. {@return how many} */
    private int addFindings(List<String> lines, TestFailure test, DiagnosisResult diagnosisResult) {
        List<Pick> findings = findings(diagnosisResult);
        boolean warned = diagnosisResult.kind() == DiagnosisResult.ResultKind.CONSPICUOUS && isWarned(findings);
        if (!warned) {
            addTrace(lines, diagnosisResult, findings.isEmpty() ? 0 : WITH_ITS_TITLE);
        }
        switch (diagnosisResult.kind()) {
            case EMPTY ->
                lines.add("Nothing since the test began"
                        + (startWasNormal(test, diagnosisResult)
                                ? "; start-up was normal."
                                : diagnosisResult.earlier().isEmpty()
                                        ? "."
                                        : ". Look first at what was said before it:"));
            case QUIET ->
                lines.add(
                        diagnosisResult.earlier().isEmpty()
                                ? lastOf(diagnosisResult)
                                : "Nothing stands out since the test began. Look first at what was said before it:");
            case HINTS -> lines.add("No error or warning in the logs. Nearest to the failure are:");
            case ROUTINE -> lines.add("No error or warning except the usual ones. Nearest to the failure are:");
            case BEFORE ->
                lines.add("No error or warning since "
                        + (diagnosisResult.neverStarted().isEmpty()
                                ? "the test began, the usual ones apart"
                                : "its start")
                        + ". Nearest to the failure, and from before it:");
            case CONSPICUOUS -> lines.add("Look here first:");
        }
        List<Pick> earlier = diagnosisResult.earlier();
        int shown = 0;
        if (diagnosisResult.kind() != DiagnosisResult.ResultKind.QUIET) {
            int rows = warned ? Math.min(MIN_TRACE_ROWS, diagnosisResult.trace().rows()) : 0;
            int room = LINES_AT_A_GLANCE - lines.size() - earlier.size() - (rows > 0 ? rows + 1 : 0);
            boolean alone = earlier.isEmpty() && rows == 0;
            shown = Math.min(findings.size(), Math.max(alone ? MIN_FINDINGS : MIN_FINDINGS_BESIDE_OTHERS, room));
            for (int i = 0; i < shown; i++) {
                lines.add(finding(i + 1, findings.get(i)));
            }
        }
        for (int i = 0; i < earlier.size(); i++) {
            lines.add(finding(shown + i + 1, earlier.get(i)));
        }
        if (warned) {
            addTrace(lines, diagnosisResult, 0);
        }
        if (diagnosisResult.kind() == DiagnosisResult.ResultKind.QUIET && !earlier.isEmpty()) {
            lines.add(lastOf(diagnosisResult));
        }
        return shown;
    }

    private static String lastOf(DiagnosisResult diagnosisResult) {
        return (diagnosisResult.earlier().isEmpty() ? "Nothing conspicuous in the logs. The last " : "The last ")
                + diagnosisResult.picks().size() + " of " + number(diagnosisResult.looked(), "record") + ":";
    }

    private static boolean startWasNormal(TestFailure test, DiagnosisResult diagnosisResult) {
        return diagnosisResult.earlier().isEmpty()
                && !(test.earlier().isEmpty() && test.records().isEmpty())
                && test.containers().stream()
                        .noneMatch(each -> Diagnosis.isConspicuous(each) || each.earlierEnd() != null);
    }

    private static List<Pick> findings(DiagnosisResult diagnosisResult) {
        return diagnosisResult.picks().stream()
                .filter(it -> it.role() == Pick.Role.FINDING)
                .toList();
    }

    private void addRecords(List<String> lines, TestFailure test, DiagnosisResult diagnosisResult) {
        int shown = addFindings(lines, test, diagnosisResult);
        List<Pick> picks = diagnosisResult.picks();
        if (picks.isEmpty()) {
            return;
        }
        List<Pick> findings = findings(diagnosisResult);
        List<BlockEvent> events = events(test, diagnosisResult);
        int room = MAX_LINES - lines.size() - LINES_BESIDE_RECORDS - events.size() * WITH_ITS_GAP;
        NavigableMap<Integer, ChosenRecord> chosen = choose(
                picks,
                pick -> {
                    int rank = findings.indexOf(pick) + 1;
                    // Those that are not above come after what was said before the test.
                    return rank <= shown
                            ? rank
                            : rank + diagnosisResult.earlier().size();
                },
                room);
        List<String> inOrder = new ArrayList<>();
        addInOrder(inOrder, events, diagnosisResult, chosen);
        if (diagnosisResult.kind() == DiagnosisResult.ResultKind.QUIET) {
            lines.addAll(inOrder);
        } else if (inOrder.size() > shown || chosen.size() < diagnosisResult.looked() || shown == 0) {
            // A record that is shown above in full is not listed again.
            String title =
                    "In order of time, " + chosen.size() + " of " + number(diagnosisResult.looked(), "record") + ":";
            lines.add(server.folded(title, String.join("\n", inOrder)));
        }
    }

    private String finding(int number, Pick pick) {
        return gutter(number) + formatter.wholeLine(pick.record(), note(pick), pick.details());
    }

    private String gutter(int number) {
        return number == 0 ? "  " : styled(Palette.ERROR, String.valueOf(number)) + " ";
    }

    private String note(Pick pick) {
        List<String> notes = new ArrayList<>();
        pick.marks().forEach(mark -> notes.add(safe(mark)));
        if (pick.repeats() > 1) {
            notes.add(times(pick.repeats()));
        }
        return String.join(", ", notes);
    }

    private String times(int repeats) {
        return (options.unicode() ? "×" : "x") + repeats;
    }

    /**
     * A record in the list by time.
     *
     * @param pick the record
     * @param lines its lines
     * @param isPlain whether it has one line, without a number or a note
     */
    private record ChosenRecord(Pick pick, List<String> lines, boolean isPlain) {

        /** Says whether the records differ in nothing but their times. */
        boolean saysTheSameAs(ChosenRecord other) {
            LogRecord one = pick.record();
            LogRecord two = other.pick.record();
            return isPlain
                    && other.isPlain
                    && Objects.equals(one.container(), two.container())
                    && one.stream() == two.stream()
                    && one.level() == two.level()
                    && Objects.equals(one.logger(), two.logger())
                    && Objects.equals(one.message(), two.message())
                    && Objects.equals(one.traceId(), two.traceId())
                    && Objects.equals(one.exception(), two.exception())
                    && one.fields().equals(two.fields());
        }
    }

    /** Chooses as many as fit, the most useful first: the first findings in full, the others in one line. */
    private NavigableMap<Integer, ChosenRecord> choose(List<Pick> picks, ToIntFunction<Pick> numbers, int room) {
        TreeMap<Integer, ChosenRecord> chosen = new TreeMap<>();
        int used = 0;
        for (Pick pick : picks) {
            int number = numbers.applyAsInt(pick);
            boolean full = (number > 0 && number <= FINDINGS_IN_FULL) || pick.role() == Pick.Role.LAST;
            List<String> text = full
                    ? formatter.lines(pick.record(), note(pick))
                    : List.of(formatter.line(pick.record(), note(pick)));
            boolean gap = !chosen.containsKey(pick.position() - 1) && !chosen.containsKey(pick.position() + 1);
            int cost = text.size() + (gap ? 1 : 0);
            if (used + cost > room) {
                if (text.size() > 1 && used + 2 <= room) {
                    text = List.of(formatter.line(pick.record(), note(pick)));
                    cost = gap ? 2 : 1;
                } else {
                    continue;
                }
            }
            chosen.put(pick.position(), chosen(pick, number, text));
            used += cost;
        }
        for (Pick pick : picks) {
            // In place of "1 record", which is a line as well.
            if (chosen.containsKey(pick.position() - 1) && chosen.containsKey(pick.position() + 1)) {
                chosen.computeIfAbsent(
                        pick.position(),
                        position -> chosen(
                                pick, numbers.applyAsInt(pick), List.of(formatter.line(pick.record(), note(pick)))));
            }
        }
        return chosen;
    }

    private ChosenRecord chosen(Pick pick, int number, List<String> text) {
        List<String> withGutter = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            withGutter.add(gutter(i == 0 ? number : 0) + text.get(i));
        }
        boolean isPlain = number == 0 && text.size() == 1 && note(pick).isEmpty();
        return new ChosenRecord(pick, withGutter, isPlain);
    }

    private void addInOrder(
            List<String> lines,
            List<BlockEvent> events,
            DiagnosisResult diagnosisResult,
            NavigableMap<Integer, ChosenRecord> chosen) {
        int next = 0;
        int event = 0;
        ChosenRecord first = null;
        int times = 0;
        for (Map.Entry<Integer, ChosenRecord> entry : chosen.entrySet()) {
            int position = entry.getKey();
            ChosenRecord record = entry.getValue();
            boolean followsAtOnce =
                    position == next && !(event < events.size() && events.get(event).position <= position);
            if (first != null && followsAtOnce && record.saysTheSameAs(first)) {
                times++;
                lines.set(lines.size() - 1, gutter(0) + formatter.line(first.pick.record(), times(times)));
                next++;
                continue;
            }
            for (; event < events.size() && events.get(event).position <= position; event++) {
                next = addGap(lines, next, events.get(event).position);
                lines.add(events.get(event).line);
            }
            next = addGap(lines, next, position) + 1;
            lines.addAll(record.lines);
            first = record;
            times = 1;
        }
        for (; event < events.size(); event++) {
            next = addGap(lines, next, events.get(event).position);
            lines.add(events.get(event).line);
        }
        addGap(lines, next, diagnosisResult.looked());
    }

    /** Adds the number of records that were left out. {@return the position of the first that was not} */
    private int addGap(List<String> lines, int from, int to) {
        if (to <= from) {
            return from;
        }
        lines.add(gap(to - from));
        return to;
    }

    private String gap(int records) {
        return styled(
                Palette.DIM, "  " + " ".repeat(12) + (options.unicode() ? "… " : "... ") + number(records, "record"));
    }

    /** An event of a container, with the number of records before it. */
    private record BlockEvent(LifecycleEvent what, int position, String line) {}

    /** Returns the events of the containers during the test that explain something. */
    private List<BlockEvent> events(TestFailure test, DiagnosisResult diagnosisResult) {
        Instant from = Instant.MIN;
        Instant to = Instant.MIN;
        for (LogRecord record : test.records()) {
            Instant at = record.observed() != null ? record.observed() : record.time();
            if (at != null) {
                from = from.equals(Instant.MIN) ? at : from;
                to = at;
            }
        }
        List<BlockEvent> events = new ArrayList<>();
        for (ContainerReport container : test.containers()) {
            for (LifecycleEvent event : container.lifecycle()) {
                LogLevel severity = severity(container, event);
                if (severity != null && !event.at().isBefore(from) && !isTidyingUp(container, event, to)) {
                    String line = formatter.lifecycle(container.name(), event.at(), event.words(), severity);
                    events.add(new BlockEvent(event, diagnosisResult.loggedBy().applyAsInt(event.at()), "  " + line));
                }
            }
        }
        events.sort(Comparator.comparing(it -> it.what.at()));
        return events.subList(Math.max(0, events.size() - MAX_EVENTS), events.size());
    }

    /** Says whether an event is a container's stop after the test, which explains nothing. */
    private static boolean isTidyingUp(ContainerReport container, LifecycleEvent event, Instant lastRecord) {
        return event.kind() == LifecycleEvent.LifecycleKind.EXITED
                && container.status().stopped()
                && event.at().isAfter(lastRecord);
    }

    private static @Nullable LogLevel severity(ContainerReport container, LifecycleEvent event) {
        return switch (event.kind()) {
            case STARTED, HEALTHY, REMOVED -> null;
            case PAUSED, RESUMED, LOST, INCOMPLETE -> LogLevel.WARN;
            case UNHEALTHY, OUT_OF_MEMORY, RESTARTED -> LogLevel.ERROR;
            case EXITED -> Diagnosis.isConspicuous(container) ? LogLevel.ERROR : LogLevel.WARN;
        };
    }

    // --- text

    private String styled(@Nullable String style, String text) {
        StringBuilder out = new StringBuilder();
        palette.append(out, style, text);
        return out.toString();
    }

    private String safe(String text) {
        return formatter.safe(text);
    }

    private static String number(int count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }
}

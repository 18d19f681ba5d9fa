package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.capture.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the records that tell why a test failed.
 *
 * <p>Each record gets points: for its level, for words that sound like trouble, for being new against the tests that passed,
 * for words that it shares with the failure, for belonging to the test's trace, for coming first, for standing at the end
 * of a container that crashed. Points are taken off what also happens in tests that pass, what came before the test began,
 * and what only passes on another service's failure. Records that differ in ids and numbers alone count as one.
 */
public final class Diagnosis {

    private static final int MOST_FINDINGS = 5;
    private static final int MOST_CONSPICUOUS = 30;
    private static final int MOST_CONTEXT = 30;
    private static final int LAST_RECORDS = 25;
    private static final int LAST_OF_A_START = 40;

    /** From here on a record is conspicuous. */
    private static final double CONSPICUOUS = 30;

    /** Below it, but of some interest: fills the places that are left where something else is conspicuous. */
    private static final double WORTH_A_LINE = 14;

    /** Of these, how many may have been logged before the test began. */
    private static final int MOST_FROM_BEFORE = 2;

    /** Beyond this many, only those with a level from WARN on, and the last ones, are read. */
    private static final int MOST_READ = 60_000;

    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);
    private static final Duration RIGHT_AFTER = Duration.ofMillis(100);

    private static final Pattern CONTINUATION =
            Pattern.compile("(?s)(?:DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION|BACKTRACE):\\s.*");
    /** A database's echo of a statement. */
    private static final Pattern ECHO =
            Pattern.compile("(?i)(?:statement|execute [^:]{1,80}|query|parse [^:]{1,80}|bind [^:]{1,80}):");

    private static final Set<String> CONTINUATION_LEVELS =
            Set.of("DETAIL", "HINT", "STATEMENT", "CONTEXT", "QUERY", "LOCATION", "BACKTRACE");

    /** An error that another service made: this one only tells of it. */
    private static final Pattern PASSED_ON = Pattern.compile(
            "HttpServerError|InternalServerError|ResourceAccess|FeignException|WebClientResponse|I/O error on|BadGateway"
                    + "|bad gateway|upstream|downstream|SocketTimeout|HttpTimeout|ReadTimeout|[Rr]ead timed out"
                    + "|[Cc]onnection refused|[Cc]onnection reset|ConnectException|UnknownHost|NoHttpResponse|ECONNREFUSED"
                    + "|ECONNRESET|ETIMEDOUT|answered|responded|replied|returned (?:HTTP )?[45]\\d\\d"
                    + "|(?:status|code|HTTP|with|from|:)[ :=]*(?:500|502|503|504)\\b|RST_STREAM|UNAVAILABLE"
                    + "|context deadline exceeded|server error");

    private final FailedTest test;
    private final Clues clues;
    private final boolean timeout;
    private final List<Seen> seen = new ArrayList<>();
    private final Map<Long, Group> groups = new LinkedHashMap<>();
    private final List<ContainerReport> neverStarted;

    private Diagnosis(FailedTest test) {
        this.test = test;
        clues = new Clues(test);
        timeout = clues.timeout();
        neverStarted = neverStarted();
    }

    /** A record with what was found out about it. */
    private static final class Seen {
        final LogRecord record;
        final boolean shared;
        final long order;
        int position;

        @Nullable Seen parent;

        final List<LogRecord> details = new ArrayList<>(0);
        List<String> words = List.of();
        String text = "";
        double points;
        int suspicion;
        boolean isNew;
        boolean known;

        @Nullable Group group;

        Seen(LogRecord record, boolean shared, long order) {
            this.record = record;
            this.shared = shared;
            this.order = order;
        }

        boolean atLeast(LogLevel level) {
            LogLevel own = record.level();
            return own != null && own.isAtLeast(level);
        }
    }

    /** Records that say the same. */
    private static final class Group {
        final List<Seen> members = new ArrayList<>(1);
        Seen best;
        double points;

        Group(Seen first) {
            best = first;
        }

        Seen first() {
            return members.get(0);
        }
    }

    /**
     * Chooses.
     *
     * @param test the failed test and what was logged in it
     * @return the choice
     */
    public static Selection of(FailedTest test) {
        return new Diagnosis(test).choose();
    }

    private Selection choose() {
        collect();
        if (seen.isEmpty()) {
            return selection(Selection.Kind.EMPTY, List.of());
        }
        seen.forEach(this::read);
        seen.forEach(this::score);
        scoreEnds();
        group();
        scoreFirsts();
        scoreChains();
        List<Group> ranked = groups.values().stream()
                .sorted(Comparator.comparingDouble((Group group) -> -group.points)
                        .thenComparingInt(group -> group.first().position))
                .toList();
        List<Group> findings = findings(ranked);
        if (findings.isEmpty()) {
            return selection(Selection.Kind.QUIET, last());
        }
        boolean conspicuous =
                findings.stream().anyMatch(it -> it.points >= CONSPICUOUS || it.best.atLeast(LogLevel.WARN));
        return selection(conspicuous ? Selection.Kind.CONSPICUOUS : Selection.Kind.HINTS, picks(findings, ranked));
    }

    private Selection selection(Selection.Kind kind, List<Pick> picks) {
        return new Selection(
                kind,
                picks,
                test.records().size() + test.shared().size(),
                test.shared().size(),
                neverStarted,
                counts());
    }

    private Map<String, String> counts() {
        Map<String, Map<LogLevel, Integer>> levels = new TreeMap<>();
        Map<String, Integer> totals = new TreeMap<>();
        for (LogRecord record : test.records()) {
            String container = Objects.requireNonNullElse(record.container(), "");
            LogLevel level = record.level();
            totals.merge(container, 1, Integer::sum);
            if (level != null && level.isAtLeast(LogLevel.WARN)) {
                levels.computeIfAbsent(container, name -> new TreeMap<>(Comparator.reverseOrder()))
                        .merge(level, 1, Integer::sum);
            }
        }
        Map<String, String> words = new HashMap<>();
        totals.forEach((container, total) -> {
            StringBuilder text = new StringBuilder();
            levels.getOrDefault(container, Map.of())
                    .forEach((level, count) -> text.append(text.isEmpty() ? "" : ", ")
                            .append(count)
                            .append(' ')
                            .append(level));
            words.put(container, text.isEmpty() ? total + (total == 1 ? " record" : " records") : text.toString());
        });
        return words;
    }

    // --- reading

    private List<ContainerReport> neverStarted() {
        if (!clues.startFailed()) {
            return List.of();
        }
        List<ContainerReport> named =
                test.containers().stream().filter(it -> clues.names(it.image())).toList();
        // Attempts and other containers of the same image may run.
        List<ContainerReport> ended = (named.isEmpty() ? test.containers() : named)
                .stream().filter(it -> it.status().ended() || !named.isEmpty()).toList();
        List<ContainerReport> notRunning =
                ended.stream().filter(it -> it.status().ended()).toList();
        return notRunning.isEmpty() ? ended : notRunning;
    }

    private void collect() {
        List<Seen> all = new ArrayList<>();
        add(all, test.records(), false);
        add(all, test.shared(), true);
        all.sort(Comparator.comparingLong(it -> it.order));
        Map<String, Seen> lastOf = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            Seen each = all.get(i);
            each.position = i;
            Seen before = lastOf.get(each.record.container());
            if (before != null && isContinuation(each.record) && each.order - before.order <= RIGHT_AFTER.toNanos()) {
                Seen parent = before.parent != null ? before.parent : before;
                each.parent = parent;
                parent.details.add(each.record);
            }
            lastOf.put(each.record.container(), each);
        }
        seen.addAll(all);
    }

    private void add(List<Seen> all, List<? extends LogRecord> records, boolean shared) {
        int from = Math.max(0, records.size() - MOST_READ / 2);
        boolean many = records.size() > MOST_READ;
        long order = Long.MIN_VALUE;
        int index = 0;
        int early = 0;
        for (LogRecord record : records) {
            LogLevel level = record.level();
            boolean looked =
                    !many || index >= from || (level != null && level.isAtLeast(LogLevel.WARN) && early < MOST_READ);
            index++;
            if (looked) {
                early++;
                order = order(record, order);
                all.add(new Seen(record, shared, order));
            }
        }
    }

    /** By the record's own clock, unless that is plainly another one's: a zone that it does not tell, a wrong date. */
    private static long order(LogRecord record, long before) {
        Instant own = record.timestamp();
        Instant observed = record.observed();
        if (own != null
                && observed != null
                && Duration.between(own, observed).abs().compareTo(CLOCKS_DIFFER) > 0) {
            own = observed;
        }
        Instant time = own != null ? own : observed;
        return time == null ? before : nanos(time);
    }

    private static long nanos(Instant time) {
        // saturates: a log may say the year 300000
        double seconds = time.getEpochSecond();
        if (Math.abs(seconds) > 9.2e9) {
            return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    private static boolean isContinuation(LogRecord record) {
        String level = record.levelText();
        String message = record.message();
        return (level != null && CONTINUATION_LEVELS.contains(level))
                || (record.level() == null && record.format().equals("postgresql"))
                || (message != null
                        && record.level() == null
                        && CONTINUATION.matcher(message).matches());
    }

    private void read(Seen each) {
        StringBuilder text = new StringBuilder();
        append(text, each.record);
        for (LogRecord detail : each.details) {
            append(text, detail);
        }
        each.text = text.toString();
        if (each.parent == null) {
            each.words = clues.in(each.text);
        }
    }

    private static void append(StringBuilder text, LogRecord record) {
        String message = record.message();
        if (message != null) {
            text.append(message).append(' ');
        }
        LoggedException exception = record.exception();
        if (exception != null) {
            text.append(exception.type())
                    .append(' ')
                    .append(exception.message())
                    .append(' ');
        }
        record.fields().forEach((name, value) -> {
            if (value != null && text.length() < 10_000) {
                text.append(name).append('=').append(value).append(' ');
            }
        });
    }

    // --- points

    private void score(Seen each) {
        if (each.parent != null) {
            return;
        }
        LogRecord record = each.record;
        double points = ofLevel(record);
        each.suspicion = Suspicion.of(spoken(each));
        String message = record.message();
        if (message != null
                && !each.atLeast(LogLevel.WARN)
                && ECHO.matcher(message).lookingAt()) {
            // What a client asked for: its words are no judgement.
            each.suspicion /= 2;
        }
        boolean serious = each.atLeast(LogLevel.WARN);
        points += serious ? each.suspicion * 0.25 : each.suspicion;
        if (record.exception() != null) {
            points += each.atLeast(LogLevel.ERROR) ? 4 : 14;
        }
        int status = HttpStatus.of(record);
        if (!each.atLeast(LogLevel.ERROR)) {
            points += status >= 500 ? 26 : status >= 400 ? 14 : 0;
        }
        double worth = clues.worth(each.words);
        points += serious || each.suspicion > 0 ? worth : worth * 0.6;
        if (timeout && Suspicion.ofWaiting(each.text)) {
            points += each.suspicion > 0 || serious ? 22 : 10;
        }
        if (test.passed().any()) {
            each.known = test.passed().logged(Template.of(record));
            each.isNew = !each.known;
            points += each.isNew ? (serious ? 25 : each.suspicion > 0 ? 12 : 4) : (serious ? -45 : -15);
        }
        String trace = record.traceId();
        if (trace != null && !test.traces().isEmpty()) {
            points += test.traces().contains(trace) ? 12 : -8;
        }
        if (isBefore(each)) {
            points -= each.atLeast(LogLevel.ERROR) ? 12 : 26;
        }
        if (each.shared) {
            points -= 15;
        }
        each.points = points;
    }

    /** Whether the test itself had not begun. */
    private boolean isBefore(Seen each) {
        Instant time = each.record.time();
        Instant started = test.started();
        return started != null && time != null && time.isBefore(started);
    }

    private static double ofLevel(LogRecord record) {
        LogLevel level = record.level();
        if (level == null) {
            return record.stream() == LogStream.STDERR ? 10 : 6;
        }
        return switch (level) {
            case FATAL -> 92;
            case ERROR -> 80;
            case WARN -> 50;
            case INFO -> 5;
            case DEBUG -> 2;
            case TRACE -> 0;
        };
    }

    /** What a record says in words: without the names of its fields, which say what is counted, not what happened. */
    private static String spoken(Seen each) {
        StringBuilder spoken = new StringBuilder();
        String message = each.record.message();
        spoken.append(message == null ? "" : message);
        each.record.fields().forEach((name, value) -> {
            if (value instanceof String text && text.length() < 400) {
                spoken.append(" . ").append(text);
            }
        });
        for (LogRecord detail : each.details) {
            spoken.append(" . ").append(detail.message());
        }
        return spoken.toString();
    }

    /** The last words of a container that crashed or never started. */
    private void scoreEnds() {
        for (ContainerReport container : test.containers()) {
            boolean failedStart = neverStarted.contains(container);
            if (!failedStart && !(container.crashed() && endedInTest(container))) {
                continue;
            }
            int fromEnd = 0;
            for (int i = seen.size() - 1; i >= 0 && fromEnd < LAST_OF_A_START; i--) {
                Seen each = seen.get(i);
                if (container.name().equals(each.record.container()) && each.parent == null) {
                    fromEnd++;
                    if (failedStart) {
                        each.points += fromEnd <= 5 ? 42 : 34;
                    } else {
                        boolean trouble = each.suspicion >= Suspicion.STRONG && fromEnd <= 15;
                        each.points += trouble ? 34 : fromEnd <= 3 ? 22 : fromEnd <= 10 ? 10 : 0;
                    }
                }
            }
        }
    }

    private boolean endedInTest(ContainerReport container) {
        Instant finished = container.status().finished();
        return finished == null || seen.isEmpty() || nanos(finished) >= seen.get(0).order;
    }

    private void group() {
        for (Seen each : seen) {
            if (each.parent != null) {
                continue;
            }
            Group group = groups.computeIfAbsent(Template.of(each.record), key -> new Group(each));
            group.members.add(each);
            each.group = group;
            if (each.points > group.best.points) {
                group.best = each;
            }
        }
        for (Group group : groups.values()) {
            // What is said all the time is how things are, what is said once is what happened.
            int repeats = group.members.size();
            double often = group.best.atLeast(LogLevel.WARN) ? 0.5 : 2;
            group.points = group.best.points
                    - often * Math.log(repeats)
                    + (repeats == 1 && seen.size() > 50 && !isBefore(group.best) ? 4 : 0);
        }
    }

    /** The first error is nearer to the cause than the last, in the slice as in a trace. */
    private void scoreFirsts() {
        Set<String> traces = new HashSet<>();
        boolean first = true;
        for (Seen each : seen) {
            Group group = each.group;
            if (group == null || group.points < CONSPICUOUS + 20 || each.known || !each.atLeast(LogLevel.WARN)) {
                continue;
            }
            if (first && each.atLeast(LogLevel.ERROR) && group.first() == each) {
                group.points += 10;
                first = false;
            }
            String trace = each.record.traceId();
            if (trace != null && traces.add(trace) && group.best == each) {
                group.points += 8;
            }
        }
    }

    /** What hangs together with the worst record: by trace, by naming another container, by passing an error on. */
    private void scoreChains() {
        Group worst = groups.values().stream()
                .max(Comparator.comparingDouble(group -> group.points))
                .orElse(null);
        if (worst == null || worst.points < CONSPICUOUS) {
            return;
        }
        String trace = worst.best.record.traceId();
        for (Group group : groups.values()) {
            Seen best = group.best;
            if (group == worst || (!best.atLeast(LogLevel.WARN) && best.suspicion == 0)) {
                continue;
            }
            if (trace != null && group.members.stream().anyMatch(it -> trace.equals(it.record.traceId()))) {
                group.points += 10;
            }
        }
        List<Group> conspicuous =
                groups.values().stream().filter(it -> it.points >= CONSPICUOUS).toList();
        Set<String> blamed = new HashSet<>();
        for (Group group : conspicuous) {
            String own = Objects.requireNonNullElse(group.best.record.container(), "");
            boolean passedOn = PASSED_ON
                    .matcher(group.best.text + exceptionText(group.best.record))
                    .find();
            boolean another = conspicuous.stream()
                    .anyMatch(it -> it != group
                            && !own.equals(it.best.record.container())
                            && it.first().position < group.best.position + 50);
            boolean ended = test.containers().stream()
                    .anyMatch(it -> !it.name().equals(own) && it.crashed() && endedInTest(it));
            if (passedOn && (another || ended)) {
                group.points -= 18;
            }
            for (ContainerReport container : test.containers()) {
                if (!container.name().equals(own)
                        && group.best.points >= 50
                        && names(group.best.text, container.name())) {
                    blamed.add(container.name());
                }
            }
        }
        for (Group group : groups.values()) {
            if (blamed.contains(Objects.requireNonNullElse(group.best.record.container(), ""))
                    && (group.best.atLeast(LogLevel.WARN) || group.best.suspicion >= Suspicion.STRONG)) {
                group.points += 10;
            }
        }
    }

    private static String exceptionText(LogRecord record) {
        LoggedException exception = record.exception();
        String stack = exception == null ? null : exception.stackTrace();
        return stack == null ? "" : stack.substring(0, Math.min(stack.length(), 8000));
    }

    private static boolean names(String text, String name) {
        int at = text.indexOf(name);
        while (at >= 0) {
            int end = at + name.length();
            boolean word = (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
                    && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
            if (word) {
                return true;
            }
            at = text.indexOf(name, at + 1);
        }
        return false;
    }

    // --- choosing

    /** The best groups; one that says what a better one said counts less, as it tells nothing more. */
    private List<Group> findings(List<Group> ranked) {
        List<Group> candidates = new ArrayList<>(ranked.stream()
                .filter(group -> group.points >= WORTH_A_LINE)
                .limit(MOST_CONSPICUOUS * 2L)
                .toList());
        List<Group> findings = new ArrayList<>();
        int before = 0;
        while (findings.size() < MOST_FINDINGS && !candidates.isEmpty()) {
            Group best = candidates.get(0);
            for (Group group : candidates) {
                if (group.points > best.points) {
                    best = group;
                }
            }
            candidates.remove(best);
            if (best.points < CONSPICUOUS && isBefore(best.best) && ++before > MOST_FROM_BEFORE) {
                continue;
            }
            findings.add(best);
            for (Group group : candidates) {
                if (saysTheSame(group.best, best.best)) {
                    group.points -= 22;
                }
            }
        }
        return findings;
    }

    private static boolean saysTheSame(Seen one, Seen other) {
        String message = one.record.message();
        if (message != null
                && message.equals(other.record.message())
                && Objects.equals(one.record.container(), other.record.container())) {
            return true;
        }
        String own = core(one.record);
        String others = core(other.record);
        return !own.isEmpty() && !others.isEmpty() && (own.contains(others) || others.contains(own));
    }

    private static String core(LogRecord record) {
        LoggedException exception = record.exception();
        String core = exception != null && exception.message() != null ? exception.message() : record.message();
        return core == null || core.length() < 8 ? "" : core;
    }

    private List<Pick> picks(List<Group> findings, List<Group> ranked) {
        Map<Integer, Pick> picks = new LinkedHashMap<>();
        for (Group group : findings) {
            pick(picks, group, Pick.Role.FINDING);
        }
        ranked.stream()
                .filter(group -> group.points >= CONSPICUOUS - 22 && !findings.contains(group))
                .filter(group -> group.points >= CONSPICUOUS || group.best.atLeast(LogLevel.ERROR))
                .limit(MOST_CONSPICUOUS)
                .forEach(group -> pick(picks, group, Pick.Role.CONSPICUOUS));
        int main = picks.size();
        for (Group group : findings) {
            if (group.points >= CONSPICUOUS || group == findings.get(0)) {
                addContext(picks, group.best, main);
            }
        }
        // what is known from passing tests, and warnings from before: last, if there is room
        groups.values().stream()
                .filter(group -> group.best.atLeast(LogLevel.WARN))
                .limit(MOST_CONSPICUOUS)
                .forEach(group -> pick(picks, group, Pick.Role.CONTEXT));
        return List.copyOf(picks.values());
    }

    private void pick(Map<Integer, Pick> picks, Group group, Pick.Role role) {
        Seen shown = group.best;
        List<String> marks = new ArrayList<>();
        if (shown.isNew && (shown.atLeast(LogLevel.WARN) || role == Pick.Role.FINDING)) {
            marks.add("new");
        } else if (shown.known && shown.atLeast(LogLevel.WARN)) {
            marks.add("also in tests that passed");
        }
        if (shown.shared) {
            marks.add("shared");
        }
        int repeats = group.members.size();
        Seen last = group.members.get(repeats - 1);
        picks.putIfAbsent(
                shown.position,
                new Pick(
                        shown.record,
                        shown.position,
                        role,
                        repeats,
                        last == shown ? null : last.record.time(),
                        List.copyOf(marks),
                        List.copyOf(shown.details)));
        if (role != Pick.Role.CONTEXT) {
            for (int i = shown.position + 1; i < seen.size() && i < shown.position + 40; i++) {
                if (seen.get(i).parent == shown) {
                    context(picks, seen.get(i), Pick.Role.CONTEXT);
                }
            }
        }
    }

    private static void context(Map<Integer, Pick> picks, Seen each, Pick.Role role) {
        picks.putIfAbsent(
                each.position,
                new Pick(
                        each.record,
                        each.position,
                        role,
                        1,
                        null,
                        each.shared ? List.of("shared") : List.of(),
                        List.of()));
    }

    /** The same trace over all containers, then the same container's records just before and after. */
    private void addContext(Map<Integer, Pick> picks, Seen of, int main) {
        String trace = of.record.traceId();
        if (trace != null) {
            int before = 0;
            for (int i = of.position; i >= 0 && before < 8 && room(picks, main); i--) {
                if (trace.equals(seen.get(i).record.traceId()) && !isTold(picks, seen.get(i))) {
                    context(picks, seen.get(i), Pick.Role.CONTEXT);
                    before++;
                }
            }
            int behind = 0;
            for (int i = of.position; i < seen.size() && behind < 5 && room(picks, main); i++) {
                if (trace.equals(seen.get(i).record.traceId()) && !isTold(picks, seen.get(i))) {
                    context(picks, seen.get(i), Pick.Role.CONTEXT);
                    behind++;
                }
            }
        }
        boolean start = neverStarted.stream().anyMatch(it -> it.name().equals(of.record.container()));
        int most = start ? LAST_OF_A_START : 2;
        Duration around = start ? Duration.ofMinutes(5) : Duration.ofSeconds(3);
        neighbours(picks, of, -1, most, around, main + (start ? LAST_OF_A_START : 0));
        neighbours(picks, of, 1, most, around, main + (start ? LAST_OF_A_START : 0));
    }

    private void neighbours(Map<Integer, Pick> picks, Seen of, int step, int most, Duration around, int main) {
        int found = 0;
        for (int i = of.position + step; i >= 0 && i < seen.size() && found < most && room(picks, main); i += step) {
            Seen each = seen.get(i);
            if (Math.abs(each.order - of.order) > around.toNanos()) {
                return;
            }
            if (Objects.equals(each.record.container(), of.record.container()) && !isTold(picks, each)) {
                context(picks, each, Pick.Role.CONTEXT);
                found++;
            }
        }
    }

    /** Whether it is one of those that a record which was picked stands for. */
    private static boolean isTold(Map<Integer, Pick> picks, Seen each) {
        Group group = each.group;
        return group != null && group.members.size() > 1 && picks.containsKey(group.best.position);
    }

    private static boolean room(Map<Integer, Pick> picks, int main) {
        return picks.size() < main + MOST_CONTEXT;
    }

    private List<Pick> last() {
        Map<Integer, Pick> picks = new LinkedHashMap<>();
        for (int i = seen.size() - 1; i >= 0 && picks.size() < LAST_RECORDS; i--) {
            context(picks, seen.get(i), Pick.Role.LAST);
        }
        return List.copyOf(picks.values());
    }

    /** Whether a container's state itself needs an explanation. */
    public static boolean isConspicuous(ContainerReport container) {
        return container.crashed()
                || container.status().health() == ContainerStatus.Health.UNHEALTHY
                || container.status().restarts() > 0
                || container.status().phase() == ContainerStatus.Phase.PAUSED;
    }
}

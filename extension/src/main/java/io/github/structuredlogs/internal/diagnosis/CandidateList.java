package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The records of a failed test's containers, over all of them in order of time. */
final class CandidateList {

    /** If there are more, only those with a level of WARN or above, and the last ones, are read. */
    private static final int MAX_READ = 60_000;

    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);
    private static final Duration RIGHT_AFTER = Duration.ofMillis(100);
    private static final Duration LATE = Duration.ofSeconds(1);

    /** How many records before the test are searched for requests that may still go on when it begins. */
    private static final int MAX_EARLIER = 500;

    private static final Pattern CONTINUATION =
            Pattern.compile("(?s)(?:DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION|BACKTRACE):\\s.*");

    private static final Set<String> CONTINUATION_LEVELS =
            Set.of("DETAIL", "HINT", "STATEMENT", "CONTEXT", "QUERY", "LOCATION", "BACKTRACE");

    /** When it began; the least value if it never did, so that nothing was before it. */
    private final long began;

    private final List<Candidate> all = new ArrayList<>();

    private CandidateList(@Nullable Instant started) {
        began = started == null ? Long.MIN_VALUE : nanos(started);
    }

    /**
     * Returns the test's records in order of time, each with the records that continue it.
     *
     * @param test the test
     * @param began when the failed part began, null if it never did
     */
    static List<Candidate> of(TestFailure test, @Nullable Instant began) {
        CandidateList candidateList = new CandidateList(began);
        candidateList.add(test.records(), false);
        candidateList.add(test.shared(), true);
        candidateList.all.sort(Comparator.comparingLong(it -> it.order));
        candidateList.markLate(test);
        candidateList.joinDetails();
        return candidateList.all;
    }

    /**
     * Marks the records of the test's first second that carry the trace of an earlier test's request: a service may go on
     * for a moment after it has answered.
     */
    private void markLate(TestFailure test) {
        Set<String> earlier = new HashSet<>();
        List<? extends LogRecord> records = test.earlier();
        for (LogRecord record : records.subList(Math.max(0, records.size() - MAX_EARLIER), records.size())) {
            if (record.traceId() != null) {
                earlier.add(record.traceId());
            }
        }
        earlier.removeAll(test.traces());
        if (began == Long.MIN_VALUE || earlier.isEmpty()) {
            return;
        }
        for (Candidate each : all) {
            if (!each.before && each.order - began <= LATE.toNanos() && earlier.contains(each.record.traceId())) {
                each.before = true;
                each.late = true;
            }
        }
    }

    /** {@return what the test's containers said before it, in order of time} */
    static List<Candidate> ofEarlier(TestFailure test) {
        CandidateList candidateList = new CandidateList(Instant.MAX);
        candidateList.add(test.earlier(), false);
        candidateList.all.sort(Comparator.comparingLong(it -> it.order));
        candidateList.joinDetails();
        return candidateList.all;
    }

    /** {@return how many of the records, which are in order of time, were logged before a moment} */
    static int loggedBy(Instant moment, List<Candidate> all) {
        long until = nanos(moment);
        int from = 0;
        int to = all.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (all.get(middle).order <= until) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private void add(List<? extends LogRecord> records, boolean shared) {
        int from = Math.max(0, records.size() - MAX_READ / 2);
        boolean many = records.size() > MAX_READ;
        long order = Long.MIN_VALUE;
        int index = 0;
        int early = 0;
        for (LogRecord record : records) {
            LogLevel level = record.level();
            boolean looked =
                    !many || index >= from || (level != null && level.isAtLeast(LogLevel.WARN) && early < MAX_READ);
            index++;
            if (looked) {
                early++;
                order = order(record, order);
                all.add(new Candidate(record, shared, order < began, order));
            }
        }
    }

    private void joinDetails() {
        Map<String, Candidate> lastOf = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            Candidate each = all.get(i);
            each.position = i;
            Candidate before = lastOf.put(each.container(), each);
            if (before != null && isContinuation(each.record) && each.order - before.order <= RIGHT_AFTER.toNanos()) {
                Candidate parent = before.parent != null ? before.parent : before;
                each.parent = parent;
                parent.details.add(each.record);
            }
        }
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

    /**
     * Returns the record's own time, unless its clock is clearly another one's (a zone that it does not give, a wrong
     * date) or has only whole seconds, which would put it before its cause.
     */
    private static long order(LogRecord record, long before) {
        Instant own = record.timestamp();
        Instant observed = record.observed();
        if (own != null && observed != null) {
            Duration later = Duration.between(own, observed);
            boolean anotherClock = later.abs().compareTo(CLOCKS_DIFFER) > 0;
            boolean wholeSecond =
                    own.equals(own.truncatedTo(ChronoUnit.SECONDS)) && !later.isNegative() && later.toSeconds() == 0;
            if (anotherClock || wholeSecond) {
                own = observed;
            }
        }
        Instant time = own != null ? own : observed;
        return time == null ? before : nanos(time);
    }

    /** {@return nanoseconds since the epoch, or the largest number, because a log may contain the year 300000} */
    static long nanos(Instant time) {
        double seconds = time.getEpochSecond();
        if (Math.abs(seconds) > 9.2e9) {
            return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}

package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How much a record tells by itself, whatever stands beside it. */
final class RecordScore {

    /** A database's echo of a statement. */
    private static final Pattern ECHO =
            Pattern.compile("(?i)(?:statement|execute [^:]{1,80}|query|parse [^:]{1,80}|bind [^:]{1,80}):");

    private static final double A_WORD_IN_COMMON = 3;
    private static final double TROUBLE_WITH_IT = 10;

    /** What a warning or an error loses that tests which passed have logged as well. */
    static final double OF_NEWS = 45;

    private static final double OF_ADVICE = 25;

    /** What a runtime writes past the logger when a process or a thread of it is done for is an error without the word. */
    private static final double LAST_WORDS = 40;

    private final TestFailure test;
    private final FailureClues failureClues;
    private final PassedTestHistory passed;
    private final boolean timeout;

    /** @param passed what is known from tests that passed */
    RecordScore(TestFailure test, FailureClues failureClues, PassedTestHistory passed) {
        this.test = test;
        this.passed = passed;
        this.failureClues = failureClues;
        timeout = failureClues.timeout();
    }

    /** Gives each its points. All of them at once, because a word that many of them hold counts less. */
    void give(List<Candidate> all) {
        Map<Candidate, List<String>> words = new HashMap<>();
        for (Candidate each : all) {
            if (each.parent == null) {
                words.put(each, failureClues.in(each.text()));
            }
        }
        words.forEach((each, found) -> each.points = points(each, failureClues.worth(found)));
    }

    private double points(Candidate each, double worth) {
        LogRecord record = each.record;
        boolean serious = each.atLeast(LogLevel.WARN);
        each.worth = worth;
        each.suspicion = suspicion(each);
        double points = ofLevel(record);
        points += serious ? each.suspicion * 0.25 : each.suspicion;
        if (serious && each.suspicion == 0 && TroubleWords.isHarmless(each.spoken())) {
            points -= OF_ADVICE;
        }
        if (record.exception() != null) {
            points += each.atLeast(LogLevel.ERROR) ? 4 : 14;
        }
        if (record.level() == null && each.suspicion >= TroubleWords.DEADLY_FROM) {
            points += LAST_WORDS;
        }
        if (!each.atLeast(LogLevel.ERROR)) {
            int status = HttpStatus.of(record);
            points += status >= 500 ? 26 : status >= 400 ? 14 : 0;
        }
        if (serious || each.suspicion > 0) {
            points += worth + (worth >= A_WORD_IN_COMMON ? TROUBLE_WITH_IT : 0);
        } else {
            points += worth * 0.6;
        }
        points += ofNovelty(each, serious);
        if (timeout && !each.known && TroubleWords.ofWaiting(each.text())) {
            points += each.suspicion > 0 || serious ? 22 : 10;
        }
        String trace = record.traceId();
        if (trace != null && !test.traces().isEmpty()) {
            points += test.traces().contains(trace) ? 12 : -8;
        }
        if (each.before) {
            points -= each.atLeast(LogLevel.ERROR) ? 12 : 26;
        }
        if (each.shared) {
            points -= 15;
        }
        return points;
    }

    private static int suspicion(Candidate each) {
        int suspicion = TroubleWords.of(each.spoken());
        String message = each.record.message();
        boolean echo = message != null
                && !each.atLeast(LogLevel.WARN)
                && ECHO.matcher(message).lookingAt();
        // What a client asked for: its words are no judgement.
        return echo ? suspicion / 2 : suspicion;
    }

    /** What also happens in tests that pass is no cause, what never did may well be one. */
    private double ofNovelty(Candidate each, boolean serious) {
        if (!passed.any()) {
            return 0;
        }
        each.usualShare = passed.share(Template.of(each.record));
        each.known = each.usualShare > 0;
        each.isNew = !each.known;
        if (each.known) {
            return serious ? -OF_NEWS : each.isNamed() ? 0 : -15;
        }
        return serious ? 25 : each.suspicion > 0 ? 12 : 4;
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
            case TRACE, OFF -> 0;
        };
    }
}

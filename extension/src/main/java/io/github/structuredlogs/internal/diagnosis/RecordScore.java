package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.parse.values.HttpStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The score of a record by itself, without its neighbours. */
final class RecordScore {

    /** A database's echo of a statement. */
    private static final Pattern ECHO =
            Pattern.compile("(?i)(?:statement|execute [^:]{1,80}|query|parse [^:]{1,80}|bind [^:]{1,80}):");

    private static final double A_WORD_IN_COMMON = 3;

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

    /** Sets the points of all records, together, because a word that many of them contain counts less. */
    void give(List<Candidate> all) {
        give(all, false);
    }

    /** As {@link #give}, but what is said many times in the same words makes none of these words frequent. */
    void giveOnceForEachText(List<Candidate> all) {
        give(all, true);
    }

    private void give(List<Candidate> all, boolean onceForEachText) {
        Map<Candidate, List<String>> words = new HashMap<>();
        Map<String, List<String>> asked = new HashMap<>();
        Map<Long, LogRecord> templates = new HashMap<>();
        for (Candidate each : all) {
            if (each.parent == null) {
                words.put(
                        each,
                        onceForEachText
                                ? asked.computeIfAbsent(each.text(), failureClues::in)
                                : failureClues.in(each.text()));
                if (passed.any()) {
                    templates.putIfAbsent(each.template(), each.record);
                }
            }
        }
        passed.search(templates);
        words.forEach((each, found) -> each.points = points(each, failureClues.worth(found)));
    }

    private double points(Candidate each, double worth) {
        LogRecord record = each.record;
        boolean serious = each.atLeast(LogLevel.WARN);
        each.worth = worth;
        each.suspicion = suspicion(each);
        double points = ofLevel(record);
        points += serious ? each.suspicion * Weight.TROUBLE_WORDS_OF_A_WARNING.value() : each.suspicion;
        if (serious && each.suspicion == 0 && TroubleWords.isHarmless(each.spoken())) {
            points -= Weight.HARMLESS_ADVICE.value();
        }
        if (record.exception() != null) {
            points += each.atLeast(LogLevel.ERROR) ? Weight.EXCEPTION_OF_AN_ERROR.value() : Weight.EXCEPTION.value();
        }
        if (record.level() == null && each.suspicion >= TroubleWords.DEADLY_FROM) {
            points += Weight.LAST_WORDS_WITHOUT_LEVEL.value();
        }
        if (!each.atLeast(LogLevel.ERROR)) {
            int status = HttpStatus.of(record);
            points += status >= 500 ? Weight.STATUS_5XX.value() : status >= 400 ? Weight.STATUS_4XX.value() : 0;
        }
        if (serious || each.suspicion > 0) {
            points += worth + (worth >= A_WORD_IN_COMMON ? Weight.WORDS_OF_TROUBLE.value() : 0);
        } else {
            points += worth * Weight.WORDS_OF_NO_TROUBLE.value();
        }
        points += ofNovelty(each, serious);
        if (timeout && !each.known && TroubleWords.ofWaiting(each.text())) {
            points += each.suspicion > 0 || serious ? Weight.WAITING_TROUBLE.value() : Weight.WAITING.value();
        }
        String trace = record.traceId();
        if (trace != null && !test.traces().isEmpty()) {
            points += test.traces().contains(trace) ? Weight.OWN_TRACE.value() : -Weight.OTHER_TRACE.value();
        }
        if (each.before) {
            points -= each.atLeast(LogLevel.ERROR)
                    ? Weight.BEFORE_THE_METHOD_ERROR.value()
                    : Weight.BEFORE_THE_METHOD.value();
        }
        if (each.late) {
            points -= Weight.LATE.value();
        }
        if (each.shared) {
            points -= Weight.SHARED.value();
        }
        return points;
    }

    private static int suspicion(Candidate each) {
        int suspicion = TroubleWords.of(each.spoken());
        String message = each.record.message();
        boolean echo = message != null
                && !each.atLeast(LogLevel.WARN)
                && ECHO.matcher(message).lookingAt();
        // A client's request: its words are not a judgement.
        return echo ? suspicion / 2 : suspicion;
    }

    /** Returns the points for novelty: a record of passed tests is not the cause, a new one may be. */
    private double ofNovelty(Candidate each, boolean serious) {
        if (!passed.any()) {
            return 0;
        }
        each.known = passed.knows(each.template());
        each.isNew = !each.known && !each.late;
        if (each.known) {
            return serious ? -Weight.KNOWN_TROUBLE.value() : each.isNamed() ? 0 : -Weight.KNOWN.value();
        }
        return serious ? Weight.NEW_TROUBLE.value() : each.suspicion > 0 ? Weight.NEW_SOFT.value() : Weight.NEW.value();
    }

    private static double ofLevel(LogRecord record) {
        LogLevel level = record.level();
        if (level == null) {
            return record.stream() == LogStream.STDERR ? Weight.NO_LEVEL_STDERR.value() : Weight.NO_LEVEL.value();
        }
        return switch (level) {
            case FATAL -> Weight.LEVEL_FATAL.value();
            case ERROR -> Weight.LEVEL_ERROR.value();
            case WARN -> Weight.LEVEL_WARN.value();
            case INFO -> Weight.LEVEL_INFO.value();
            case DEBUG -> Weight.LEVEL_DEBUG.value();
            case TRACE, OFF -> 0;
        };
    }
}

package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LoggedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The few that the reader is to look at first. */
final class Findings {

    private static final int MOST = 6;
    /** What is not conspicuous does not follow so many that are. */
    private static final int ENOUGH = 5;
    /** Nor so many, where an error is among them. */
    private static final int ENOUGH_WITH_AN_ERROR = 3;

    private static final int MOST_CANDIDATES = 60;

    /** Of no great interest, but of some: fills the places that are left. */
    private static final double WORTH_A_LINE = 14;

    /** Of these, how many may have been logged before the test began, if the test itself has something to show. */
    private static final int MOST_FROM_BEFORE = 2;

    /** If it has nothing, then what was said when the services started may be the cause. */
    private static final double BEFORE_A_QUIET_TEST = 18;

    private Findings() {}

    /**
     * Takes the best, one after the other; one that says what a better one said counts less, as it tells nothing more.
     *
     * @param ranked all groups, those with most points first
     */
    static List<Group> of(List<Group> ranked) {
        boolean quiet = ranked.stream().noneMatch(group -> isConspicuousInTest(group) && tells(group));
        if (quiet) {
            ranked.stream()
                    .filter(group -> group.best.before && !group.best.atLeast(LogLevel.ERROR))
                    .forEach(group -> group.points += BEFORE_A_QUIET_TEST);
        }
        List<Group> candidates = new ArrayList<>(ranked.stream()
                .filter(group -> group.points >= WORTH_A_LINE)
                .limit(MOST_CANDIDATES)
                .toList());
        int fromBefore = quiet ? MOST : MOST_FROM_BEFORE;
        List<Group> findings = new ArrayList<>();
        int before = 0;
        while (findings.size() < MOST && !candidates.isEmpty()) {
            Group best = candidates.get(0);
            for (Group group : candidates) {
                if (group.points > best.points) {
                    best = group;
                }
            }
            candidates.remove(best);
            if (best.points < Diagnosis.CONSPICUOUS) {
                if (!quiet && isEnough(findings)) {
                    break;
                }
                if (best.best.before && ++before > fromBefore) {
                    continue;
                }
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

    private static boolean isEnough(List<Group> findings) {
        boolean error = findings.stream().anyMatch(it -> !it.best.before && it.best.atLeast(LogLevel.ERROR));
        return findings.size() >= (error ? ENOUGH_WITH_AN_ERROR : ENOUGH);
    }

    /** {@return whether it is trouble by its level or its words, and since the test began} */
    static boolean isConspicuousInTest(Group group) {
        return !group.best.before && isConspicuous(group);
    }

    static boolean isConspicuous(Group group) {
        return group.points >= Diagnosis.CONSPICUOUS || group.best.atLeast(LogLevel.WARN);
    }

    /** A response's status alone only says that something went wrong, which the failure says as well. */
    private static boolean tells(Group group) {
        return group.best.suspicion > 0 || group.best.atLeast(LogLevel.WARN);
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
}

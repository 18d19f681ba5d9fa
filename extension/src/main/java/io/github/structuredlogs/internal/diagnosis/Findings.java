package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LoggedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The few records that the reader should look at first. */
final class Findings {

    private static final int MAX_FINDINGS = 6;
    /** After this number of conspicuous records, no others follow. */
    private static final int ENOUGH = 5;
    /** After this number including an error, records without a problem do not follow. */
    private static final int ENOUGH_WITH_AN_ERROR = 3;

    /**
     * The maximum number of lines of a text without a logger, if they are not conspicuous; the text is shown further
     * below.
     */
    private static final int MAX_OF_A_TEXT = 2;

    private static final int BESIDE = 8;

    private static final int MAX_CANDIDATES = 60;

    /** Of these, how many may have been logged before the test began, if the test itself has something to show. */
    private static final int MAX_FROM_BEFORE = 2;

    /** Then, too, what the test itself has said is shown. */
    private static final int MAX_BEFORE_A_QUIET_TEST = 4;

    /** Whether the test itself has only routine records. */
    private final boolean quiet;

    private int beforeQuiet;

    private final List<Group> found = new ArrayList<>();
    private int fromBefore;

    private Findings(boolean quiet) {
        this.quiet = quiet;
    }

    /**
     * Chooses the best groups. Routine ones come last, and get few of the places.
     *
     * @param ranked all groups, sorted by points in descending order
     * @param quiet whether the test itself {@linkplain #isQuiet has only routine records}
     * @param withRoutine whether routine ones may fill more than one place, because there is nothing better
     */
    static List<Group> of(List<Group> ranked, boolean quiet, boolean withRoutine) {
        if (quiet) {
            ranked.stream()
                    .filter(group -> group.best.before && !group.best.atLeast(LogLevel.ERROR))
                    .forEach(group -> group.points += Weight.BEFORE_A_QUIET_TEST.value());
        }
        List<Group> telling = new Findings(quiet).best(ranked.stream().filter(group -> !group.isRoutine()));
        List<Group> routine = new Findings(quiet).best(ranked.stream().filter(Group::isRoutine));
        if (telling.isEmpty() && routine.isEmpty() && withRoutine) {
            // Trouble that passed tests had as well is better than none.
            routine = ranked.stream()
                    .filter(group -> group.best.atLeast(LogLevel.WARN))
                    .limit(MAX_OF_A_TEXT)
                    .toList();
        }
        int places = !withRoutine || telling.size() >= ENOUGH ? 1 : telling.isEmpty() ? MAX_FINDINGS : 2;
        List<Group> habits = routine.subList(0, Math.min(routine.size(), places));
        List<Group> findings =
                new ArrayList<>(telling.subList(0, Math.min(telling.size(), MAX_FINDINGS - habits.size())));
        findings.addAll(habits);
        return findings;
    }

    /** Chooses one after the other; a group that repeats a better one counts less, because it adds nothing. */
    private List<Group> best(Stream<Group> ranked) {
        List<Group> candidates = new ArrayList<>(ranked.filter(group -> group.points >= Weight.WORTH_A_LINE.value())
                .limit(MAX_CANDIDATES)
                .toList());
        while (found.size() < MAX_FINDINGS && !candidates.isEmpty()) {
            Group best = candidates.stream()
                    .reduce(candidates.get(0), (one, other) -> other.points > one.points ? other : one);
            candidates.remove(best);
            if (quiet && best.best.before && ++beforeQuiet > MAX_BEFORE_A_QUIET_TEST) {
                continue;
            }
            if (best.points >= Weight.CONSPICUOUS.value() || deservesAPlace(best)) {
                found.add(best);
                candidates.stream()
                        .filter(group -> saysTheSame(group.best, best.best))
                        .forEach(group -> group.points -= Weight.SAID_ALREADY.value());
            }
        }
        return found;
    }

    /** Says whether a group that is not conspicuous may take a free place. */
    private boolean deservesAPlace(Group group) {
        if (!quiet && (found.size() >= ENOUGH || (isEnoughWithAnError() && !tells(group)))) {
            return false;
        }
        if (group.best.before && !quiet && ++fromBefore > MAX_FROM_BEFORE) {
            return false;
        }
        return found.stream().filter(it -> isBeside(group.best, it.best)).count() < MAX_OF_A_TEXT;
    }

    private boolean isEnoughWithAnError() {
        return found.size() >= ENOUGH_WITH_AN_ERROR
                && found.stream().anyMatch(it -> !it.best.before && it.best.atLeast(LogLevel.ERROR));
    }

    /** {@return whether the test itself has only routine records} */
    static boolean isQuiet(List<Group> groups) {
        return groups.stream().noneMatch(group -> !group.isRoutine() && isConspicuousInTest(group) && tells(group));
    }

    /** {@return whether it is a problem by its level or its words, and since the test began} */
    static boolean isConspicuousInTest(Group group) {
        return !group.best.before && isConspicuous(group);
    }

    /** {@return how many of the findings are more than a hint} */
    static int conspicuous(List<Group> findings) {
        return (int) findings.stream().filter(Findings::isConspicuous).count();
    }

    static boolean isConspicuous(Group group) {
        return group.points >= Weight.CONSPICUOUS.value() || group.best.atLeast(LogLevel.WARN);
    }

    /** Says whether a group adds something to the failure: a response's status alone does not. */
    private static boolean tells(Group group) {
        return group.best.suspicion > 0 || group.best.atLeast(LogLevel.WARN);
    }

    /** Says whether lines without a logger continue their neighbours, with which they are shown. */
    private static boolean isBeside(Candidate one, Candidate other) {
        return one.record.level() == null
                && one.record.timestamp() == null
                && Math.abs(one.position - other.position) <= BESIDE
                && Objects.equals(one.record.container(), other.record.container());
    }

    static boolean saysTheSame(Candidate one, Candidate other) {
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

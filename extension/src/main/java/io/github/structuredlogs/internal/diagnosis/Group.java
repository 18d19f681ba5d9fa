package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records that differ only in ids and numbers: they have the same text, and count as one. */
final class Group {

    /** Among this number of records, a different one is unusual. */
    private static final int A_ROUTINE = 50;

    /** A line with fewer letters says nothing: a closing brace, a rule. */
    private static final int LETTERS_OF_A_WORD = 3;

    /** The minimum duration of a slow operation, which must also be many times the usual. */
    private static final double SLOW_MILLIS = 1000;

    private static final double TIMES_AS_LONG = 10;
    /** The minimum number of records of a storm, which must also be many times the usual share. */
    private static final int STORM = 20;

    private static final double TIMES_AS_MUCH = 5;

    /** The number of repetitions that makes a habit. */
    private static final int STEADY = 4;

    final List<Candidate> members = new ArrayList<>(1);

    /** The most useful member; it represents the others. */
    Candidate best;

    double points;

    private Group(Candidate first) {
        best = first;
    }

    Candidate first() {
        return members.get(0);
    }

    /**
     * {@return whether it would have been logged without the failure as well: passed tests have logged it or, if no
     * test has passed, it was already logged before the test; and it contains no name of the failure}
     */
    boolean isRoutine() {
        return !best.isNamed() && !best.slow && !best.storm && best.contradiction == null && (best.known || isSteady());
    }

    private boolean isSteady() {
        return members.size() >= STEADY && first().before && !members.get(members.size() - 1).before;
    }

    /**
     * {@return the groups in order of their first members}
     *
     * @param all the records
     * @param passed what passed tests have logged
     */
    static List<Group> of(List<Candidate> all, PassedTestHistory passed) {
        Map<Long, Group> groups = new LinkedHashMap<>();
        for (Candidate each : all) {
            if (each.parent != null) {
                continue;
            }
            Group group = groups.computeIfAbsent(each.template(), key -> new Group(each));
            group.members.add(each);
            each.group = group;
            if (each.points > group.best.points) {
                group.best = each;
            }
        }
        for (Group group : groups.values()) {
            group.favourTheSlowest();
            group.favourAStorm(all.size(), passed);
            // A text that is always repeated describes a state, a single one an event.
            Candidate best = group.best;
            double often = best.isNamed() || best.slow
                    ? 0
                    : best.isTroubleByItself() || best.isNew
                            ? Weight.REPEATED_TROUBLE.value()
                            : Weight.REPEATED.value();
            group.points = best.points - often * Math.log(group.members.size());
        }
        if (all.size() >= A_ROUTINE) {
            favourTheUnusual(groups.values());
        }
        return List.copyOf(groups.values());
    }

    /** Raises a warning that was occasional and is now permanent, which is as good as new. */
    private void favourAStorm(int records, PassedTestHistory passed) {
        double share = (double) members.size() / records;
        if (best.known
                && best.atLeast(LogLevel.WARN)
                && members.size() >= STORM
                && share >= TIMES_AS_MUCH * passed.share(best.record)) {
            best.storm = true;
            best.points += Weight.STORM.value();
        }
    }

    /** Raises an operation that took far longer than usual. */
    private void favourTheSlowest() {
        if (members.size() < STEADY) {
            return;
        }
        double[] times =
                members.stream().mapToDouble(it -> TimeTaken.of(it.record)).toArray();
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        double longest = sorted[sorted.length - 1];
        if (longest >= SLOW_MILLIS && longest >= TIMES_AS_LONG * sorted[sorted.length / 2]) {
            for (int i = 0; i < times.length; i++) {
                if (times[i] == longest) {
                    best = members.get(i);
                }
            }
            best.slow = true;
            best.points += Weight.SLOW.value();
        }
    }

    /** Raises groups that differ from the test's routine: the fewer they are, the more useful each is. */
    private static void favourTheUnusual(Collection<Group> groups) {
        List<Group> unusual = groups.stream().filter(Group::isUnusual).toList();
        for (Group group : unusual) {
            group.points += Math.max(
                    Weight.UNLIKE_ALL_OTHERS_MIN.value(), Weight.UNLIKE_ALL_OTHERS.value() / Math.sqrt(unusual.size()));
        }
    }

    /** {@return whether it differs from repeated texts: it is new or, if no test has passed, logged once or twice} */
    boolean isUnusual() {
        return (members.size() <= 2 || best.isNew)
                && !best.known
                && !first().before
                && first().text()
                                .chars()
                                .filter(Character::isLetter)
                                .limit(LETTERS_OF_A_WORD)
                                .count()
                        == LETTERS_OF_A_WORD;
    }
}

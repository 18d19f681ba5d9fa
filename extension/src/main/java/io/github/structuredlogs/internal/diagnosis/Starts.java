package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the containers said when they started, before a test that shows nothing but routine. A test that passed before may not
 * have needed what was missing then.
 */
final class Starts {

    private static final int MAX_STARTS = 2;
    private static final double COMMON_WORDS = 5;

    private Starts() {}

    /**
     * Takes what was said once, and tells of trouble by its level or its words. As it did no harm to other tests, what it has
     * in common with the failure counts more than how bad it sounds.
     *
     * @param ofTest what was logged in the test, which is no matter of the start
     */
    static List<Group> of(TestFailure test, List<Group> ofTest) {
        Set<Long> again =
                ofTest.stream().map(group -> Template.of(group.best.record)).collect(Collectors.toSet());
        List<Candidate> all = CandidateList.ofStarts(test);
        new RecordScore(test, new FailureClues(test), new PassedTestHistory()).give(all);
        Recovery.discount(all);
        return Group.of(all).stream()
                .filter(group -> group.members.size() == 1 && !again.contains(Template.of(group.best.record)))
                .filter(group -> group.best.suspicion > 0 && (group.best.worth > 0 || isTrouble(group.best)))
                .sorted(Comparator.comparingDouble(group -> -group.points - COMMON_WORDS * group.best.worth))
                .limit(MAX_STARTS)
                .toList();
    }

    private static boolean isTrouble(Candidate each) {
        return each.atLeast(LogLevel.WARN) && each.suspicion >= TroubleWords.STRONG;
    }
}

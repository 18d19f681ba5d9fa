package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.store.ContainerStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the records that tell why a test failed.
 *
 * <p>Each record gets {@linkplain Points points} for what it says by itself: for its level, for words that sound like
 * trouble, for being new against the tests that passed, for words that it shares with the failure, for belonging to the
 * test's trace. {@linkplain Recovery What was over} before it mattered loses them, {@linkplain Ends the last words} of a
 * container that crashed gain some. Then records that say the same become {@linkplain Group one}, and {@linkplain Chains
 * what hangs together} is weighed: the first error above the last, and the service that failed above the one that only tells
 * of it. The best are the {@linkplain Findings findings}, those before all that would have been logged without the failure as
 * well; what is around them {@linkplain Picking is picked} as well.
 */
public final class Diagnosis {

    /** From so many points on a record is conspicuous. */
    static final double CONSPICUOUS = 30;

    private Diagnosis() {}

    /**
     * Chooses.
     *
     * @param test the failed test and what was logged in it
     * @return the choice
     */
    public static Selection of(FailedTest test) {
        Clues clues = new Clues(test);
        List<ContainerReport> neverStarted = Ends.neverStarted(test, clues);
        List<Seen> all = Evidence.of(test, began(test, neverStarted));
        Ends ends = new Ends(test, neverStarted, all);
        Picking picking = new Picking(all, ends);
        List<Group> ranked = all.isEmpty() ? List.of() : ranked(test, clues, all, ends);
        boolean quiet = Findings.isQuiet(ranked);
        List<Group> starts = quiet && neverStarted.isEmpty() ? Starts.of(test, ranked) : List.of();
        List<Group> findings = Findings.of(ranked, quiet, starts.isEmpty());
        Selection.Kind kind = all.isEmpty() || (neverStarted.isEmpty() && isNormalStart(test, all, ranked))
                ? Selection.Kind.EMPTY
                : choose(findings, ranked, picking);
        return new Selection(
                kind,
                picking.picks(),
                starts.stream()
                        .map(group -> Picking.of(group, Pick.Role.FINDING))
                        .toList(),
                test.records().size() + test.shared().size(),
                test.shared().size(),
                neverStarted,
                moment -> Evidence.loggedBy(moment, all),
                SpanFindings.of(test.spans(), test.passedSpans(), clues.timeout()),
                counts(test));
    }

    /** Whether nothing was logged since the test began, and before it only what tests that passed have logged as well. */
    private static boolean isNormalStart(FailedTest test, List<Seen> all, List<Group> ranked) {
        return test.started() != null
                && test.passed().any()
                && all.stream().allMatch(each -> each.before)
                && ranked.stream().allMatch(group -> group.best.known && !group.best.isNamed());
    }

    /** What others said before a container was even started is not why it did not come up, as it is with a test. */
    private static @Nullable Instant began(FailedTest test, List<ContainerReport> neverStarted) {
        return neverStarted.stream()
                .map(container -> container.status().started())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(test.started());
    }

    private static List<Group> ranked(FailedTest test, Clues clues, List<Seen> all, Ends ends) {
        new Points(test, clues, test.passed()).give(all);
        Recovery.discount(all);
        ends.score();
        List<Group> groups = Group.of(all);
        new Chains(test, ends, all, groups).score();
        return groups.stream()
                .sorted(Comparator.comparingDouble((Group group) -> -group.points)
                        .thenComparingInt(group -> group.first().position))
                .toList();
    }

    private static Selection.Kind choose(List<Group> findings, List<Group> ranked, Picking picking) {
        if (findings.isEmpty()) {
            picking.pickLast(Pick.Role.LAST);
            return Selection.Kind.QUIET;
        }
        picking.pick(findings, ranked);
        if (findings.stream().anyMatch(group -> !group.isRoutine() && Findings.isConspicuousInTest(group))) {
            return Selection.Kind.CONSPICUOUS;
        }
        picking.pickLast(Pick.Role.CONTEXT);
        if (findings.stream().anyMatch(group -> !group.isRoutine() && Findings.isConspicuous(group))) {
            return Selection.Kind.BEFORE;
        }
        return ranked.stream().anyMatch(Findings::isConspicuous) ? Selection.Kind.ROUTINE : Selection.Kind.HINTS;
    }

    private static Map<String, String> counts(FailedTest test) {
        Map<String, Map<LogLevel, Integer>> levels = new HashMap<>();
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
            StringJoiner text = new StringJoiner(", ").setEmptyValue(total + (total == 1 ? " record" : " records"));
            levels.getOrDefault(container, Map.of()).forEach((level, count) -> text.add(count + " " + level));
            words.put(container, text.toString());
        });
        return words;
    }

    /** Whether a container's state itself needs an explanation. */
    public static boolean isConspicuous(ContainerReport container) {
        return container.crashed()
                || container.usage().isConspicuous()
                || container.status().health() == ContainerStatus.Health.UNHEALTHY
                || container.status().restarts() > 0
                || container.status().phase() == ContainerStatus.Phase.PAUSED;
    }
}

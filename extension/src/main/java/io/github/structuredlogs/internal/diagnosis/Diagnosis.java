package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.diagnosis.spans.SpanFinding;
import io.github.structuredlogs.internal.diagnosis.spans.SpanFindings;
import io.github.structuredlogs.internal.diagnosis.spans.TestTrace;
import io.github.structuredlogs.internal.store.ContainerStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the records that explain why a test failed.
 *
 * <p>Each record gets {@linkplain RecordScore points} for itself: for its level, for words that mean a problem, for
 * being new compared with passed tests, for words that it has in common with the failure, for belonging to the test's
 * trace. {@linkplain Recovery Problems that were over} before they mattered lose them, and {@linkplain CrashScore the
 * last records} of a crashed container gain some. Then records with the same text become {@linkplain Group one group},
 * and {@linkplain GroupScore related groups} are compared: the first error gets more than the last, and the service
 * that failed more than one that only reports it. The best are the {@linkplain Findings findings}; groups that would
 * also have been logged without the failure come last. Surrounding records are {@linkplain PickSelection picked} as
 * well.
 */
public final class Diagnosis {

    /** Behind so many findings it is told what followed when the test passed. */
    private static final int MAX_FINDINGS_BEFORE_A_GAP = 2;

    private Diagnosis() {}

    /**
     * Chooses.
     *
     * @param test the failed test and its records
     * @return the choice
     */
    public static DiagnosisResult of(TestFailure test) {
        FailureClues failureClues = new FailureClues(test);
        List<ContainerReport> neverStarted = CrashScore.neverStarted(test, failureClues);
        List<Candidate> all = CandidateList.of(test, began(test, neverStarted));
        CrashParts.join(test, all);
        CrashScore crashScore = new CrashScore(test, neverStarted, all);
        PickSelection pickSelection = new PickSelection(all, crashScore);
        FollowedBefore.mark(test, all);
        List<Group> ranked = all.isEmpty() ? List.of() : ranked(test, failureClues, all, crashScore);
        boolean quiet = Findings.isQuiet(ranked);
        List<Group> findings = Findings.of(ranked, quiet, true);
        Group followed = ranked.stream()
                .filter(group -> group.members.stream().anyMatch(each -> each.followed != null))
                .findFirst()
                .orElse(null);
        List<Pick> earlier = neverStarted.isEmpty()
                ? EarlierCauses.of(test, ranked, quiet, Findings.conspicuous(findings))
                : List.of();
        if (quiet && !earlier.isEmpty()) {
            // What passed tests say as well tells less than what explains.
            findings = Findings.of(ranked, true, false);
        }
        if (followed != null) {
            followed.best = followed.members.stream()
                    .filter(each -> each.followed != null)
                    .findFirst()
                    .orElse(followed.best);
            if (!findings.contains(followed)) {
                findings = new ArrayList<>(findings);
                findings.add(Math.min(MAX_FINDINGS_BEFORE_A_GAP, findings.size()), followed);
            }
        }
        DiagnosisResult.ResultKind kind = all.isEmpty() || (neverStarted.isEmpty() && isNormalStart(test, all, ranked))
                ? DiagnosisResult.ResultKind.EMPTY
                : choose(findings, ranked, pickSelection);
        List<SpanFinding> spans = SpanFindings.of(
                test.spans(),
                test.passedSpans(),
                failureClues.timeout(),
                kind == DiagnosisResult.ResultKind.CONSPICUOUS);
        pickSelection.pickSingleOnesBetween();
        return new DiagnosisResult(
                kind,
                pickSelection.picks(),
                earlier,
                test.records().size() + test.shared().size(),
                test.shared().size(),
                neverStarted,
                moment -> CandidateList.loggedBy(moment, all),
                spans,
                errorIsFound(pickSelection.picks())
                        ? TestTrace.NONE
                        : SpanFindings.outline(test.spans(), test.passedSpans(), spans, TroubleWords::of),
                counts(test));
    }

    /** Says whether an error is among the findings: then the trace need not be looked through. */
    private static boolean errorIsFound(List<Pick> picks) {
        return picks.stream()
                .filter(pick -> pick.role() == Pick.Role.FINDING)
                .map(Pick::record)
                .anyMatch(record -> record.exception() != null
                        || (record.level() != null && record.level().isAtLeast(LogLevel.ERROR)));
    }

    /**
     * Says whether nothing was logged since the test began, and before it only what passed tests have logged as well.
     */
    private static boolean isNormalStart(TestFailure test, List<Candidate> all, List<Group> ranked) {
        return test.started() != null
                && test.passed().any()
                && all.stream().allMatch(each -> each.before)
                && ranked.stream().allMatch(group -> group.best.known && !group.best.isNamed());
    }

    /**
     * Returns when the failed part began. If a container did not start, records from before its start are not the
     * cause.
     */
    private static @Nullable Instant began(TestFailure test, List<ContainerReport> neverStarted) {
        return neverStarted.stream()
                .map(container -> container.status().started())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(test.started());
    }

    private static List<Group> ranked(
            TestFailure test, FailureClues failureClues, List<Candidate> all, CrashScore crashScore) {
        new RecordScore(test, failureClues, test.passed()).give(all);
        Contradiction.mark(all);
        Recovery.discount(all);
        crashScore.score();
        List<Group> groups = Group.of(all, test.passed());
        new GroupScore(test, crashScore, all, groups).score();
        return groups.stream()
                .sorted(Comparator.comparingDouble((Group group) -> -group.points)
                        .thenComparingInt(group -> group.first().position))
                .toList();
    }

    private static DiagnosisResult.ResultKind choose(
            List<Group> findings, List<Group> ranked, PickSelection pickSelection) {
        if (findings.isEmpty()) {
            pickSelection.pickLast(Pick.Role.LAST);
            return DiagnosisResult.ResultKind.QUIET;
        }
        pickSelection.pick(findings, ranked);
        if (findings.stream().anyMatch(group -> !group.isRoutine() && Findings.isConspicuousInTest(group))) {
            return DiagnosisResult.ResultKind.CONSPICUOUS;
        }
        pickSelection.pickLast(Pick.Role.CONTEXT);
        if (findings.stream().anyMatch(group -> !group.isRoutine() && Findings.isConspicuous(group))) {
            return DiagnosisResult.ResultKind.BEFORE;
        }
        return ranked.stream().anyMatch(Findings::isConspicuous)
                ? DiagnosisResult.ResultKind.ROUTINE
                : DiagnosisResult.ResultKind.HINTS;
    }

    private static Map<String, String> counts(TestFailure test) {
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

    /** Says whether a container's state itself needs an explanation. */
    public static boolean isConspicuous(ContainerReport container) {
        return container.crashed()
                || container.usage().isConspicuous()
                || container.status().health() == ContainerStatus.Health.UNHEALTHY
                || container.status().restarts() > 0
                || container.status().phase() == ContainerStatus.Phase.PAUSED;
    }
}

package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.history.GreenRun;
import io.github.structuredlogs.internal.text.ContainerName;
import io.github.structuredlogs.internal.text.FailureMessage;
import io.github.structuredlogs.internal.text.Spelling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What was said before the test's own records, and explains them: at the start of a container, in an earlier test, between
 * tests. A default that was taken because a variable was missing, an option that was ignored, an account that was locked: it
 * did no harm to the tests that passed, so that how bad it sounds tells little, and what it has in common with what failed
 * tells much.
 */
final class EarlierCauses {

    private static final int MAX_CAUSES = 2;
    private static final int MAX_CAUSES_OF_A_QUIET_TEST = 3;

    /** What explains little only fills the places that so many findings of the test leave. */
    private static final int ENOUGH_FINDINGS = 4;

    private static final int MAX_FAILING_RECORDS = 8;
    private static final int FEW_RECORDS = 40;

    /** What was said more often is a habit, unless it names what the failing records name. */
    private static final int MAX_TIMES = 3;

    private static final int MAX_NAMES = 400;
    private static final int MIN_NAME_LENGTH = 8;
    private static final Pattern NAME =
            Pattern.compile("\\p{L}[\\p{L}\\p{N}]{0,40}(?:[_.-][\\p{L}\\p{N}]{1,40}){1,10}");
    private static final Pattern PARTS = Pattern.compile("[-.]");

    /** A configuration that is not what somebody wanted it to be, be it said at INFO. */
    private static final Pattern MISCONFIGURED = Pattern.compile(
            "(?<![a-z])(?:ignor(?:ed|ing)|instead|default(?:s|ing)? (?:to|is used)|using (?:the )?default|by default"
                    + "|fall(?:s|ing)? ?back|fell back|built-in"
                    + "|(?:is|are|was|were) (?:not \\w+ed|not set|unset|empty|missing|blank)|not (?:set|configured|defined|given|provided|initiali[sz]ed|installed|enabled)"
                    + "|no \\S{1,40} (?:set|configured|defined|given|provided)|unset|misspel\\w+"
                    + "|(?:unknown|unrecogni[sz]ed|unsupported|invalid|undefined|unexpected) (?:\\w+ )?(?:variable|option|parameter"
                    + "|setting|property|properties|key|keys|directive|argument|flag|field|profile)s?"
                    + "|(?:unused|unread|obsolete) (?:\\w+ )?(?:variable|option|parameter|setting|property|properties|key|keys|directive|flag|field)s?"
                    + "|(?:local|localhost|loopback|memory)[- ]only|(?:safe|degraded|maintenance|offline|standalone|demo|trial|evaluation|emergency|rescue|restricted|limited) mode"
                    + "|only (?:be )?(?:possible|accepted|available|reachable|allowed)"
                    + "|not loaded|disabled|read-?only|gave up|giving up|locked|is down|exited|conflicting)(?![a-z])",
            Pattern.CASE_INSENSITIVE);

    private final TestFailure test;
    private final boolean quiet;
    private final Map<Candidate, String> differences;

    /** What the failure and its records name: options, topics, files. */
    private final Set<String> names;

    /** Containers that say nothing in the test themselves, but of which another one complains. */
    private final Set<String> blamed;

    /** The templates of the last green run of this test; an earlier test of this run may have passed and done harm. */
    private final Set<Long> whenItPassed = new HashSet<>();

    private EarlierCauses(
            TestFailure test,
            boolean quiet,
            Map<Candidate, String> differences,
            Set<String> names,
            Set<String> blamed) {
        this.test = test;
        this.quiet = quiet;
        this.differences = differences;
        this.names = names;
        this.blamed = blamed;
        GreenRun green = test.green();
        if (green != null && !green.ofClass()) {
            whenItPassed.addAll(green.before());
            whenItPassed.addAll(green.counts().keySet());
        }
    }

    /**
     * Chooses what explains most.
     *
     * @param test the failed test
     * @param ofTest what was logged in it, that with most points first
     * @param quiet whether it shows nothing but routine
     * @param findings how many records of its own the test shows that are more than hints
     */
    static List<Pick> of(TestFailure test, List<Group> ofTest, boolean quiet, int findings) {
        List<Candidate> all = CandidateList.ofEarlier(test);
        if (all.isEmpty()) {
            return List.of();
        }
        FailureClues clues = new FailureClues(test);
        Set<String> names = new HashSet<>();
        addNames(names, String.valueOf(FailureMessage.of(test.failure())));
        for (Candidate each : failing(ofTest)) {
            clues.add(each);
            addNames(names, each.text());
        }
        test.containers()
                .forEach(container -> ContainerName.all(container.name()).forEach(clues::ignore));
        new RecordScore(test, clues, new PassedTestHistory()).giveOnceForEachText(all);
        Recovery.discount(all);
        EarlierCauses causes = new EarlierCauses(
                test, quiet, Replicas.differences(all, test.containers()), names, blamed(test, ofTest));
        Set<Long> again = ofTest.stream().map(group -> group.best.template()).collect(Collectors.toSet());
        List<Group> groups = Group.of(all, new PassedTestHistory()).stream()
                .filter(group -> !again.contains(group.best.template()))
                .toList();
        List<Group> chosen = new ArrayList<>();
        groups.stream()
                .filter(group -> !causes.wasSaidWhenItPassed(group) && causes.explains(group))
                .sorted(Comparator.comparingDouble(group -> -causes.points(group)))
                .filter(group -> chosen.stream().noneMatch(other -> causes.isSaidBy(other, group)))
                .filter(group -> causes.isStrong(group) || findings + chosen.size() < ENOUGH_FINDINGS)
                .limit(quiet ? MAX_CAUSES_OF_A_QUIET_TEST : MAX_CAUSES)
                .forEach(chosen::add);
        return chosen.stream().map(causes::pick).toList();
    }

    /** The records that tell of the failure or, where there are but a few, all of them. */
    private static List<Candidate> failing(List<Group> ofTest) {
        return ofTest.stream()
                .filter(group -> ofTest.size() <= FEW_RECORDS || !group.isRoutine())
                .limit(ofTest.size() <= FEW_RECORDS ? FEW_RECORDS : MAX_FAILING_RECORDS)
                .map(group -> group.best)
                .toList();
    }

    private static Set<String> blamed(TestFailure test, List<Group> ofTest) {
        Set<String> blamed = new HashSet<>();
        for (ContainerReport container : test.containers()) {
            String name = container.name();
            boolean silent = ofTest.stream()
                    .noneMatch(group -> name.equals(group.best.container()) && group.best.isTroubleByItself());
            boolean named = silent
                    && ofTest.stream()
                            .filter(group -> group.best.isTroubleByItself() && !name.equals(group.best.container()))
                            .anyMatch(group -> ContainerName.all(name).stream()
                                    .anyMatch(each -> FailureClues.occurs(
                                            group.best.text().toLowerCase(Locale.ROOT), each)));
            if (named) {
                blamed.add(name);
            }
        }
        return blamed;
    }

    private boolean isBlamed(Candidate each) {
        return blamed.contains(each.container()) && (each.suspicion >= TroubleWords.STRONG || isMisconfigured(each));
    }

    private boolean explains(Group group) {
        Candidate best = group.best;
        if (differences.containsKey(best)) {
            return true;
        }
        boolean serious = best.atLeast(LogLevel.WARN);
        if (best.suspicion == 0 && !serious && !isMisconfigured(best)) {
            return false;
        }
        if (TroubleWords.isHarmless(best.spoken()) && best.worth < Weight.EARLIER_WORD_IN_COMMON.value()) {
            return false;
        }
        if (isMisspelt(best) || isBlamed(best)) {
            return true;
        }
        if (!serious && best.suspicion < TroubleWords.STRONG && !isMisconfigured(best) && !best.isNamed()) {
            return quiet && best.worth > 0;
        }
        boolean common = best.worth >= Weight.EARLIER_WORD_IN_COMMON.value();
        if (group.members.size() > MAX_TIMES && !(common && (isTrouble(best) || isMisconfigured(best)))) {
            return false;
        }
        return quiet
                ? best.worth > 0 || isTrouble(best) || isMisconfigured(best) || isErrorOfItsOwn(best)
                : common || (isMisconfigured(best) && !TroubleWords.isHarmless(best.spoken()));
    }

    /** Whether another one says the same; the two sides of a difference never do. */
    private boolean isSaidBy(Group other, Group group) {
        boolean differ = differences.containsKey(other.best) && differences.containsKey(group.best);
        return !differ && Findings.saysTheSame(other.best, group.best);
    }

    /** What was said as well when the test passed last did not make it fail. */
    private boolean wasSaidWhenItPassed(Group group) {
        return whenItPassed.contains(group.best.template()) && !differences.containsKey(group.best);
    }

    private boolean knowsTest() {
        GreenRun green = test.green();
        return green != null && !green.ofClass();
    }

    /** Whether it deserves the place of a finding of the test. */
    private boolean isStrong(Group group) {
        Candidate best = group.best;
        return differences.containsKey(best)
                || isMisspelt(best)
                || knowsTest()
                || best.worth >= Weight.EARLIER_STRONG.value()
                || (isMisconfigured(best) && (quiet || best.worth >= Weight.EARLIER_WORD_IN_COMMON.value()));
    }

    private double points(Group group) {
        Candidate best = group.best;
        return group.points * Weight.EARLIER_BY_ITSELF.value()
                + (isMisspelt(best) ? Weight.EARLIER_MISSPELT.value() : 0)
                + Weight.EARLIER_COMMON_WORDS.value() * best.worth
                + (isMisconfigured(best) ? Weight.EARLIER_MISCONFIGURED.value() : 0)
                + (differences.containsKey(best) ? Weight.EARLIER_DIFFERENCE.value() : 0);
    }

    private static void addNames(Set<String> names, String text) {
        Matcher matcher = NAME.matcher(text);
        while (matcher.find() && names.size() < MAX_NAMES) {
            names.add(matcher.group());
            Collections.addAll(names, PARTS.split(matcher.group(), -1));
        }
        names.removeIf(name -> name.length() < MIN_NAME_LENGTH);
    }

    /** Whether it complains of a name that is, but for a letter or two, one that the failure or its records have. */
    private boolean isMisspelt(Candidate each) {
        if (each.suspicion == 0) {
            return false;
        }
        Set<String> own = new HashSet<>();
        addNames(own, each.spoken());
        own.removeAll(names);
        return own.stream().anyMatch(name -> {
            String meant = Spelling.nearest(name, names);
            return meant != null
                    && Math.abs(meant.length() - name.length()) <= 1
                    && !meant.equalsIgnoreCase(name)
                    && !(meant + "s").equals(name)
                    && !(name + "s").equals(meant)
                    && meant.chars().noneMatch(Character::isDigit);
        });
    }

    private static boolean isTrouble(Candidate each) {
        return each.atLeast(LogLevel.WARN) && each.suspicion >= TroubleWords.STRONG;
    }

    /** A program's own word for it, or the last line of a stack trace that was torn apart, which have no level. */
    private static boolean isErrorOfItsOwn(Candidate each) {
        return each.atLeast(LogLevel.ERROR) || (each.record.level() == null && each.suspicion > TroubleWords.STRONG);
    }

    private static boolean isMisconfigured(Candidate each) {
        return MISCONFIGURED.matcher(each.spoken()).find();
    }

    private Pick pick(Group group) {
        Pick pick = PickSelection.of(group, Pick.Role.FINDING);
        List<String> marks = new ArrayList<>();
        marks.add(before(group.best));
        if (knowsTest()) {
            marks.add("new");
        }
        String difference = differences.get(group.best);
        if (difference != null) {
            marks.add(difference);
        }
        return new Pick(
                pick.record(), pick.position(), pick.role(), pick.repeats(), pick.last(), marks, pick.details());
    }

    /** {@return how long before the test it was said: {@code 12 s before this test}} */
    private String before(Candidate each) {
        Instant at = each.record.observed() != null ? each.record.observed() : each.record.time();
        Instant began = test.started();
        if (at == null || began == null || at.isAfter(began)) {
            return "before this test";
        }
        Duration ago = Duration.between(at, began);
        if (ago.toMinutes() >= 2) {
            return ago.toMinutes() + " min before this test";
        }
        return String.format(
                Locale.ROOT,
                ago.toSeconds() >= 10 ? "%.0f s before this test" : "%.1f s before this test",
                ago.toMillis() / 1000.0);
    }
}

package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.parse.values.HttpStatus;
import io.github.structuredlogs.internal.text.ContainerName;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The score of related groups: the first of several errors, the records of one trace, a service that another one
 * complains about.
 */
final class GroupScore {

    /** An error that another service made, and that this one only reports. */
    private static final Pattern PASSED_ON = Pattern.compile(
            "HttpServerError|InternalServerError|ResourceAccess|FeignException|WebClientResponse|I/O error on|BadGateway"
                    + "|bad gateway|upstream|downstream|SocketTimeout|HttpTimeout|ReadTimeout|[Rr]ead timed out"
                    + "|[Cc]onnection refused|[Cc]onnection reset|ConnectException|UnknownHost|NoHttpResponse|ECONNREFUSED"
                    + "|ECONNRESET|ETIMEDOUT|answered|responded|replied|returned (?:HTTP )?[45]\\d\\d"
                    + "|(?:status|code|HTTP|with|from|:)[ :=]*(?:500|502|503|504)\\b|RST_STREAM|UNAVAILABLE"
                    + "|context deadline exceeded|server error"
                    // whose client has disconnected
                    + "|connection to client lost|(?:to|from|on) client\\b|client (?:has )?(?:gone|closed|disconnected)"
                    + "|ClientAbort|[Bb]roken pipe|EPIPE|[Uu]nexpected (?:end of file|EOF)|[Pp]remature(?:ly)? (?:EOF|clos|end)");

    private static final Duration JUST_BEFORE = Duration.ofMillis(250);

    private final TestFailure test;
    private final CrashScore crashScore;
    private final List<Candidate> all;
    private final List<Group> groups;

    GroupScore(TestFailure test, CrashScore crashScore, List<Candidate> all, List<Group> groups) {
        this.test = test;
        this.crashScore = crashScore;
        this.all = all;
        this.groups = groups;
    }

    void score() {
        scoreFirsts();
        scoreReasons();
        Optional<Group> worst = groups.stream().max(Comparator.comparingDouble(group -> group.points));
        if (worst.isPresent() && worst.get().points >= Weight.CONSPICUOUS.value()) {
            scoreTraceOf(worst.get());
            scoreBlame();
        }
    }

    /** The first error is nearer to the cause than the last, in the test as in a trace. */
    private void scoreFirsts() {
        Set<String> traces = new HashSet<>();
        boolean first = true;
        for (Candidate each : all) {
            Group group = each.group;
            if (group == null
                    || group.points < Weight.FIRST_FROM.value()
                    || each.known
                    || !each.atLeast(LogLevel.WARN)) {
                continue;
            }
            if (first && each.atLeast(LogLevel.ERROR) && group.first() == each) {
                group.points += Weight.FIRST_ERROR.value();
                first = false;
            }
            String trace = each.record.traceId();
            if (trace != null && traces.add(trace) && group.best == each) {
                group.points += Weight.FIRST_OF_ITS_TRACE.value();
            }
        }
    }

    /**
     * Raises the reason of a refused request: what the service logged for the first time just before, or in the same
     * trace.
     */
    private void scoreReasons() {
        Set<Group> reasons = new LinkedHashSet<>();
        for (Group group : groups) {
            if (HttpStatus.of(group.best.record) >= HttpStatus.REFUSED && !group.isRoutine()) {
                addReasons(reasons, group.best);
            }
        }
        reasons.forEach(group -> group.points += Weight.REASON_OF_A_REFUSAL.value());
    }

    private void addReasons(Set<Group> reasons, Candidate refused) {
        for (int i = refused.position - 1; i >= 0 && refused.order - all.get(i).order < JUST_BEFORE.toNanos(); i--) {
            Candidate each = all.get(i);
            String trace = each.record.traceId();
            boolean near = each.container().equals(refused.container())
                    || (trace != null && trace.equals(refused.record.traceId()));
            if (near && each.group != null && each.group.isUnusual() && HttpStatus.of(each.record) == 0) {
                reasons.add(each.group);
            }
        }
    }

    private void scoreTraceOf(Group worst) {
        String trace = worst.best.record.traceId();
        if (trace == null) {
            return;
        }
        for (Group group : groups) {
            boolean tells = group.best.atLeast(LogLevel.WARN) || group.best.suspicion > 0;
            if (tells && group.members.stream().anyMatch(it -> trace.equals(it.record.traceId()))) {
                group.points += Weight.TRACE_OF_THE_WORST.value();
            }
        }
    }

    /** Lowers a service that only reports the failure of another one, and raises the other one. */
    private void scoreBlame() {
        List<Group> conspicuous = groups.stream()
                .filter(it -> it.points >= Weight.CONSPICUOUS.value())
                .toList();
        Set<String> blamed = new HashSet<>();
        for (Group group : conspicuous) {
            String own = group.best.container();
            if (PASSED_ON.matcher(group.best.textAndStack()).find()
                    && (anotherTells(conspicuous, group) || crashScore.anotherCrashed(own))) {
                group.points -= Weight.PASSED_ON.value();
            }
            for (ContainerReport container : test.containers()) {
                if (!container.name().equals(own)
                        && group.best.points >= Weight.FIRST_FROM.value()
                        && ContainerName.all(container.name()).stream()
                                .anyMatch(name -> FailureClues.occurs(group.best.text(), name))) {
                    blamed.add(container.name());
                }
            }
        }
        for (Group group : groups) {
            boolean tells = group.best.atLeast(LogLevel.WARN) || group.best.suspicion >= TroubleWords.STRONG;
            if (tells && blamed.contains(group.best.container())) {
                group.points += Weight.BLAMED.value();
            }
        }
    }

    private static boolean anotherTells(List<Group> conspicuous, Group group) {
        return conspicuous.stream()
                .anyMatch(it -> it != group
                        && !group.best.container().equals(it.best.container())
                        && it.first().position < group.best.position + 50);
    }
}

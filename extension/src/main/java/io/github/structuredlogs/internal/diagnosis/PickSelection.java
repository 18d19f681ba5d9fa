package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The selection of records to show: the findings, other conspicuous records, and their neighbours; each record once.
 */
final class PickSelection {

    private static final int MAX_CONSPICUOUS = 30;
    private static final int MAX_CONTEXT = 30;
    private static final int LAST_RECORDS = 25;
    private static final int DETAILS_WITHIN = 40;
    private static final int OF_THE_TRACE_BEFORE = 8;
    private static final int OF_THE_TRACE_BEHIND = 5;
    private static final int NEIGHBOURS = 2;
    private static final Duration NEAR = Duration.ofSeconds(3);
    private static final Duration A_START = Duration.ofMinutes(5);

    private final List<Candidate> all;
    private final CrashScore crashScore;
    private final Map<Integer, Pick> picks = new LinkedHashMap<>();

    PickSelection(List<Candidate> all, CrashScore crashScore) {
        this.all = all;
        this.crashScore = crashScore;
    }

    /** {@return the picks so far, the most useful first} */
    List<Pick> picks() {
        return List.copyOf(picks.values());
    }

    /** Picks the findings and the records that explain them. */
    void pick(List<Group> findings, List<Group> ranked) {
        findings.forEach(group -> add(group, Pick.Role.FINDING));
        ranked.stream()
                .filter(group -> group.points >= Weight.CONSPICUOUS.value() - 22 && !findings.contains(group))
                .filter(group -> group.points >= Weight.CONSPICUOUS.value() || group.best.atLeast(LogLevel.ERROR))
                .limit(MAX_CONSPICUOUS)
                .forEach(group -> add(group, Pick.Role.CONSPICUOUS));
        int most = picks.size() + MAX_CONTEXT;
        for (Group group : findings) {
            boolean tells = group.points >= Weight.CONSPICUOUS.value() && !group.isRoutine();
            if (tells || group == findings.get(0)) {
                addSurroundings(group.best, most);
            }
        }
        // records known from passed tests, and warnings from before: last, if there is room
        ranked.stream()
                .sorted(Comparator.comparingInt(group -> group.first().position))
                .filter(group -> group.best.atLeast(LogLevel.WARN))
                .limit(MAX_CONSPICUOUS)
                .forEach(group -> add(group, Pick.Role.CONTEXT));
    }

    /** Picks single records between picked ones: "1 record" would take the line that the record takes itself. */
    void pickSingleOnesBetween() {
        for (int i = 0; i < all.size(); i++) {
            boolean follows = i == 0 || picks.containsKey(i - 1);
            boolean precedes = i == all.size() - 1 || picks.containsKey(i + 1);
            if (follows && precedes && !picks.isEmpty()) {
                add(all.get(i), Pick.Role.CONTEXT);
            }
        }
    }

    /** Picks the last records of all. */
    void pickLast(Pick.Role role) {
        int most = picks.size() + LAST_RECORDS;
        for (int i = all.size() - 1; i >= 0 && picks.size() < most; i--) {
            add(all.get(i), role);
        }
    }

    /** {@return the pick for a group} */
    static Pick of(Group group, Pick.Role role) {
        Candidate shown = group.best;
        int repeats = group.members.size();
        Candidate last = group.members.get(repeats - 1);
        return new Pick(
                shown.record,
                shown.position,
                role,
                repeats,
                last == shown ? null : last.record.time(),
                marks(shown, role),
                List.copyOf(shown.details));
    }

    private void add(Group group, Pick.Role role) {
        Candidate shown = group.best;
        picks.putIfAbsent(shown.position, of(group, role));
        if (role != Pick.Role.CONTEXT) {
            for (int i = shown.position + 1; i < all.size() && i < shown.position + DETAILS_WITHIN; i++) {
                if (all.get(i).parent == shown) {
                    add(all.get(i), Pick.Role.CONTEXT);
                }
            }
        }
    }

    private static List<String> marks(Candidate shown, Pick.Role role) {
        List<String> marks = new ArrayList<>();
        if (shown.isNew && (shown.atLeast(LogLevel.WARN) || role == Pick.Role.FINDING)) {
            marks.add("new");
        } else if (shown.storm) {
            marks.add("far more than in tests that passed");
        } else if (shown.known && shown.atLeast(LogLevel.WARN)) {
            marks.add("also in tests that passed");
        }
        if (shown.contradiction != null) {
            marks.add(shown.contradiction);
        }
        if (shown.parts > 0 && role == Pick.Role.FINDING) {
            marks.add("with " + shown.parts + (shown.parts == 1 ? " more record" : " more records") + " of it");
        }
        if (shown.shared) {
            marks.add("shared");
        }
        if (shown.followed != null) {
            marks.add('"' + shown.followed + "\" followed in the last green run");
        }
        return List.copyOf(marks);
    }

    private void add(Candidate each, Pick.Role role) {
        picks.putIfAbsent(
                each.position,
                new Pick(
                        each.record,
                        each.position,
                        role,
                        1,
                        null,
                        each.shared ? List.of("shared") : List.of(),
                        List.of()));
    }

    /**
     * Adds the records of the same trace over all containers, then the same container's records just before and after.
     */
    private void addSurroundings(Candidate of, int most) {
        addTrace(of, -1, OF_THE_TRACE_BEFORE, most);
        addTrace(of, 1, OF_THE_TRACE_BEHIND, most);
        boolean start = crashScore.neverStarted(of.container());
        int neighbours = start ? CrashScore.LAST_OF_A_START : NEIGHBOURS;
        Duration within = start ? A_START : NEAR;
        int mostAround = start ? most + CrashScore.LAST_OF_A_START : most;
        addNeighbours(of, -1, neighbours, within, mostAround);
        addNeighbours(of, 1, neighbours, within, mostAround);
    }

    private void addTrace(Candidate of, int step, int wanted, int most) {
        String trace = of.record.traceId();
        if (trace == null) {
            return;
        }
        int found = 0;
        for (int i = of.position; i >= 0 && i < all.size() && found < wanted && picks.size() < most; i += step) {
            Candidate each = all.get(i);
            if (trace.equals(each.record.traceId()) && !isTold(each)) {
                add(each, Pick.Role.CONTEXT);
                found++;
            }
        }
    }

    private void addNeighbours(Candidate of, int step, int wanted, Duration within, int most) {
        int found = 0;
        for (int i = of.position + step; i >= 0 && i < all.size() && found < wanted && picks.size() < most; i += step) {
            Candidate each = all.get(i);
            if (Math.abs(each.order - of.order) > within.toNanos()) {
                return;
            }
            if (Objects.equals(each.record.container(), of.record.container()) && !isTold(each)) {
                add(each, Pick.Role.CONTEXT);
                found++;
            }
        }
    }

    /** Says whether a picked record already represents it. */
    private boolean isTold(Candidate each) {
        Group group = each.group;
        return group != null && group.members.size() > 1 && picks.containsKey(group.best.position);
    }
}

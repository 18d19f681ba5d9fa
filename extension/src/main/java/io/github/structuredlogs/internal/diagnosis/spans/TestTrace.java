package io.github.structuredlogs.internal.diagnosis.spans;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The outline of a test's trace, for a failure that neither a record nor a single span explains: what was called, in
 * which order, with what, and what is not there.
 */
public final class TestTrace {

    /** Nothing to show. */
    public static final TestTrace NONE = new TestTrace(List.of(), 0);

    /**
     * A row and its rating.
     *
     * @param above the index of its parent's row, -1 for a root
     */
    record RatedRow(TraceRow row, int above, double points) {}

    private final List<RatedRow> rows;
    private final int spans;

    /**
     * Creates an outline.
     *
     * @param rows all rows, each behind the one above it
     * @param spans the number of the trace's spans
     */
    TestTrace(List<RatedRow> rows, int spans) {
        this.rows = rows;
        this.spans = spans;
    }

    /** {@return the number of the trace's spans} */
    public int spans() {
        return spans;
    }

    /** {@return the number of rows that could be shown} */
    public int rows() {
        return rows.size();
    }

    /** {@return the most telling rows, in the order of the trace} */
    public List<TraceRow> best(int most) {
        Set<Integer> chosen = new HashSet<>(IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer index) -> -rows.get(index).points()))
                .limit(most)
                .toList());
        List<TraceRow> best = new ArrayList<>();
        Map<Integer, Integer> depths = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            int above = rows.get(i).above();
            int depth = above < 0 ? 0 : depths.getOrDefault(above, 0) + (chosen.contains(above) ? 1 : 0);
            depths.put(i, depth);
            if (chosen.contains(i)) {
                best.add(rows.get(i).row().at(depth));
            }
        }
        return best;
    }
}

package io.github.structuredlogs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What came of the assertions of a soak. Thread-safe. */
final class SoakTally {

    private static final int MAX_TOLD = 20;

    private int held;
    private int refused;
    private int undecided;
    private int undecidedThoughTrue;
    private final List<String> trueOnes = new ArrayList<>();
    private final Map<String, Integer> reasons = new TreeMap<>();
    private final Map<String, Integer> started = new TreeMap<>();
    private final List<String> falselyGreen = new ArrayList<>();
    private final List<String> falselyRed = new ArrayList<>();

    /**
     * Counts an assertion.
     *
     * @param isTrue whether it is true of what the containers have logged
     * @param failure why it has failed, null if it has held
     */
    synchronized void count(String what, boolean isTrue, @Nullable AssertionError failure) {
        String reason = failure == null ? null : reason(String.valueOf(failure.getMessage()));
        if (reason != null) {
            undecided++;
            if (isTrue) {
                undecidedThoughTrue++;
                tell(trueOnes, what, failure);
            }
            reasons.merge(reason, 1, Integer::sum);
        } else if (failure == null) {
            held++;
            if (!isTrue) {
                tell(falselyGreen, what, null);
            }
        } else {
            refused++;
            if (isTrue) {
                tell(falselyRed, what, failure);
            }
        }
    }

    /** Counts a container by what is special about it. */
    synchronized void started(String kind) {
        started.merge(kind, 1, Integer::sum);
    }

    private static void tell(List<String> list, String what, @Nullable AssertionError failure) {
        if (list.size() < MAX_TOLD) {
            list.add(
                    failure == null
                            ? what
                            : what + "\n    "
                                    + String.valueOf(failure.getMessage()).replace("\n", "\n    "));
        }
    }

    /** {@return why it is undecided, without what is only of this time; null if it is decided} */
    private static String reason(String message) {
        boolean isUndecided = message.contains("but cannot tell")
                || message.contains("Cannot tell whether")
                || message.contains("This is undecided")
                || message.contains("are not captured: ");
        if (!isUndecided) {
            return null;
        }
        String after = message.replaceFirst("(?s).*(?:not everything is known:|cannot tell, for)", "")
                .replaceFirst(" Captured are: .*", "")
                .strip();
        return after.lines()
                .findFirst()
                .orElse("")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "…")
                .replaceAll("writer(#\\d+)?", "writer")
                .replaceAll("\\d+", "N")
                .replaceAll("[0-9a-fN]{20,}", "…");
    }

    synchronized int all() {
        return held + refused + undecided;
    }

    /** {@return how many that are true nobody could decide} */
    synchronized int undecidedThoughTrue() {
        return undecidedThoughTrue;
    }

    /** {@return those that held and are not true} */
    synchronized List<String> falselyGreen() {
        return List.copyOf(falselyGreen);
    }

    /** {@return those that failed, are true, and were not undecided} */
    synchronized List<String> falselyRed() {
        return List.copyOf(falselyRed);
    }

    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder()
                .append(held + refused + undecided)
                .append(" assertions: ")
                .append(held)
                .append(" held, ")
                .append(refused)
                .append(" refused, ")
                .append(undecided)
                .append(" undecided (")
                .append(undecidedThoughTrue)
                .append(" of them true); falsely green ")
                .append(falselyGreen.size())
                .append(", falsely red ")
                .append(falselyRed.size());
        reasons.forEach((reason, count) ->
                text.append("\n  ").append(count).append(" × ").append(reason));
        started.forEach((kind, count) ->
                text.append("\n  ").append(count).append(" containers: ").append(kind));
        trueOnes.forEach(each -> text.append("\nUNDECIDED ").append(each));
        falselyGreen.forEach(each -> text.append("\nFALSELY GREEN ").append(each));
        falselyRed.forEach(each -> text.append("\nFALSELY RED ").append(each));
        return text.toString();
    }
}

package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.history.GreenRun;
import io.github.structuredlogs.internal.parse.values.MessageTemplate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The records of this run's passed tests, as templates with their shares of a test's log: such a record is not the
 * cause of a failure, unless its share is far larger in the failed test. Thread-safe. It keeps one number for each
 * template, up to a limit.
 */
public final class PassedTestHistory {

    private static final int MAX_TEMPLATES = 200_000;
    /** What is said once at a start. */
    private static final float SHARE_OF_A_START = 0.001F;

    private final Map<Long, Float> shares = new ConcurrentHashMap<>();
    private final @Nullable PassedTestHistory others;
    private volatile boolean any;

    /** Begins with no test. */
    public PassedTestHistory() {
        this(null);
    }

    private PassedTestHistory(@Nullable PassedTestHistory others) {
        this.others = others;
    }

    /**
     * {@return what is known from these tests, and from the last run in which one of them passed}
     *
     * @param green that run, null if there is none
     */
    public PassedTestHistory and(@Nullable GreenRun green) {
        if (green == null) {
            return this;
        }
        PassedTestHistory both = new PassedTestHistory(this);
        both.any = true;
        green.before().forEach(template -> both.shares.put(template, SHARE_OF_A_START));
        float total = Math.max(1, green.total());
        green.said().forEach(said -> both.shares.merge(said.template(), said.count() / total, Math::max));
        return both;
    }

    /**
     * Learns the records of a passed test. It reads every message, so call it only when a test fails.
     *
     * @param records the test's records
     */
    public void learn(Iterable<? extends LogRecord> records) {
        any = true;
        Map<Long, Integer> counts = new HashMap<>();
        int total = 0;
        for (LogRecord record : records) {
            counts.merge(MessageTemplate.of(record), 1, Integer::sum);
            total++;
        }
        for (Map.Entry<Long, Integer> count : counts.entrySet()) {
            if (shares.size() >= MAX_TEMPLATES) {
                return;
            }
            shares.merge(count.getKey(), (float) count.getValue() / total, Math::max);
        }
    }

    /** Says whether a test has passed, so that other records are new. */
    boolean any() {
        return any || (others != null && others.any());
    }

    /** {@return the largest share of this template in a test's records, 0 if there was none} */
    float share(long template) {
        float own = shares.getOrDefault(template, 0F);
        return others == null ? own : Math.max(own, others.share(template));
    }
}

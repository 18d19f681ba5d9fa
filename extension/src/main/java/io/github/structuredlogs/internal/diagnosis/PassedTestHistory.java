package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.history.GreenRun;
import io.github.structuredlogs.internal.parse.values.MessageTemplate;
import io.github.structuredlogs.internal.query.SourcePart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The records of this run's passed tests: such a record is not the cause of a failure, unless its share of the log is far larger
 * in the failed test. What passed tests have logged is searched only for what a failed one has logged as well. Thread-safe.
 */
public final class PassedTestHistory {

    /** What is said once at a start. */
    private static final float SHARE_OF_A_START = 0.001F;

    /** What the passed tests logged. */
    private final List<Supplier<List<SourcePart>>> logs = new ArrayList<>();

    /** The templates that were found in one of the logs. */
    private final Set<Long> known = new HashSet<>();

    /** The templates that were not found: how many of the logs, from the first on, were searched for each. */
    private final Map<Long, Integer> unknown = new HashMap<>();

    /** The shares of what was logged in an earlier run. */
    private final Map<Long, Float> shares = new HashMap<>();

    private final @Nullable PassedTestHistory others;

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
        green.before().forEach(template -> both.shares.put(template, SHARE_OF_A_START));
        float total = Math.max(1, green.total());
        green.said().forEach(said -> both.shares.merge(said.template(), said.count() / total, Math::max));
        return both;
    }

    /**
     * Adds a passed test.
     *
     * @param records returns its records, when a failed test is compared with it
     */
    public synchronized void add(Supplier<List<SourcePart>> records) {
        logs.add(records);
    }

    /** Says whether a test has passed, so that other records are new. */
    synchronized boolean any() {
        return others != null || !logs.isEmpty();
    }

    /** Says whether a passed test has logged a record with this template, one of those that were {@linkplain #search searched}. */
    synchronized boolean knows(long template) {
        return shares.containsKey(template) || known.contains(template) || (others != null && others.knows(template));
    }

    /**
     * Searches what passed tests have logged for some templates.
     *
     * @param examples the templates, each with a record that has it
     */
    synchronized void search(Map<Long, ? extends LogRecord> examples) {
        if (others != null) {
            Map<Long, LogRecord> rest = new HashMap<>(examples);
            rest.keySet().removeAll(shares.keySet());
            others.search(rest);
        }
        Map<Integer, TemplateSearch> searches = new TreeMap<>();
        examples.forEach((template, record) -> {
            if (!logs.isEmpty() && !known.contains(template)) {
                searches.computeIfAbsent(unknown.getOrDefault(template, 0), first -> new TemplateSearch())
                        .add(template, record);
            }
        });
        searches.forEach((first, search) -> {
            // The latest test is probably most like the failed one.
            for (int log = logs.size() - 1; log >= first && !search.isEmpty(); log--) {
                search.in(logs.get(log).get(), template -> {
                    known.add(template);
                    unknown.remove(template);
                });
            }
            search.templates().forEach(template -> unknown.put(template, logs.size()));
        });
    }

    /** {@return the largest share of a record's template in a test's records, 0 if there was none} */
    synchronized float share(LogRecord record) {
        long template = MessageTemplate.of(record);
        float largest = others == null ? 0 : others.share(record);
        largest = Math.max(largest, Objects.requireNonNullElse(shares.get(template), 0F));
        for (Supplier<List<SourcePart>> log : logs) {
            largest = Math.max(largest, TemplateSearch.share(template, record, log.get()));
        }
        return largest;
    }
}

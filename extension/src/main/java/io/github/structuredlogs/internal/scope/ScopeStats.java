package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.ContainerStats;
import io.github.structuredlogs.StatsSample;
import io.github.structuredlogs.assertj.ContainerStatsAssert;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import io.github.structuredlogs.internal.store.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The memory and processor time of a container in the time of a scope. */
record ScopeStats(String container, List<StatsSample> samples, boolean isKilledForMemory) implements ContainerStats {

    /** How long the engine may take for one measurement. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** How old the last sample of a running container may be if the engine does not measure now. */
    private static final Duration MAX_AGE = Duration.ofSeconds(10);

    /**
     * Measures once more and returns all samples.
     *
     * @param captures the captures of the container, over all attempts to start it; at least one
     * @param run whether the samples of the whole run are wanted
     * @throws IllegalStateException if there is no sample, or none of a running container for a while; the message gives
     *     the reason
     */
    static ScopeStats of(Scope scope, List<Capture> captures, boolean run) {
        Capture last = captures.get(captures.size() - 1);
        String name = scope.scopes.text().plain(last.name());
        if (!scope.measures()) {
            throw new IllegalStateException(
                    "There are no stats of " + name + ", because structuredlogs.stats is false");
        }
        for (Capture capture : scope.scopes.captures().measureNow(captures, PATIENCE)) {
            demandRecentSample(capture, name);
        }
        List<StatsSample> samples = new ArrayList<>();
        for (Capture capture : captures) {
            samples.addAll(of(scope, capture, run));
        }
        if (samples.isEmpty()) {
            throw new IllegalStateException(
                    "There is no sample of what " + name + " used: " + reason(last, scope, run));
        }
        samples.sort(Comparator.comparing(StatsSample::time));
        return new ScopeStats(
                name,
                List.copyOf(samples),
                captures.stream().anyMatch(capture -> hasRunOutOfMemory(capture, scope, run)));
    }

    /** {@return the samples of a capture that were measured in the time of a scope} */
    static List<StatsSample> of(Scope scope, Capture capture, boolean run) {
        Series<StatsSample> all = capture.stats();
        List<StatsSample> samples = new ArrayList<>();
        int size = all.size();
        for (int i = 0; i < size; i++) {
            if (run || scope.contains(capture, all.observedNanos(i))) {
                samples.add(all.get(i));
            }
        }
        return samples;
    }

    /** What it has used since may be more than any sample. */
    private static void demandRecentSample(Capture capture, String name) {
        int size = capture.stats().size();
        Instant last = size == 0
                ? null
                : capture.byOwnClock(capture.stats().get(size - 1).time());
        boolean isRunning = capture.status().phase() == ContainerStatus.Phase.RUNNING;
        if (isRunning && last != null && last.isBefore(Instant.now().minus(MAX_AGE))) {
            throw new IllegalStateException("It is not known what " + name + " has used since " + last
                    + ": it runs, and the engine did not measure it within " + PATIENCE.toSeconds()
                    + " s. Run the test again when the engine answers.");
        }
    }

    private static boolean hasRunOutOfMemory(Capture capture, Scope scope, boolean run) {
        return capture.lifecycle().stream()
                .anyMatch(event -> event.kind() == LifecycleEvent.LifecycleKind.OUT_OF_MEMORY
                        && (run || scope.isOfItsTime(event.at())));
    }

    private static String reason(Capture capture, Scope scope, boolean run) {
        ContainerStatus status = capture.status();
        if (status.phase() == ContainerStatus.Phase.RUNNING) {
            return "it runs, and the engine did not answer within " + PATIENCE.toSeconds() + " s";
        }
        String when = run ? "" : " in the time of " + scope.words();
        return "it is " + status.describe() + ", and the engine, which measures once a second, gave none" + when
                + (capture.stats().size() > 0
                        ? "; logs.all() has " + capture.stats().size()
                        : "");
    }

    @Override
    public long peakMemory() {
        long highest = samples.stream().mapToLong(StatsSample::memory).max().orElse(0);
        return isKilledForMemory ? Math.max(highest, memoryLimit()) : highest;
    }

    @Override
    public long lastMemory() {
        return samples.get(samples.size() - 1).memory();
    }

    @Override
    public long memoryLimit() {
        return samples.get(samples.size() - 1).memoryLimit();
    }

    @Override
    public double peakCpu() {
        return samples.stream()
                .mapToDouble(StatsSample::cpu)
                .filter(cpu -> !Double.isNaN(cpu))
                .max()
                .orElse(Double.NaN);
    }

    @Override
    public double lastCpu() {
        for (int i = samples.size() - 1; i >= 0; i--) {
            if (!Double.isNaN(samples.get(i).cpu())) {
                return samples.get(i).cpu();
            }
        }
        return Double.NaN;
    }

    @Override
    public double throttled() {
        return samples.stream()
                .filter(sample -> !Double.isNaN(sample.cpu()))
                .mapToDouble(StatsSample::throttled)
                .average()
                .orElse(0);
    }

    @Override
    public ContainerStatsAssert assertThat() {
        return new ContainerStatsAssert(this);
    }
}

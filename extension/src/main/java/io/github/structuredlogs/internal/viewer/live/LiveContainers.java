package io.github.structuredlogs.internal.viewer.live;

import io.github.structuredlogs.StatsSample;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import io.github.structuredlogs.internal.store.Loss;
import io.github.structuredlogs.internal.store.Series;
import io.github.structuredlogs.internal.viewer.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What pages know of the containers: each has a number, in order of its coming, and is told anew when it has changed. */
final class LiveContainers {
    /** What a page that comes later is told of a container's past: five minutes. */
    private static final int MAX_SAMPLES = 300;

    private static final int MAX_EVENTS = 200;

    private final Captures captures;
    private final Map<Capture, Integer> numbers = new HashMap<>();
    private final Map<Capture, Told> told = new HashMap<>();

    /** What pages were told of a container. */
    private record Told(String name, String state, boolean failed, List<String> incomplete, int events, int samples) {}

    LiveContainers(Captures captures) {
        this.captures = captures;
    }

    /** {@return a container's number} */
    synchronized int number(Capture capture) {
        return numbers.computeIfAbsent(capture, fresh -> numbers.size());
    }

    /** Whether pages do not know all that have numbers. */
    synchronized boolean areUntold() {
        return numbers.size() > told.size();
    }

    /** {@return what has changed since the last call, a map for each container} */
    synchronized List<Map<String, Object>> changes() {
        List<Map<String, Object>> changes = new ArrayList<>();
        for (Capture capture : captures.list()) {
            Told before = told.get(capture);
            Told now = now(capture);
            if (!now.equals(before)) {
                changes.add(change(
                        capture,
                        now,
                        before == null ? Math.max(0, now.events() - MAX_EVENTS) : before.events(),
                        before == null ? Math.max(0, now.samples() - MAX_SAMPLES) : before.samples()));
                told.put(capture, now);
            }
        }
        return changes;
    }

    /** {@return everything that pages were told so far, a map for each container} */
    synchronized List<Map<String, Object>> all() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Capture capture : captures.list()) {
            Told known = told.get(capture);
            if (known != null) {
                all.add(change(
                        capture,
                        known,
                        Math.max(0, known.events() - MAX_EVENTS),
                        Math.max(0, known.samples() - MAX_SAMPLES)));
            }
        }
        return all;
    }

    private static Told now(Capture capture) {
        ContainerStatus status = capture.status();
        Completeness completeness = capture.completeness();
        List<String> incomplete = new ArrayList<>();
        if (completeness.reason() != null) {
            incomplete.add(completeness.reason());
        }
        completeness.losses().stream().map(Loss::describe).forEach(incomplete::add);
        List<LifecycleEvent> events = capture.lifecycle();
        boolean failed =
                events.stream().anyMatch(LifecycleEvent::crash) || status.health() == ContainerStatus.Health.UNHEALTHY;
        return new Told(
                capture.name(),
                status.describe(),
                failed,
                incomplete,
                events.size(),
                capture.stats().size());
    }

    private Map<String, Object> change(Capture capture, Told now, int eventsFrom, int samplesFrom) {
        Series<StatsSample> stats = capture.stats();
        List<Report.Sample> samples = new ArrayList<>();
        long limit = 0;
        for (int i = samplesFrom; i < now.samples(); i++) {
            StatsSample sample = stats.get(i);
            limit = sample.memoryLimit();
            samples.add(
                    new Report.Sample(sample.time(), Double.isNaN(sample.cpu()) ? 0 : sample.cpu(), sample.memory()));
        }
        if (limit == 0 && now.samples() > 0) {
            limit = stats.get(now.samples() - 1).memoryLimit();
        }
        List<Report.ContainerEvent> events = capture.lifecycle().subList(eventsFrom, now.events()).stream()
                .map(LiveContainers::event)
                .toList();
        Map<String, Object> change = new HashMap<>();
        change.put("number", number(capture));
        change.put("eventsFrom", eventsFrom);
        change.put("samplesFrom", samplesFrom);
        Instant created = capture.created();
        if (created != null) {
            change.put("created", created);
        }
        change.put(
                "container",
                new Report.Container(
                        now.name(),
                        capture.containerId(),
                        capture.image(),
                        now.state(),
                        now.failed(),
                        events,
                        now.incomplete(),
                        null,
                        limit,
                        samples,
                        null));
        return change;
    }

    private static Report.ContainerEvent event(LifecycleEvent event) {
        Report.EventKind kind = switch (event.kind()) {
            case STARTED -> Report.EventKind.STARTED;
            case HEALTHY -> Report.EventKind.HEALTHY;
            case UNHEALTHY -> Report.EventKind.UNHEALTHY;
            case PAUSED -> Report.EventKind.PAUSED;
            case RESUMED -> Report.EventKind.RESUMED;
            case OUT_OF_MEMORY -> Report.EventKind.OUT_OF_MEMORY;
            case EXITED -> Report.EventKind.EXITED;
            case RESTARTED -> Report.EventKind.RESTARTED;
            case REMOVED -> Report.EventKind.REMOVED;
            case LOST, INCOMPLETE -> Report.EventKind.LOST;
        };
        return new Report.ContainerEvent(kind, event.at(), event.words(), event.crash());
    }
}

package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.stack.StackRecord;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The records of one crash, or of one stack trace, that a container printed over several records: the first one that
 * says something stands for all.
 */
final class CrashParts {

    private static final long TAKES = Duration.ofSeconds(2).toNanos();
    private static final long RIGHT_AFTER = Duration.ofMillis(100).toNanos();

    /** So many further records of a crash are shown with the first, whose words may be but a headline. */
    private static final int FEW_PARTS = 3;

    private CrashParts() {}

    /** Joins them, so that they have no place of their own among the findings. */
    static void join(TestFailure test, List<Candidate> all) {
        Map<String, List<Long>> ends = new HashMap<>();
        for (ContainerReport container : test.containers()) {
            ends.put(container.name(), ends(container));
        }
        Map<String, Candidate> crashes = new HashMap<>();
        Map<String, Candidate> lasts = new HashMap<>();
        for (Candidate each : all) {
            if (each.parent != null) {
                continue;
            }
            String container = each.container();
            Candidate last = lasts.put(container, each);
            if (last != null && isFrameOf(last, each)) {
                addTo(last.parent == null ? last : last.parent, each);
                continue;
            }
            Candidate crash = crashes.get(container);
            if (crash != null && isPart(crash, each)) {
                if (hasWords(crash.record)) {
                    addTo(crash, each);
                } else {
                    // A line of number signs, above what happened.
                    addTo(each, crash);
                    crashes.put(container, each);
                }
            } else if (isCrash(each) && endsSoon(ends.getOrDefault(container, List.of()), each)) {
                crashes.put(container, each);
            }
        }
        all.stream()
                .filter(CrashParts::saysMore)
                .forEach(part -> Objects.requireNonNull(part.parent).details.add(part.record));
    }

    private static boolean saysMore(Candidate part) {
        return part.parent != null
                && part.parent.parts > 0
                && part.parent.parts <= FEW_PARTS
                && !part.parent.details.contains(part.record)
                && hasWords(part.record)
                && !isFrame(part.record);
    }

    private static boolean isFrame(LogRecord record) {
        String message = record.message();
        return message != null && StackRecord.isFrame(message);
    }

    private static void addTo(Candidate whole, Candidate part) {
        part.parent = whole;
        whole.parts += 1 + part.parts;
    }

    private static List<Long> ends(ContainerReport container) {
        List<Long> ends = new ArrayList<>();
        for (LifecycleEvent event : container.lifecycle()) {
            if (event.kind() == LifecycleEvent.LifecycleKind.EXITED && event.crash()) {
                ends.add(CandidateList.nanos(event.at()));
            }
        }
        Instant finished = container.status().finished();
        if (container.crashed() && finished != null) {
            ends.add(CandidateList.nanos(finished));
        }
        return ends;
    }

    private static boolean endsSoon(List<Long> ends, Candidate crash) {
        return ends.stream().anyMatch(end -> end >= crash.order - RIGHT_AFTER && end - crash.order <= TAKES);
    }

    private static boolean isCrash(Candidate each) {
        LogRecord record = each.record;
        return each.atLeast(LogLevel.FATAL) || (record.levelText() == null && each.atLeast(LogLevel.ERROR));
    }

    /** What a runtime prints past the logger, or its logger as well. */
    private static boolean isPart(Candidate crash, Candidate each) {
        if (each.order - crash.order > TAKES) {
            return false;
        }
        LogRecord record = each.record;
        if (record.levelText() == null && record.timestamp() == null) {
            return true;
        }
        String logger = record.logger();
        return each.atLeast(LogLevel.FATAL)
                && logger != null
                && logger.equals(crash.record.logger())
                && crash.atLeast(LogLevel.FATAL);
    }

    /** One of the frames that a program logs line by line. */
    private static boolean isFrameOf(Candidate last, Candidate each) {
        String message = each.record.message();
        return message != null
                && each.order - last.order <= RIGHT_AFTER
                && each.record.level() == last.record.level()
                && each.record.level() != null
                && StackRecord.isFrame(message);
    }

    private static boolean hasWords(LogRecord record) {
        String message = record.message();
        return message != null && message.chars().anyMatch(Character::isLetter);
    }
}

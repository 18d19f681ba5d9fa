package io.github.structuredlogs.internal.output.report;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.history.ChangedImage;
import io.github.structuredlogs.internal.history.GreenRun;
import io.github.structuredlogs.internal.history.SaidMessage;
import io.github.structuredlogs.internal.parse.values.MessageTemplate;
import io.github.structuredlogs.internal.viewer.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What differs from the last run in which a test passed.
 *
 * @param passed when it passed
 * @param messages messages that differ
 * @param images containers whose images differ
 * @param unlisted what is not listed or not known, as a sentence; empty if the lists have everything
 */
public record GreenComparison(
        Instant passed, List<ChangedMessage> messages, List<Report.ImageChange> images, String unlisted) {

    private static final int MAX_TEXT = 160;

    /** The size of a page is limited, and each record of this list has to be on it. */
    private static final int MAX_NEW = 400;

    private static final int MORE_TIMES = 3;
    private static final int MORE_RECORDS = 3;

    public GreenComparison {
        messages = List.copyOf(messages);
        images = List.copyOf(images);
    }

    /**
     * A message that differs.
     *
     * @param change how
     * @param container the name of the container that logs it
     * @param level its level, null if it has none
     * @param template the message with its changing parts replaced
     * @param before how often it came in the run that passed
     * @param now how often it came in this one
     * @param first the first such record of this run, null if there is none
     */
    public record ChangedMessage(
            Report.Change change,
            String container,
            @Nullable LogLevel level,
            String template,
            long before,
            long now,
            @Nullable LogRecord first) {}

    /**
     * Compares a failed test with the last run in which it passed. A message that the containers logged before the test in
     * that run does not count as new.
     *
     * @param green the run in which it passed, null if that is not known
     * @param records its records
     * @param shared records that may be its own, or those of tests beside it: what is among them is not missing
     * @param hasBegun whether its method began; if not, nothing is missing
     * @param images the containers whose images differ
     */
    public static @Nullable GreenComparison of(
            @Nullable GreenRun green,
            List<? extends LogRecord> records,
            List<? extends LogRecord> shared,
            boolean hasBegun,
            List<ChangedImage> images) {
        if (green == null || green.ofClass()) {
            return null;
        }
        Map<Long, Said> now = new LinkedHashMap<>();
        records.forEach(record -> now.computeIfAbsent(MessageTemplate.of(record), any -> new Said(record)).count++);
        Map<Long, Integer> before = green.counts();
        List<ChangedMessage> news = new ArrayList<>();
        List<ChangedMessage> more = new ArrayList<>();
        now.forEach((template, said) -> {
            long then = before.getOrDefault(template, 0);
            if (then > 0) {
                if (said.count >= MORE_TIMES * then && said.count >= then + MORE_RECORDS) {
                    more.add(said.as(Report.Change.MORE, then));
                }
            } else if (!green.isCut() && !green.before().contains(template)) {
                news.add(said.as(Report.Change.NEW, 0));
            }
        });
        Comparator<ChangedMessage> mostSevereFirst = Comparator.comparingInt(message -> severity(message.level()));
        news.sort(mostSevereFirst);
        more.sort(mostSevereFirst.thenComparing(message -> -(double) message.now() / message.before()));
        List<ChangedMessage> all = new ArrayList<>(news.subList(0, Math.min(news.size(), MAX_NEW)));
        if (hasBegun) {
            all.addAll(missing(green, now.keySet(), shared));
        }
        all.addAll(more);
        return new GreenComparison(
                green.passed(),
                all,
                images.stream()
                        .map(image -> new Report.ImageChange(
                                image.container(), image.beforeForReaders(), image.nowForReaders()))
                        .toList(),
                unlisted(green, news.size()));
    }

    private static String unlisted(GreenRun green, int news) {
        if (green.isCut()) {
            return "The run that passed logged more messages than are kept, so it is not known which ones are new.";
        }
        int more = news - MAX_NEW;
        return more <= 0 ? "" : more + " more new messages are not listed; these are the most severe.";
    }

    /** {@return less for what is worse} */
    private static int severity(@Nullable LogLevel level) {
        return level == null ? 1 : LogLevel.TRACE.compareTo(level);
    }

    private static List<ChangedMessage> missing(GreenRun green, Set<Long> now, List<? extends LogRecord> shared) {
        Set<Long> there = new HashSet<>(now);
        shared.forEach(record -> there.add(MessageTemplate.of(record)));
        return green.said().stream()
                .filter(said -> !there.contains(said.template()))
                .map(GreenComparison::missing)
                .toList();
    }

    private static ChangedMessage missing(SaidMessage said) {
        LogLevel level = Arrays.stream(LogLevel.values())
                .filter(each -> each.name().equals(said.level()))
                .findFirst()
                .orElse(null);
        return new ChangedMessage(Report.Change.MISSING, said.container(), level, said.text(), said.count(), 0, null);
    }

    /** A message of this run: its first record, and how often it came. */
    private static final class Said {
        private final LogRecord first;
        private long count;

        Said(LogRecord first) {
            this.first = first;
        }

        ChangedMessage as(Report.Change change, long before) {
            return new ChangedMessage(
                    change,
                    String.valueOf(first.container()),
                    first.level(),
                    MessageTemplate.text(first, MAX_TEXT),
                    before,
                    count,
                    first);
        }
    }
}

package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.condition.ByteFilter;
import io.github.structuredlogs.internal.parse.values.MessageTemplate;
import io.github.structuredlogs.internal.query.SourcePart;
import io.github.structuredlogs.internal.store.Capture;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks in a test's records for some {@linkplain MessageTemplate templates}, until each is found. A record is decoded only if its
 * container, level and logger are those of a template that is missing, and its bytes may hold that template's text.
 */
final class TemplateSearch {

    private final Map<LoggedBy, SearchedTexts> searched = new HashMap<>();
    private final Set<Long> missing = new HashSet<>();

    private @Nullable LoggedBy lastLoggedBy;
    private @Nullable SearchedTexts last;

    /** What records with the same template have in common, as far as it is known without decoding them. */
    private record LoggedBy(String container, @Nullable LogLevel level, String logger) {
        static LoggedBy of(LogRecord record) {
            return new LoggedBy(orEmpty(record.container()), record.level(), orEmpty(record.logger()));
        }

        static LoggedBy of(Capture capture, long index) {
            return new LoggedBy(capture.name(), capture.level(index), orEmpty(capture.logger(index)));
        }

        boolean isOf(Capture capture, long index) {
            return level == capture.level(index)
                    && logger.equals(orEmpty(capture.logger(index)))
                    && container.equals(capture.name());
        }

        /** Templates do not distinguish them. */
        private static String orEmpty(@Nullable String name) {
            return name == null ? "" : name;
        }
    }

    /** The texts of the templates with the same container, level and logger. */
    private static final class SearchedTexts {
        private final Map<Long, @Nullable String> texts = new HashMap<>();
        private @Nullable ByteFilter byteFilter;
        private int filtered;

        boolean mayBe(@Nullable Capture capture, long index) {
            if (capture == null) {
                return true;
            }
            if (filtered == 0 || texts.size() <= filtered / 2) {
                Collection<@Nullable String> all = new HashSet<>(texts.values());
                byteFilter = all.contains(null)
                        ? null
                        : ByteFilter.ofMessagesWithAny(
                                all.stream().filter(Objects::nonNull).toList());
                filtered = texts.size();
            }
            ByteFilter filter = byteFilter;
            return filter == null || capture.mayMatch(index, filter);
        }
    }

    /** Adds a template to what is missing, with a record that has it. */
    void add(long template, LogRecord record) {
        if (missing.add(template)) {
            searched.computeIfAbsent(LoggedBy.of(record), any -> new SearchedTexts())
                    .texts
                    .put(template, MessageTemplate.commonText(record));
        }
    }

    boolean isEmpty() {
        return missing.isEmpty();
    }

    /** {@return the templates that were not found} */
    Set<Long> templates() {
        return missing;
    }

    /**
     * Looks through a test's records until nothing is missing.
     *
     * @param records the records
     * @param found told each template when it is found
     */
    void in(List<SourcePart> records, LongConsumer found) {
        for (SourcePart part : records) {
            boolean all = part.includesAll();
            long size = part.size();
            for (long index = part.from(); index < size && !missing.isEmpty(); index++) {
                SearchedTexts texts = textsOf(part, index);
                if (texts != null && texts.mayBe(part.capture(), index) && (all || part.includes(index))) {
                    look(part.record(index), texts, found);
                } else if (part.endsBefore(index)) {
                    break;
                }
            }
        }
    }

    private void look(LogRecord record, SearchedTexts texts, LongConsumer found) {
        long template = MessageTemplate.of(record);
        if (missing.remove(template)) {
            found.accept(template);
            texts.texts.remove(template);
            if (texts.texts.isEmpty()) {
                searched.remove(LoggedBy.of(record));
                lastLoggedBy = null;
            }
        }
    }

    /** Neighbours often have the same container, level and logger. */
    private @Nullable SearchedTexts textsOf(SourcePart part, long index) {
        Capture capture = part.capture();
        LoggedBy known = lastLoggedBy;
        if (capture == null) {
            return searched.get(LoggedBy.of(part.record(index)));
        }
        if (known == null || !known.isOf(capture, index)) {
            lastLoggedBy = LoggedBy.of(capture, index);
            last = searched.get(lastLoggedBy);
        }
        return last;
    }

    /**
     * {@return the share of a record's template in a test's records}
     *
     * @param template the template
     * @param example the record
     * @param records the records
     */
    static float share(long template, LogRecord example, List<SourcePart> records) {
        TemplateSearch search = new TemplateSearch();
        search.add(template, example);
        int count = 0;
        int total = 0;
        for (SourcePart part : records) {
            boolean all = part.includesAll();
            long size = part.size();
            for (long index = part.from(); index < size; index++) {
                if (all || part.includes(index)) {
                    total++;
                    SearchedTexts texts = search.textsOf(part, index);
                    boolean may = texts != null && texts.mayBe(part.capture(), index);
                    count += may && MessageTemplate.of(part.record(index)) == template ? 1 : 0;
                } else if (part.endsBefore(index)) {
                    break;
                }
            }
        }
        return count == 0 ? 0 : (float) count / total;
    }
}

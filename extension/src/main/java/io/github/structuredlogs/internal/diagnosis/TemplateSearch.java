package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.condition.ByteFilter;
import io.github.structuredlogs.internal.parse.values.MessageTemplate;
import io.github.structuredlogs.internal.store.StoredRecord;
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
 * Looks in lists of records for some {@linkplain MessageTemplate templates}, until each is found. A record is decoded only if its
 * container, level and logger are those of a template that is missing, and its bytes may hold that template's text.
 */
final class TemplateSearch {

    private final Map<LoggedBy, SearchedTexts> searched = new HashMap<>();
    private final Set<Long> missing = new HashSet<>();

    private @Nullable LoggedBy lastLoggedBy;
    private @Nullable SearchedTexts last;

    /** What two records with the same template have in common and what is known without decoding them. */
    private record LoggedBy(String container, @Nullable LogLevel level, String logger) {
        static LoggedBy of(LogRecord record) {
            return new LoggedBy(orEmpty(record.container()), record.level(), orEmpty(record.logger()));
        }

        /** Templates do not distinguish them. */
        private static String orEmpty(@Nullable String name) {
            return name == null ? "" : name;
        }
    }

    /** The texts of the templates that are logged by the same. */
    private static final class SearchedTexts {
        private final Map<Long, @Nullable String> texts = new HashMap<>();
        private @Nullable ByteFilter byteFilter;
        private int filtered;

        boolean mayBe(LogRecord record) {
            if (!(record instanceof StoredRecord stored)) {
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
            return filter == null || stored.capture().mayMatch(stored.index(), filter);
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
     * Looks through records until nothing is missing.
     *
     * @param records the records
     * @param found told each template when it is found
     */
    void in(List<? extends LogRecord> records, LongConsumer found) {
        for (LogRecord record : records) {
            SearchedTexts texts = textsOf(record);
            if (texts != null && texts.mayBe(record)) {
                long template = MessageTemplate.of(record);
                if (missing.remove(template)) {
                    found.accept(template);
                    texts.texts.remove(template);
                    if (texts.texts.isEmpty()) {
                        searched.remove(LoggedBy.of(record));
                        lastLoggedBy = null;
                    }
                    if (missing.isEmpty()) {
                        return;
                    }
                }
            }
        }
    }

    /** Neighbours are often logged by the same. */
    private @Nullable SearchedTexts textsOf(LogRecord record) {
        LoggedBy loggedBy = LoggedBy.of(record);
        if (!loggedBy.equals(lastLoggedBy)) {
            lastLoggedBy = loggedBy;
            last = searched.get(loggedBy);
        }
        return last;
    }

    /** {@return how many of some records have the template of a record} */
    static int count(long template, LogRecord example, List<? extends LogRecord> records) {
        LoggedBy loggedBy = LoggedBy.of(example);
        SearchedTexts texts = new SearchedTexts();
        texts.texts.put(template, MessageTemplate.commonText(example));
        int count = 0;
        for (LogRecord record : records) {
            if (LoggedBy.of(record).equals(loggedBy) && texts.mayBe(record) && MessageTemplate.of(record) == template) {
                count++;
            }
        }
        return count;
    }
}

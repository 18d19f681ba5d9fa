package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.parse.values.MessageTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record of the failed test, with the facts that were found out about it. */
final class Candidate {

    private static final double NAMED = 15;
    private static final int MAX_TEXT_LENGTH = 10_000;
    private static final int MAX_VALUE_LENGTH = 400;
    private static final int MAX_DEPTH = 3;
    private static final int STACK_READ = 8000;

    final LogRecord record;
    final boolean shared;

    /** Whether it was logged before the test method began, or is {@link #late}. */
    boolean before;

    /** Whether it belongs to a request of an earlier test, and came after that had ended. */
    boolean late;

    /** The time that orders the records of all containers, in nanoseconds since the epoch. */
    final long order;

    /** Records that continue this one: PostgreSQL's {@code DETAIL}, {@code HINT}, {@code STATEMENT}. */
    final List<LogRecord> details = new ArrayList<>(0);

    int position;

    /** The record that this one goes on with. */
    @Nullable Candidate parent;

    /** How many further records of the same crash or stack trace this one stands for. */
    int parts;

    /** The records that say the same, itself among them; none for one that goes on with another. */
    @Nullable Group group;

    double points;
    int suspicion;

    /** Whether a passed test logged the same; false if no test has passed. */
    boolean known;

    /** The value of the words that it has in common with the failure. */
    double worth;

    /** Whether it reports something that took far longer than usual. */
    boolean slow;

    /** Whether its share of the test's log is far larger than in any passed test. */
    boolean storm;

    /** Whether tests have passed, and none of them logged this. */
    boolean isNew;

    /** What followed when the test passed last, and does not now; null if nothing is missing. */
    @Nullable String followed;

    /** Which container of the same trace it contradicts, and in which field; null if none. */
    @Nullable String contradiction;

    private @Nullable String text;
    private long template;
    private boolean hasTemplate;

    Candidate(LogRecord record, boolean shared, boolean before, long order) {
        this.record = record;
        this.shared = shared;
        this.before = before;
        this.order = order;
    }

    boolean atLeast(LogLevel level) {
        LogLevel own = record.level();
        return own != null && own.isAtLeast(level);
    }

    /** Says whether its level means a problem or, without a level, its words do. */
    boolean isTroubleByItself() {
        return atLeast(LogLevel.WARN) || (record.level() == null && suspicion >= TroubleWords.STRONG);
    }

    /** Says whether it contains an id, a number or a path of the failure; words alone have less value. */
    boolean isNamed() {
        return worth >= NAMED;
    }

    String container() {
        return Objects.requireNonNullElse(record.container(), "");
    }

    /** {@return what it has in common with records from the same place in a program} */
    long template() {
        if (!hasTemplate) {
            template = MessageTemplate.of(record);
            hasTemplate = true;
        }
        return template;
    }

    /** {@return its whole text except the stack: message, exception, fields with their names, details} */
    String text() {
        String known = text;
        if (known == null) {
            StringBuilder all = new StringBuilder();
            append(all, record);
            details.forEach(detail -> append(all, detail));
            known = all.toString();
            text = known;
        }
        return known;
    }

    private static void append(StringBuilder text, LogRecord record) {
        String message = record.message();
        if (message != null) {
            text.append(bounded(message)).append(' ');
        }
        LoggedException exception = record.exception();
        if (exception != null) {
            text.append(exception.type())
                    .append(' ')
                    .append(exception.message() == null ? null : bounded(exception.message()))
                    .append(' ');
        }
        record.fields().forEach((name, value) -> {
            if (value != null && text.length() < MAX_TEXT_LENGTH) {
                text.append(name)
                        .append('=')
                        .append(bounded(String.valueOf(value)))
                        .append(' ');
            }
        });
    }

    /** Keeps both ends of a very long text, because the cause is first or last. */
    private static String bounded(String text) {
        return text.length() <= MAX_TEXT_LENGTH
                ? text
                : text.substring(0, MAX_TEXT_LENGTH / 2) + ' ' + text.substring(text.length() - MAX_TEXT_LENGTH / 2);
    }

    /** {@return {@link #text()} and the useful part of its exception's stack} */
    String textAndStack() {
        LoggedException exception = record.exception();
        String stack = exception == null ? null : exception.stackTrace();
        return stack == null ? text() : text() + stack.substring(0, Math.min(stack.length(), STACK_READ));
    }

    /** {@return its words without the names of its fields, which say what is counted, not what happened} */
    String spoken() {
        StringBuilder spoken = new StringBuilder();
        String message = record.message();
        spoken.append(message == null ? "" : bounded(message));
        LoggedException exception = record.exception();
        if (exception != null && exception.message() != null) {
            spoken.append(" . ").append(bounded(exception.message()));
        }
        speak(spoken, record.fields(), 0);
        details.forEach(detail -> spoken.append(" . ").append(bounded(String.valueOf(detail.message()))));
        return spoken.toString();
    }

    private static void speak(StringBuilder spoken, @Nullable Object value, int depth) {
        if (value instanceof String words && words.length() < MAX_VALUE_LENGTH) {
            spoken.append(" . ").append(words);
        } else if (depth < MAX_DEPTH && spoken.length() < MAX_TEXT_LENGTH) {
            if (value instanceof Map<?, ?> members) {
                members.values().forEach(member -> speak(spoken, member, depth + 1));
            } else if (value instanceof List<?> elements) {
                elements.forEach(element -> speak(spoken, element, depth + 1));
            }
        }
    }
}

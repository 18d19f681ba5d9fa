package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LoggedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record of the failed test, and what was found out about it. */
final class Candidate {

    private static final double NAMED = 15;
    private static final int MAX_TEXT_LENGTH = 10_000;
    private static final int MAX_VALUE_LENGTH = 400;
    private static final int MAX_DEPTH = 3;
    private static final int STACK_READ = 8000;

    final LogRecord record;
    final boolean shared;

    /** Whether it was logged before the test method itself began. */
    final boolean before;

    /** Nanoseconds since the epoch, by which the records of all containers are in order. */
    final long order;

    /** Records that go on with this one: PostgreSQL's {@code DETAIL}, {@code HINT}, {@code STATEMENT}. */
    final List<LogRecord> details = new ArrayList<>(0);

    int position;

    /** The record that this one goes on with. */
    @Nullable
    Candidate parent;

    /** The records that say the same, itself among them; none for one that goes on with another. */
    @Nullable
    Group group;

    double points;
    int suspicion;

    /** Whether a test that passed logged the same, if any has passed. */
    boolean known;

    /** How much it has in common with the failure's own words. */
    double worth;

    /** Whether it tells of something that took far longer than it does as a rule. */
    boolean slow;

    /** How much of the log of a test that passed it was, at most. */
    float usualShare;

    /** Whether it fills the test's log as it never did in a test that passed. */
    boolean storm;

    /** Whether tests have passed, and none of them logged this. */
    boolean isNew;

    /** What followed when the test passed last, and does not now; null if nothing is missing. */
    @Nullable
    String followed;

    private @Nullable String text;

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

    /** Whether its level says that something is wrong or, where it has none, its words do. */
    boolean isTroubleByItself() {
        return atLeast(LogLevel.WARN) || (record.level() == null && suspicion >= TroubleWords.STRONG);
    }

    /** Whether it names what the failure names: an id, a number, a path; words alone are not worth so much. */
    boolean isNamed() {
        return worth >= NAMED;
    }

    String container() {
        return Objects.requireNonNullElse(record.container(), "");
    }

    /** {@return everything that it says but its stack: message, exception, fields with their names, details} */
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

    /** Both ends of what is longer than anybody writes: the cause stands first or last. */
    private static String bounded(String text) {
        return text.length() <= MAX_TEXT_LENGTH
                ? text
                : text.substring(0, MAX_TEXT_LENGTH / 2) + ' ' + text.substring(text.length() - MAX_TEXT_LENGTH / 2);
    }

    /** {@return {@link #text()} and the stack of its exception, as far as it is worth reading} */
    String textAndStack() {
        LoggedException exception = record.exception();
        String stack = exception == null ? null : exception.stackTrace();
        return stack == null ? text() : text() + stack.substring(0, Math.min(stack.length(), STACK_READ));
    }

    /** {@return what it says in words: without the names of its fields, which say what is counted, not what happened} */
    String spoken() {
        StringBuilder spoken = new StringBuilder();
        String message = record.message();
        spoken.append(message == null ? "" : bounded(message));
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

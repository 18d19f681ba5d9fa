package io.github.structuredlogs.assertj;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.capture.Criteria;
import io.github.structuredlogs.internal.capture.Criterion;
import io.github.structuredlogs.internal.capture.NarrowedRecords;
import io.github.structuredlogs.internal.capture.NarrowedRecords.Difference;
import io.github.structuredlogs.internal.capture.NarrowedRecords.Kind;
import io.github.structuredlogs.internal.capture.NarrowedRecords.UndecidedError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.Condition;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ThrowingConsumer;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/**
 * Assertions on log records: first narrow down, then assert with AssertJ's own list assertions.
 *
 * <pre>{@code
 * assertThat(logs).from(ORDERS).withLevel(ERROR).withField("sku", "X-1").hasSize(1); // passes
 * assertThat(logs).from(ORDERS).atOrAbove(WARN).isEmpty(); // fails: there is an ERROR
 * }</pre>
 *
 * <p><b>No race with the container.</b> A container writes a little before the engine has read what it wrote. So an
 * assertion that asks for records ({@code isNotEmpty}, {@code anySatisfy}, {@code first}) is tried again whenever records
 * arrive, for {@code structuredlogs.settle} (250 ms). One that asks for their absence ({@code isEmpty},
 * {@code noneMatch}, {@code allSatisfy}, {@code hasSizeLessThan}) waits {@code structuredlogs.settle.absence} (50 ms)
 * before it passes. One that asks for an exact number ({@code hasSize}, {@code singleElement}, {@code satisfiesExactly})
 * does both. Every other list assertion, {@code extracting} included, looks once, after the shorter of these times.
 * Before any of them passes for the absence of a record, the engine is asked what it has; if it does not answer, the
 * assertion fails and says so.
 *
 * <p>For what happens later than at the moment of the call there are {@link #eventually} and {@link #staysEmpty}.
 */
public class CapturedLogsAssert
        extends AbstractListAssert<CapturedLogsAssert, List<? extends LogRecord>, LogRecord, LogRecordAssert> {

    private static final int MOST_FAILURES = 20;

    /**
     * Starts an assertion on records.
     *
     * @param actual the records
     */
    public CapturedLogsAssert(@Nullable List<? extends LogRecord> actual) {
        super(actual == null ? null : NarrowedRecords.of(actual), CapturedLogsAssert.class);
        if (actual != null) {
            info.useRepresentation(new RecordRepresentation(NarrowedRecords.of(actual)));
        }
    }

    // --- which container

    /**
     * Keeps the records of one container, over all attempts to start it.
     *
     * @param container the container, running, stopped or one whose start failed
     * @return the narrowed records
     * @throws AssertionError if its logs are not captured
     */
    public CapturedLogsAssert from(ContainerState container) {
        return narrow(records -> records.from(container));
    }

    /**
     * Keeps the records of the container with a name.
     *
     * <pre>{@code
     * assertThat(logs).from("orders").isNotEmpty(); // passes
     * assertThat(logs).from("order").isEmpty(); // fails: no container is called "order"
     * }</pre>
     *
     * @param container the name under which its records are shown
     * @return the narrowed records
     * @throws AssertionError if no container has that name; the message lists the names that there are
     */
    public CapturedLogsAssert from(String container) {
        return narrow(records -> records.from(container));
    }

    /**
     * Keeps the records of all containers of an image.
     *
     * @param image the image as it was asked for, with its tag or without
     * @return the narrowed records
     */
    public CapturedLogsAssert fromImage(String image) {
        return narrow(Criteria.image(image));
    }

    /**
     * Keeps the records of one stream.
     *
     * @param stream standard output or standard error
     * @return the narrowed records
     */
    public CapturedLogsAssert onStream(LogStream stream) {
        return narrow(Criteria.stream(stream));
    }

    // --- level, logger, thread

    /**
     * Keeps the records with exactly this level. A record that says no level has none.
     *
     * @param level the level
     * @return the narrowed records
     */
    public CapturedLogsAssert withLevel(LogLevel level) {
        return narrow(Criteria.level(level));
    }

    /**
     * Keeps the records with this level or a more severe one. A record that says no level is left out.
     *
     * @param level the least level
     * @return the narrowed records
     */
    public CapturedLogsAssert atOrAbove(LogLevel level) {
        return narrow(Criteria.atOrAbove(level));
    }

    /**
     * Keeps the records of one logger.
     *
     * @param logger its full name, as the record has it
     * @return the narrowed records
     */
    public CapturedLogsAssert withLogger(String logger) {
        return narrow(Criteria.logger(logger));
    }

    /**
     * Keeps the records of one thread.
     *
     * @param thread its name, as the record has it
     * @return the narrowed records
     */
    public CapturedLogsAssert withThread(String thread) {
        return narrow(Criteria.thread(thread));
    }

    // --- message

    /**
     * Keeps the records with exactly this message.
     *
     * @param message the rendered message
     * @return the narrowed records
     */
    public CapturedLogsAssert withMessage(String message) {
        return narrow(Criteria.message(message));
    }

    /**
     * Keeps the records whose message contains a text.
     *
     * @param part the text, case and all
     * @return the narrowed records
     */
    public CapturedLogsAssert withMessageContaining(String part) {
        return narrow(Criteria.messageContaining(part));
    }

    /**
     * Keeps the records whose whole message matches a regular expression.
     *
     * @param regex the expression
     * @return the narrowed records
     * @throws java.util.regex.PatternSyntaxException if it is none
     */
    public CapturedLogsAssert withMessageMatching(String regex) {
        return narrow(Criteria.messageMatching(Pattern.compile(regex)));
    }

    // --- fields

    /**
     * Keeps the records that have a field, even if its value is JSON's null.
     *
     * @param name the field's name or a path, as in {@link LogRecord#field}
     * @return the narrowed records
     */
    public CapturedLogsAssert withField(String name) {
        return narrow(Criteria.field(name));
    }

    /**
     * Keeps the records that have a field with a value. Numbers are compared as numbers, and a text with the value that
     * it spells, since some loggers know only text.
     *
     * <pre>{@code
     * // {"msg":"placed","qty":3,"order":{"id":"o-7"}}
     * assertThat(logs).withField("qty", 3).withField("qty", "3").withField("order.id", "o-7").hasSize(1); // passes
     * assertThat(logs).withField("qty", 4).hasSize(1); // fails: field qty is 3
     * }</pre>
     *
     * @param name the field's name or a path, as in {@link LogRecord#field}
     * @param value the value; null for JSON's null
     * @return the narrowed records
     */
    public CapturedLogsAssert withField(String name, @Nullable Object value) {
        return narrow(Criteria.field(name, value));
    }

    /**
     * Keeps the records that have a field whose value fulfils a condition.
     *
     * @param name the field's name or a path, as in {@link LogRecord#field}
     * @param condition called with the value, null for JSON's null
     * @return the narrowed records
     */
    public CapturedLogsAssert withFieldMatching(String name, Predicate<? super @Nullable Object> condition) {
        return narrow(Criteria.fieldMatching(name, condition));
    }

    /**
     * Keeps the records that have no such field.
     *
     * @param name the field's name or a path, as in {@link LogRecord#field}
     * @return the narrowed records
     */
    public CapturedLogsAssert withoutField(String name) {
        return narrow(Criteria.noField(name));
    }

    // --- exception

    /**
     * Keeps the records that carry an exception.
     *
     * @return the narrowed records
     */
    public CapturedLogsAssert withException() {
        return narrow(Criteria.exception());
    }

    /**
     * Keeps the records with an exception of a type, or caused by one.
     *
     * @param type the type's name, with its package or without
     * @return the narrowed records
     */
    public CapturedLogsAssert withException(String type) {
        return narrow(Criteria.exception(type));
    }

    /**
     * Keeps the records with an exception of a type, or caused by one; not of its subtypes, which the log does not know.
     *
     * @param type the type
     * @return the narrowed records
     */
    public CapturedLogsAssert withException(Class<? extends Throwable> type) {
        return narrow(Criteria.exception(type.getName()));
    }

    /**
     * Keeps the records with an exception whose message, or that of a cause, contains a text.
     *
     * @param part the text
     * @return the narrowed records
     */
    public CapturedLogsAssert withExceptionMessageContaining(String part) {
        return narrow(Criteria.exceptionMessageContaining(part));
    }

    // --- trace and time

    /**
     * Keeps the records of a trace.
     *
     * @param trace the trace id, or the whole {@code traceparent} header with it
     * @return the narrowed records
     */
    public CapturedLogsAssert withTrace(String trace) {
        return narrow(Criteria.trace(trace));
    }

    /**
     * Keeps the records of a span.
     *
     * @param span the span id
     * @return the narrowed records
     */
    public CapturedLogsAssert withSpan(String span) {
        return narrow(Criteria.span(span));
    }

    /**
     * Keeps the records that come after another one: later in the same container, or received later by the engine.
     *
     * @param earlier the other one
     * @return the narrowed records
     */
    public CapturedLogsAssert after(LogRecord earlier) {
        return narrow(Criteria.after(earlier));
    }

    /**
     * Keeps the records from an instant on.
     *
     * @param instant compared with {@link LogRecord#time}
     * @return the narrowed records
     */
    public CapturedLogsAssert since(Instant instant) {
        return narrow(Criteria.since(instant));
    }

    /**
     * Keeps the records before an instant.
     *
     * @param instant compared with {@link LogRecord#time}
     * @return the narrowed records
     */
    public CapturedLogsAssert before(Instant instant) {
        return narrow(Criteria.before(instant));
    }

    // --- anything

    /**
     * Keeps the records that fulfil a condition.
     *
     * @param condition the condition
     * @return the narrowed records
     */
    public CapturedLogsAssert matching(Predicate<? super LogRecord> condition) {
        return matching("that fulfil the given condition", condition);
    }

    /**
     * Keeps the records that fulfil a condition.
     *
     * @param description the condition in words that follow "records", for failure messages
     * @param condition the condition
     * @return the narrowed records
     */
    public CapturedLogsAssert matching(String description, Predicate<? super LogRecord> condition) {
        return narrow(Criteria.matching(description, condition));
    }

    @Override
    public CapturedLogsAssert filteredOn(Predicate<? super LogRecord> predicate) {
        return matching(predicate);
    }

    @Override
    public CapturedLogsAssert filteredOn(Condition<? super LogRecord> condition) {
        return matching("that are " + condition, condition::matches);
    }

    // --- order

    /**
     * Checks that there is a record of each kind, one after the other, whatever comes between them. Records of several
     * containers are in the order in which the engine received them.
     *
     * <pre>{@code
     * assertThat(logs).withTrace(traceparent).containsInOrder(
     *         it -> it.from("gateway").withMessage("accepted"),
     *         it -> it.from("orders").withMessage("placed"),
     *         it -> it.from("payments").withMessage("charged")); // passes; in another order it fails
     * }</pre>
     *
     * @param kinds each narrows down to records of a kind
     * @return this assertion
     */
    public CapturedLogsAssert containsInOrder(Narrowing... kinds) {
        isNotNull();
        RecordsInOrder order = new RecordsInOrder(records(), kinds);
        return check(Kind.PRESENCE, order::check);
    }

    // --- time

    /**
     * Waits until assertions hold. They are evaluated on the calling thread, at once and then whenever records have
     * arrived, one evaluation at a time; nothing polls.
     *
     * <pre>{@code
     * assertThat(logs).eventually(ofSeconds(5), it -> it.from("payments").withMessage("refund issued").hasSize(1));
     * }</pre>
     *
     * <p>It passes as soon as they hold, so it is for what comes, not for what must not come ({@link #staysEmpty}).
     *
     * @param timeout how long to wait at most
     * @param assertions narrows and asserts
     * @return this assertion
     * @throws AssertionError the last failure, if they do not hold in time or every container that these records are
     *     narrowed to was removed
     */
    public CapturedLogsAssert eventually(Duration timeout, Consumer<? super CapturedLogsAssert> assertions) {
        isNotNull();
        NarrowedRecords records = records();
        try {
            records.check(
                    Kind.PRESENCE,
                    timeout,
                    Duration.ZERO,
                    () -> assertions.accept(new CapturedLogsAssert(records.forRepeatedLooks())));
        } catch (UndecidedError e) {
            throw failure("%s", records.undecided("that assertions hold within " + timeout.toMillis() + " ms", e));
        } catch (AssertionError e) {
            eventuallyFailed(timeout, assertions);
        }
        return myself;
    }

    /** Looks once more, now for the reasons, which cost too much to be told after every arrival. */
    private void eventuallyFailed(Duration timeout, Consumer<? super CapturedLogsAssert> assertions) {
        try {
            assertions.accept(new CapturedLogsAssert(records().withoutWaiting()));
        } catch (AssertionError e) {
            throw failure("Not within %s ms: %s", timeout.toMillis(), e.getMessage());
        }
    }

    /**
     * Checks that there is no record now, and that none comes for a while.
     *
     * <pre>{@code
     * assertThat(logs).from("payments").atOrAbove(WARN).staysEmpty(ofSeconds(1));
     * }</pre>
     *
     * @param duration how long to wait; it ends early when every container that these records are narrowed to was removed
     * @return this assertion
     * @throws AssertionError at once when there is a record
     */
    public CapturedLogsAssert staysEmpty(Duration duration) {
        isNotNull();
        check(Kind.ABSENCE, Duration.ZERO, duration, "no record for " + duration.toMillis() + " ms", super::isEmpty);
        return myself;
    }

    // --- AssertJ's own, of which later records can make true those that are false

    @Override
    public CapturedLogsAssert isNotEmpty() {
        return check(Kind.PRESENCE, "at least 1 record", super::isNotEmpty);
    }

    @Override
    public CapturedLogsAssert hasSizeGreaterThan(int boundary) {
        return check(Kind.PRESENCE, "more than " + count(boundary), () -> super.hasSizeGreaterThan(boundary));
    }

    @Override
    public CapturedLogsAssert hasSizeGreaterThanOrEqualTo(int boundary) {
        return check(Kind.PRESENCE, "at least " + count(boundary), () -> super.hasSizeGreaterThanOrEqualTo(boundary));
    }

    @Override
    public CapturedLogsAssert anyMatch(Predicate<? super LogRecord> predicate) {
        return check(Kind.PRESENCE, () -> super.anyMatch(predicate));
    }

    @Override
    public CapturedLogsAssert anyMatch(Predicate<? super LogRecord> predicate, String description) {
        return check(Kind.PRESENCE, () -> super.anyMatch(predicate, description));
    }

    @Override
    public CapturedLogsAssert anySatisfy(Consumer<? super LogRecord> requirements) {
        return check(Kind.PRESENCE, () -> oneSatisfies(requirements));
    }

    @Override
    public CapturedLogsAssert anySatisfy(ThrowingConsumer<? super LogRecord> requirements) {
        return check(Kind.PRESENCE, () -> oneSatisfies(requirements));
    }

    @Override
    public CapturedLogsAssert areAtLeastOne(Condition<? super LogRecord> condition) {
        return check(Kind.PRESENCE, () -> super.areAtLeastOne(condition));
    }

    @Override
    public CapturedLogsAssert areAtLeast(int times, Condition<? super LogRecord> condition) {
        return check(Kind.PRESENCE, () -> super.areAtLeast(times, condition));
    }

    @Override
    public CapturedLogsAssert haveAtLeastOne(Condition<? super LogRecord> condition) {
        return check(Kind.PRESENCE, () -> super.haveAtLeastOne(condition));
    }

    @Override
    public CapturedLogsAssert haveAtLeast(int times, Condition<? super LogRecord> condition) {
        return check(Kind.PRESENCE, () -> super.haveAtLeast(times, condition));
    }

    // --- those that later records can make false

    @Override
    public void isEmpty() {
        check(Kind.ABSENCE, "no record", super::isEmpty);
    }

    @Override
    public void isNullOrEmpty() {
        check(Kind.ABSENCE, "no record", super::isNullOrEmpty);
    }

    @Override
    public CapturedLogsAssert hasSizeLessThan(int boundary) {
        return check(Kind.ABSENCE, "fewer than " + count(boundary), () -> super.hasSizeLessThan(boundary));
    }

    @Override
    public CapturedLogsAssert hasSizeLessThanOrEqualTo(int boundary) {
        return check(Kind.ABSENCE, "at most " + count(boundary), () -> super.hasSizeLessThanOrEqualTo(boundary));
    }

    @Override
    public CapturedLogsAssert noneMatch(Predicate<? super LogRecord> predicate) {
        return check(Kind.ABSENCE, () -> super.noneMatch(predicate));
    }

    @Override
    public CapturedLogsAssert noneMatch(Predicate<? super LogRecord> predicate, String description) {
        return check(Kind.ABSENCE, () -> super.noneMatch(predicate, description));
    }

    @Override
    public CapturedLogsAssert noneSatisfy(Consumer<? super LogRecord> restrictions) {
        return check(Kind.ABSENCE, () -> super.noneSatisfy(restrictions));
    }

    @Override
    public CapturedLogsAssert noneSatisfy(ThrowingConsumer<? super LogRecord> restrictions) {
        return check(Kind.ABSENCE, () -> super.noneSatisfy(restrictions));
    }

    @Override
    public CapturedLogsAssert allMatch(Predicate<? super LogRecord> predicate) {
        return check(Kind.ABSENCE, () -> super.allMatch(predicate));
    }

    @Override
    public CapturedLogsAssert allMatch(Predicate<? super LogRecord> predicate, String description) {
        return check(Kind.ABSENCE, () -> super.allMatch(predicate, description));
    }

    @Override
    public CapturedLogsAssert allSatisfy(Consumer<? super LogRecord> requirements) {
        return check(Kind.ABSENCE, () -> failing(requirements).allSatisfy(requirements));
    }

    @Override
    public CapturedLogsAssert allSatisfy(ThrowingConsumer<? super LogRecord> requirements) {
        return check(Kind.ABSENCE, () -> failing(requirements).allSatisfy(requirements));
    }

    @Override
    public CapturedLogsAssert areAtMost(int times, Condition<? super LogRecord> condition) {
        return check(Kind.ABSENCE, () -> super.areAtMost(times, condition));
    }

    @Override
    public CapturedLogsAssert haveAtMost(int times, Condition<? super LogRecord> condition) {
        return check(Kind.ABSENCE, () -> super.haveAtMost(times, condition));
    }

    private void oneSatisfies(Consumer<? super LogRecord> requirements) {
        Objects.requireNonNull(requirements, "requirements");
        if (actual.stream().allMatch(record -> fails(record, requirements))) {
            failing(requirements).anySatisfy(requirements);
        }
    }

    /** Some of those that fail: AssertJ makes an error of each, and very many would not fit into the heap. */
    private ListAssert<LogRecord> failing(Consumer<? super LogRecord> requirements) {
        Objects.requireNonNull(requirements, "requirements");
        List<LogRecord> some = new ArrayList<>();
        for (LogRecord record : actual) {
            if (fails(record, requirements)) {
                some.add(record);
                if (some.size() == MOST_FAILURES) {
                    break;
                }
            }
        }
        return Assertions.assertThat(some).withRepresentation(info.representation());
    }

    private static boolean fails(LogRecord record, Consumer<? super LogRecord> requirements) {
        try {
            requirements.accept(record);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    // --- those that later records can make either

    @Override
    public CapturedLogsAssert hasSize(int expected) {
        return check(Kind.EXACTLY, "exactly " + count(expected), () -> super.hasSize(expected));
    }

    @Override
    public CapturedLogsAssert hasSizeBetween(int lower, int higher) {
        return check(
                Kind.EXACTLY, "between " + lower + " and " + count(higher), () -> super.hasSizeBetween(lower, higher));
    }

    @Override
    public CapturedLogsAssert areExactly(int times, Condition<? super LogRecord> condition) {
        return check(Kind.EXACTLY, () -> super.areExactly(times, condition));
    }

    @Override
    public CapturedLogsAssert haveExactly(int times, Condition<? super LogRecord> condition) {
        return check(Kind.EXACTLY, () -> super.haveExactly(times, condition));
    }

    @Override
    protected CapturedLogsAssert satisfiesExactlyForProxy(Consumer<? super LogRecord>[] requirements) {
        return check(Kind.EXACTLY, () -> super.satisfiesExactlyForProxy(requirements));
    }

    @Override
    protected CapturedLogsAssert satisfiesExactlyInAnyOrderForProxy(Consumer<? super LogRecord>[] requirements) {
        return check(Kind.EXACTLY, () -> super.satisfiesExactlyInAnyOrderForProxy(requirements));
    }

    @Override
    protected CapturedLogsAssert satisfiesOnlyOnceForProxy(Consumer<? super LogRecord> requirements) {
        return check(Kind.EXACTLY, () -> super.satisfiesOnlyOnceForProxy(requirements));
    }

    // --- to one record; final, so that under soft assertions a failing one gives an assert of no record and not null

    @Override
    public final LogRecordAssert singleElement() {
        hasSize(1);
        NarrowedRecords records = records();
        return navigate(records.found(1) == null ? records.found(0) : null, "single record");
    }

    @Override
    public final LogRecordAssert first() {
        isNotEmpty();
        return navigate(records().found(0), "first record");
    }

    @Override
    public final LogRecordAssert last() {
        check(Kind.EXACTLY, "at least 1 record", super::isNotEmpty);
        return navigate(records().found(-1), "last record");
    }

    @Override
    public final LogRecordAssert element(int index) {
        hasSizeGreaterThan(index);
        return navigate(records().found(index), "record " + index);
    }

    private LogRecordAssert navigate(@Nullable LogRecord record, String which) {
        if (record != null) {
            records().navigatedTo(record);
        }
        String description = descriptionText();
        return toAssert(record, description.isEmpty() ? which : description + ", " + which);
    }

    @Override
    public LogRecordAssert toAssert(@Nullable LogRecord value, String description) {
        return new LogRecordAssert(value).as("%s", description);
    }

    @Override
    protected CapturedLogsAssert newAbstractIterableAssert(Iterable<? extends LogRecord> iterable) {
        List<LogRecord> records = new ArrayList<>();
        iterable.forEach(records::add);
        return new CapturedLogsAssert(records);
    }

    // --- how

    NarrowedRecords records() {
        return NarrowedRecords.of(actual);
    }

    private CapturedLogsAssert narrow(Criterion criterion) {
        return narrow(records -> records.narrow(criterion));
    }

    /** By {@code asInstanceOf}, as only what AssertJ itself makes stays within soft assertions. */
    private CapturedLogsAssert narrow(UnaryOperator<NarrowedRecords> narrowing) {
        isNotNull();
        return asInstanceOf(new InstanceOfAssertFactory<>(
                NarrowedRecords.class, records -> new CapturedLogsAssert(narrowing.apply(records))));
    }

    private static String count(int records) {
        return records == 1 ? "1 record" : records + " records";
    }

    private CapturedLogsAssert check(Kind kind, Runnable assertion) {
        isNotNull();
        try {
            records().check(kind, assertion);
        } catch (UndecidedError e) {
            throw failure("%s", records().undecided("that what is asserted holds of the records", e));
        } catch (AssertionError e) {
            throw records().explains() ? explained(records().wrongContent(withoutDescription(e))) : e;
        }
        return myself;
    }

    private CapturedLogsAssert check(Kind kind, String expected, Runnable assertion) {
        isNotNull();
        Duration waited = records().patience(kind);
        return check(kind, waited, records().quiet(), expected, assertion);
    }

    private CapturedLogsAssert check(
            Kind kind, Duration patience, Duration quiet, String expected, Runnable assertion) {
        try {
            records().check(kind, patience, quiet, assertion);
        } catch (UndecidedError e) {
            throw failure("%s", records().undecided(expected, e));
        } catch (AssertionError e) {
            throw records().explains() ? explained(records().wrongNumber(expected, patience)) : e;
        }
        return myself;
    }

    /** The message without the description, which is put before the whole text. */
    private String withoutDescription(AssertionError failure) {
        String message = String.valueOf(failure.getMessage());
        String description = "[" + descriptionText() + "] ";
        return message.startsWith(description) ? message.substring(description.length()) : message;
    }

    private AssertionError explained(Difference difference) {
        return failureWithActualExpected(difference.actual(), difference.expected(), "%s", difference.text());
    }
}

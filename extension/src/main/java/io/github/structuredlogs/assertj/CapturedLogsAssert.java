package io.github.structuredlogs.assertj;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.condition.RecordCondition;
import io.github.structuredlogs.internal.condition.RecordConditions;
import io.github.structuredlogs.internal.query.NarrowedRecords;
import io.github.structuredlogs.internal.query.NarrowedRecords.ListKind;
import io.github.structuredlogs.internal.query.NarrowedRecords.UndecidedError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.Condition;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.ThrowingConsumer;
import org.assertj.core.api.filter.FilterOperator;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/**
 * Assertions on log records. Narrow the records first, then use any AssertJ list assertion.
 *
 * <pre>{@code
 * assertThat(logs).from(ORDERS).withLevel(ERROR).withField("sku", "X-1").hasSize(1); // passes
 * assertThat(logs).from(ORDERS).atOrAbove(WARN).isEmpty(); // fails: there is an ERROR
 * }</pre>
 *
 * <p><b>No race with the container.</b> The engine reads a container's output a little after the container wrote it.
 * Therefore:
 *
 * <ul>
 *   <li>An assertion of presence ({@code isNotEmpty}, {@code contains}, {@code anySatisfy}, {@code first}) is retried whenever
 *       records arrive, for {@code structuredlogs.settle} (250 ms). {@code first} and {@code element} of several containers also
 *       read what the engine has, because one of them may have an earlier record.
 *   <li>An assertion of absence ({@code isEmpty}, {@code noneMatch}, {@code doesNotContain}, {@code allSatisfy},
 *       {@code hasSizeLessThan}) waits {@code structuredlogs.settle.absence} (50 ms) before it passes.
 *   <li>An assertion of an exact number or of the whole list ({@code hasSize}, {@code singleElement}, {@code containsExactly},
 *       {@code isEqualTo}, {@code satisfiesExactly}) does both.
 *   <li>Values that are taken from the records ({@code extracting}, {@code map}, {@code flatExtracting}, {@code filteredOn})
 *       are extracted again for each retry.
 *   <li>Only {@code size()}, {@code usingRecursiveComparison()}, {@code usingRecursiveAssertion()}, {@code asString()},
 *       {@code hasToString}, {@code hasSameHashCodeAs} and {@code isIn} evaluate once, after the shorter of these times.
 * </ul>
 *
 * <p>Before an assertion of absence passes, the extension reads what the engine has. If the engine does not answer, the
 * assertion fails and says so.
 *
 * <p>Arguments must not be null unless they are marked as nullable; otherwise a NullPointerException is thrown. The examples
 * below are about one record beside others that are no more than INFO:
 * {@code {"level":"error","logger":"com.acme.OrderService","thread":"http-1","message":"unknown sku X-1","sku":"X-1","qty":3}}
 * with a {@code com.acme.UnknownSkuException} that a {@code NoSuchElementException("No value present")} has caused.
 *
 * <p>To assert on records that arrive later, use {@link #eventually} and {@link #staysEmpty}.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public class CapturedLogsAssert
        extends AbstractExtractingListAssert<
                CapturedLogsAssert, List<? extends LogRecord>, LogRecord, LogRecordAssert> {

    private static final String SATISFYING = "that satisfy the given requirements";

    /**
     * Starts an assertion on records.
     *
     * @param actual the records, null if there is no list
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
     * <pre>{@code
     * assertThat(logs).from(ORDERS).withLevel(ERROR).hasSize(1); // passes
     * assertThat(logs).from(ORDERS).atOrAbove(WARN).isEmpty(); // fails
     * }</pre>
     *
     * @param container the container; it may be running or stopped, or its start may have failed
     * @return the narrowed records
     * @throws AssertionError if its logs are not captured
     */
    @CheckReturnValue
    public CapturedLogsAssert from(ContainerState container) {
        return narrow(records -> records.from(container));
    }

    /**
     * Keeps the records of the containers with a name.
     *
     * <pre>{@code
     * assertThat(logs).from("orders").isNotEmpty(); // passes
     * assertThat(logs).from("order").isEmpty(); // fails: no container is called "order"
     * }</pre>
     *
     * @param container the name that is printed with its records
     * @return the narrowed records
     * @throws AssertionError if no container has that name; the message lists the known names
     */
    @CheckReturnValue
    public CapturedLogsAssert from(String container) {
        return narrow(records -> records.from(container));
    }

    /**
     * Keeps the records of all containers of an image.
     *
     * <pre>{@code
     * assertThat(logs).fromImage("acme/orders").isNotEmpty(); // passes
     * assertThat(logs).fromImage("acme/order").isEmpty(); // fails: no container has this image
     * }</pre>
     *
     * @param image the image as the test requested it, with or without its tag
     * @return the narrowed records
     * @throws AssertionError if no container has that image; the message lists the known images
     */
    @CheckReturnValue
    public CapturedLogsAssert fromImage(String image) {
        return narrow(records -> records.fromImage(image));
    }

    /**
     * Keeps the records of one stream.
     *
     * <pre>{@code
     * assertThat(logs).onStream(LogStream.STDERR).isEmpty(); // passes
     * assertThat(logs).onStream(LogStream.STDOUT).isEmpty(); // fails: that is where it writes
     * }</pre>
     *
     * @param stream standard output or standard error
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert onStream(LogStream stream) {
        return narrow(RecordConditions.stream(stream));
    }

    // --- level, logger, thread

    /**
     * Keeps the records with exactly this level. Records without a level are left out.
     *
     * <pre>{@code
     * assertThat(logs).withLevel(ERROR).hasSize(1); // passes
     * assertThat(logs).withLevel(WARN).hasSize(1); // fails: level is ERROR
     * }</pre>
     *
     * @param level the level
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert withLevel(LogLevel level) {
        return narrow(RecordConditions.level(level));
    }

    /**
     * Keeps the records with this level or a more severe one. Records without a level are left out.
     *
     * <pre>{@code
     * assertThat(logs).atOrAbove(WARN).hasSize(1); // passes: there is an ERROR
     * assertThat(logs).atOrAbove(WARN).isEmpty(); // fails
     * }</pre>
     *
     * @param level the least level
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert atOrAbove(LogLevel level) {
        return narrow(RecordConditions.atOrAbove(level));
    }

    /**
     * Keeps the records of one logger.
     *
     * <pre>{@code
     * assertThat(logs).withLogger("com.acme.OrderService").isNotEmpty(); // passes
     * assertThat(logs).withLogger("OrderService").isNotEmpty(); // fails: not its full name
     * }</pre>
     *
     * @param logger its full name, as the record has it
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert withLogger(String logger) {
        return narrow(RecordConditions.logger(logger));
    }

    /**
     * Keeps the records of one thread.
     *
     * <pre>{@code
     * assertThat(logs).withThread("http-1").isNotEmpty(); // passes
     * assertThat(logs).withThread("http").isNotEmpty(); // fails: thread is "http-1"
     * }</pre>
     *
     * @param thread its name, as the record has it
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert withThread(String thread) {
        return narrow(RecordConditions.thread(thread));
    }

    // --- message

    /**
     * Keeps the records with exactly this message.
     *
     * <pre>{@code
     * assertThat(logs).withMessage("unknown sku X-1").hasSize(1); // passes
     * assertThat(logs).withMessage("unknown sku").hasSize(1); // fails: not the whole message
     * }</pre>
     *
     * @param message the rendered message
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert withMessage(String message) {
        return narrow(RecordConditions.message(message));
    }

    /**
     * Keeps the records whose message contains a text.
     *
     * <pre>{@code
     * assertThat(logs).withMessageContaining("unknown sku").hasSize(1); // passes
     * assertThat(logs).withMessageContaining("Unknown").hasSize(1); // fails: in lower case
     * }</pre>
     *
     * @param part the text; upper and lower case are distinguished
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert withMessageContaining(String part) {
        return narrow(RecordConditions.messageContaining(part));
    }

    /**
     * Keeps the records whose whole message matches a regular expression.
     *
     * <pre>{@code
     * assertThat(logs).withMessageMatching("unknown sku X-\\d+").hasSize(1); // passes
     * assertThat(logs).withMessageMatching("unknown").hasSize(1); // fails: not the whole message
     * }</pre>
     *
     * @param regex the expression
     * @return the narrowed records
     * @throws java.util.regex.PatternSyntaxException if it is not a valid expression
     */
    @CheckReturnValue
    public CapturedLogsAssert withMessageMatching(String regex) {
        return narrow(RecordConditions.messageMatching(Pattern.compile(regex)));
    }

    // --- fields

    /**
     * Keeps the records that have a field, even if its value is JSON's null.
     *
     * <pre>{@code
     * assertThat(logs).withField("sku").hasSize(1); // passes
     * assertThat(logs).withField("price").hasSize(1); // fails: it has no field price
     * }</pre>
     *
     * @param name the field's name or a path, as in {@link LogRecord#field}
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert withField(String name) {
        return narrow(RecordConditions.field(name));
    }

    /**
     * Keeps the records that have a field with a value. Numbers are compared by value, and a text equals the number or boolean
     * that it spells, because some loggers write only text.
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
    @CheckReturnValue
    public CapturedLogsAssert withField(String name, @Nullable Object value) {
        return narrow(RecordConditions.field(name, value));
    }

    /**
     * Keeps the records that have a field whose value fulfils a condition.
     *
     * <pre>{@code
     * assertThat(logs).withFieldMatching("qty", qty -> qty instanceof Integer i && i > 2).hasSize(1); // passes
     * assertThat(logs).withFieldMatching("qty", "3"::equals).hasSize(1); // fails: it is a number
     * }</pre>
     *
     * @param name the field's name or a path, as in {@link LogRecord#field}
     * @param condition called with the value, null for JSON's null
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert withFieldMatching(String name, Predicate<? super @Nullable Object> condition) {
        return narrow(RecordConditions.fieldMatching(name, condition));
    }

    /**
     * Keeps the records without a field.
     *
     * <pre>{@code
     * assertThat(logs).withoutField("price").isNotEmpty(); // passes
     * assertThat(logs).withoutField("sku").withLevel(ERROR).isNotEmpty(); // fails: it has a field sku
     * }</pre>
     *
     * @param name the field's name or a path, as in {@link LogRecord#field}
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert withoutField(String name) {
        return narrow(RecordConditions.noField(name));
    }

    // --- exception

    /**
     * Keeps the records that carry an exception.
     *
     * <pre>{@code
     * assertThat(logs).withException().hasSize(1); // passes
     * assertThat(logs).withLevel(INFO).withException().hasSize(1); // fails: it has no exception
     * }</pre>
     *
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert withException() {
        return narrow(RecordConditions.exception());
    }

    /**
     * Keeps the records with an exception of a type, or caused by one.
     *
     * <pre>{@code
     * assertThat(logs).withException("UnknownSkuException").hasSize(1); // passes
     * assertThat(logs).withException("SkuException").hasSize(1); // fails: not the whole name
     * }</pre>
     *
     * @param type the type's name, with its package or without
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert withException(String type) {
        return narrow(RecordConditions.exception(type));
    }

    /**
     * Keeps the records with an exception of exactly this type, or caused by one. Subtypes are left out, because the log does
     * not contain them.
     *
     * <pre>{@code
     * assertThat(logs).withException(NoSuchElementException.class).hasSize(1); // passes: it is a cause
     * assertThat(logs).withException(RuntimeException.class).hasSize(1); // fails: a subtype was thrown
     * }</pre>
     *
     * @param type the type
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert withException(Class<? extends Throwable> type) {
        return narrow(RecordConditions.exception(type.getName()));
    }

    /**
     * Keeps the records with an exception whose message, or that of a cause, contains a text.
     *
     * <pre>{@code
     * assertThat(logs).withExceptionMessageContaining("No value").hasSize(1); // passes
     * assertThat(logs).withExceptionMessageContaining("no value").hasSize(1); // fails
     * }</pre>
     *
     * @param part the text
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert withExceptionMessageContaining(String part) {
        return narrow(RecordConditions.exceptionMessageContaining(part));
    }

    // --- trace and time

    /**
     * Keeps the records of a trace.
     *
     * <pre>{@code
     * assertThat(logs).withTrace(traceparent).isNotEmpty(); // passes if the service forwards the header
     * assertThat(logs).withTrace(traceparent).atOrAbove(WARN).isEmpty(); // fails: there is an ERROR
     * }</pre>
     *
     * @param trace the trace id, or the whole {@code traceparent} header with it
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert withTrace(String trace) {
        return narrow(RecordConditions.trace(trace));
    }

    /**
     * Keeps the records of a span.
     *
     * <pre>{@code
     * assertThat(logs).withSpan("00f067aa0ba902b7").isNotEmpty(); // passes
     * assertThat(logs).withSpan("00f067aa").isNotEmpty(); // fails: not the whole id
     * }</pre>
     *
     * @param span the span id
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert withSpan(String span) {
        return narrow(RecordConditions.span(span));
    }

    /**
     * Keeps the records after another one: later in the same container, or received later by the engine.
     *
     * <pre>{@code
     * LogRecord placed = logs.await(ofSeconds(5), record -> "placed".equals(record.message()));
     * assertThat(logs).after(placed).withMessage("charged").isNotEmpty(); // passes
     * assertThat(logs).after(placed).withMessage("placed").isNotEmpty(); // fails: only the other record has it
     * }</pre>
     *
     * @param earlier the other record
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert after(LogRecord earlier) {
        return narrow(RecordConditions.after(earlier));
    }

    /**
     * Keeps the records at or after an instant. A time that is given in whole seconds or milliseconds stands for all of
     * them. If a record's own time is a local time without a zone, the engine's counts.
     *
     * <pre>{@code
     * assertThat(logs).since(begun).isNotEmpty(); // passes
     * assertThat(logs).since(Instant.now().plusSeconds(60)).isNotEmpty(); // fails
     * }</pre>
     *
     * @param instant compared with {@link LogRecord#time}; it may be by this JVM's clock
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert since(Instant instant) {
        return narrow(RecordConditions.since(instant));
    }

    /**
     * Keeps the records before an instant. A time that is given in whole seconds or milliseconds stands for all of them. If a
     * record's own time is a local time without a zone, the engine's counts.
     *
     * <pre>{@code
     * assertThat(logs).before(Instant.now()).isNotEmpty(); // passes
     * assertThat(logs).before(begun).isNotEmpty(); // fails
     * }</pre>
     *
     * @param instant compared with {@link LogRecord#time}; it may be by this JVM's clock
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert before(Instant instant) {
        return narrow(RecordConditions.before(instant));
    }

    // --- anything

    /**
     * Keeps the records that fulfil a condition.
     *
     * <pre>{@code
     * assertThat(logs).matching(record -> record.fields().size() > 1).hasSize(1); // passes
     * assertThat(logs).matching(record -> record.fields().isEmpty()).isEmpty(); // fails
     * }</pre>
     *
     * @param condition the condition
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert matching(Predicate<? super LogRecord> condition) {
        return matching("that fulfil the given condition", condition);
    }

    /**
     * Keeps the records that fulfil a condition.
     *
     * <pre>{@code
     * assertThat(logs).matching("with two fields", record -> record.fields().size() == 2).hasSize(1); // passes
     * assertThat(logs).matching("with no field", record -> record.fields().isEmpty()).isEmpty(); // fails
     * }</pre>
     *
     * @param description the condition in words that follow "records", for failure messages
     * @param condition the condition
     * @return the narrowed records
     */
    @CheckReturnValue
    public CapturedLogsAssert matching(String description, Predicate<? super LogRecord> condition) {
        return narrow(RecordConditions.matching(description, condition));
    }

    @CheckReturnValue
    @Override
    public CapturedLogsAssert filteredOn(Predicate<? super LogRecord> predicate) {
        return filtered("that fulfil the given condition", predicate);
    }

    @CheckReturnValue
    @Override
    public CapturedLogsAssert filteredOn(Condition<? super LogRecord> condition) {
        return filtered("that are " + condition, condition::matches);
    }

    @CheckReturnValue
    @Override
    public <T> CapturedLogsAssert filteredOn(Function<? super LogRecord, T> property, @Nullable T expected) {
        Objects.requireNonNull(property, "property");
        return filtered(
                "with the given property = " + expected, record -> SameValues.are(property.apply(record), expected));
    }

    /**
     * Keeps the records that have a value, compared as {@link #withField(String, Object)} does: numbers by value, and a text
     * with the level, number or boolean that it spells.
     *
     * @param name a part ({@code level}, {@code message}, …) or a field
     * @param expected the value
     * @return the narrowed records
     */
    @CheckReturnValue
    @Override
    public CapturedLogsAssert filteredOn(String name, @Nullable Object expected) {
        if (expected instanceof FilterOperator<?> operator) {
            return filteredOn(name, operator);
        }
        RecordPart part = new RecordPart(name);
        CapturedLogsAssert kept =
                filtered("with " + name + " = " + expected, record -> SameValues.are(part.apply(record), expected));
        kept.records().demand(part);
        return kept;
    }

    @CheckReturnValue
    @Override
    public CapturedLogsAssert filteredOn(String name, FilterOperator<?> operator) {
        return keptByName("whose " + name + " fulfils the given condition", name, it -> it.filteredOn(name, operator));
    }

    @CheckReturnValue
    @Override
    public CapturedLogsAssert filteredOnNull(String name) {
        return keptByName("without " + name, name, it -> it.filteredOnNull(name));
    }

    @CheckReturnValue
    @Override
    public CapturedLogsAssert filteredOnAssertions(Consumer<? super LogRecord> requirements) {
        return kept(SATISFYING, record -> record, it -> it.filteredOnAssertions(requirements));
    }

    @CheckReturnValue
    @Override
    public CapturedLogsAssert filteredOnAssertions(ThrowingConsumer<? super LogRecord> requirements) {
        return kept(SATISFYING, record -> record, it -> it.filteredOnAssertions(requirements));
    }

    /** Keeps the records that AssertJ's own filter keeps when it is given each one alone. */
    private <T> CapturedLogsAssert kept(
            String description, Function<LogRecord, T> of, UnaryOperator<ExtractedValuesAssert<T>> filter) {
        return filtered(
                description,
                record -> filter.apply(new ExtractedValuesAssert<>(List.of(of.apply(record))))
                        .isAny());
    }

    /** Filters a map of one entry, because AssertJ finds a map's entries by name, but not a record's methods. */
    private CapturedLogsAssert keptByName(
            String description,
            String name,
            UnaryOperator<ExtractedValuesAssert<Map<String, @Nullable Object>>> filter) {
        RecordPart part = new RecordPart(name);
        CapturedLogsAssert kept =
                kept(description, record -> Collections.singletonMap(name, part.apply(record)), filter);
        kept.records().demand(part);
        return kept;
    }

    private CapturedLogsAssert filtered(String description, Predicate<? super LogRecord> condition) {
        isNotNull();
        return super.newAbstractIterableAssertForProxy(
                records().narrow(RecordConditions.matching(description, condition)));
    }

    // --- what is extracted by name

    /**
     * Extracts one value of each record. Use this method in Kotlin, where AssertJ's overloads with a function are ambiguous.
     *
     * <pre>{@code
     * assertThat(logs).extracting("message").contains("unknown sku"); // passes
     * assertThat(logs).extracting("sku").containsExactly("X-2"); // fails: ["X-1"]
     * }</pre>
     *
     * @param name a part ({@code level}, {@code message}, …) or a field
     * @return an assertion on the values; null stands for a record without this value
     */
    @Override
    public AbstractListAssert<?, List<? extends Object>, Object, ObjectAssert<Object>> extracting(String name) {
        return super.extracting(demanded(name));
    }

    @Override
    public <P> AbstractListAssert<?, List<? extends P>, P, ObjectAssert<P>> extracting(String name, Class<P> type) {
        return super.extracting(demanded(name).andThen(type::cast));
    }

    @Override
    public AbstractListAssert<?, List<? extends Tuple>, Tuple, ObjectAssert<Tuple>> extracting(String... names) {
        List<Function<LogRecord, @Nullable Object>> parts =
                Arrays.stream(names).map(this::demanded).toList();
        return super.extracting(record ->
                new Tuple(parts.stream().map(part -> part.apply(record)).toArray()));
    }

    private Function<LogRecord, @Nullable Object> demanded(String name) {
        isNotNull();
        RecordPart part = new RecordPart(name);
        records().demand(part);
        return part;
    }

    // --- order

    /**
     * Checks that there is a record of each kind, in this order. Other records may be between them. Records of several
     * containers are in the order in which the engine received them.
     *
     * <pre>{@code
     * assertThat(logs).withTrace(traceparent).containsInOrder(
     *         it -> it.from("gateway").withMessage("accepted"),
     *         it -> it.from("orders").withMessage("placed"),
     *         it -> it.from("payments").withMessage("charged")); // passes; in another order it fails
     * }</pre>
     *
     * @param kinds each one selects the records of a kind
     * @return this assertion
     * @throws IllegalArgumentException if no kind is given
     */
    public CapturedLogsAssert containsInOrder(Narrowing... kinds) {
        isNotNull();
        if (kinds.length == 0) {
            throw new IllegalArgumentException("containsInOrder() needs at least one kind of records.");
        }
        RecordsInOrder order = new RecordsInOrder(records(), kinds);
        return check(ListKind.PRESENCE, order::check);
    }

    // --- time

    /**
     * Waits until assertions pass. They are evaluated on the calling thread, at once and then whenever records have arrived,
     * one evaluation at a time. It never polls.
     *
     * <pre>{@code
     * assertThat(logs).eventually(ofSeconds(5), it -> it.from("payments").withMessage("refund issued").hasSize(1)); // passes
     * assertThat(logs).eventually(ofSeconds(5), it -> it.withField("qty", 4).isNotEmpty()); // fails after 5 s
     * }</pre>
     *
     * <p>It passes as soon as the assertions pass. So use it for records that must arrive, and {@link #staysEmpty} for records
     * that must not. An assertion of an exact number or of absence in it follows the same rules as elsewhere. A record that the
     * assertions navigate to ({@code first()}, {@code singleElement()}) counts as expected if that evaluation passes.
     *
     * @param timeout the maximum time to wait
     * @param assertions narrows and asserts
     * @return this assertion
     * @throws AssertionError the last failure, if they do not pass in time, if every container that these records are
     *     narrowed to was removed, or if nothing is asserted
     */
    public CapturedLogsAssert eventually(Duration timeout, Consumer<? super CapturedLogsAssert> assertions) {
        isNotNull();
        NarrowedRecords records = records();
        Consumer<NarrowedRecords> evaluation = it -> assertions.accept(new CapturedLogsAssert(it));
        try {
            eventually(records, timeout, evaluation);
        } catch (UndecidedError e) {
            throw failure("%s", records.undecided("the assertions to pass within " + millis(timeout) + " ms", e));
        }
        return myself;
    }

    private void eventually(NarrowedRecords records, Duration timeout, Consumer<NarrowedRecords> evaluation) {
        try {
            records.eventually(timeout, evaluation);
        } catch (UndecidedError e) {
            throw e;
        } catch (AssertionError | RuntimeException e) {
            explain(records, timeout, evaluation);
            // They hold by now.
            records.eventually(Duration.ZERO, evaluation);
        }
    }

    /** Evaluates once more to explain the failure; this is too expensive after every arrival. */
    private void explain(NarrowedRecords records, Duration timeout, Consumer<NarrowedRecords> evaluation) {
        try {
            records.explain(evaluation);
        } catch (AssertionError e) {
            String message = records.text().foreign(String.valueOf(e.getMessage()), records.behindTexts());
            throw failure("Not within %s ms: %s%s", millis(timeout), message, records.doubts());
        } catch (RuntimeException e) {
            Throwable safe = SafeDescription.withSafeMessage(e, records.text());
            AssertionError failure =
                    failure("Not within %s ms: %s", millis(timeout), safe == e ? e : safe.getMessage());
            failure.addSuppressed(safe);
            throw failure;
        }
    }

    /** Converts without overflow: a very long duration becomes the largest number. */
    private static long millis(Duration duration) {
        return TimeUnit.MILLISECONDS.convert(duration);
    }

    /**
     * Checks that there is no record now, and that none arrives during a time.
     *
     * <pre>{@code
     * assertThat(logs).from("payments").atOrAbove(WARN).staysEmpty(ofSeconds(1)); // passes after a second
     * assertThat(logs).from("orders").atOrAbove(WARN).staysEmpty(ofSeconds(1)); // fails at once
     * }</pre>
     *
     * @param duration how long to wait; the wait ends early if every container that these records are narrowed to was removed
     * @return this assertion
     * @throws AssertionError as soon as there is a record
     */
    public CapturedLogsAssert staysEmpty(Duration duration) {
        isNotNull();
        String expected = "no record for " + millis(duration) + " ms";
        return check(records(), ListKind.ABSENCE, Duration.ZERO, duration, expected, super::isEmpty);
    }

    // --- to one record

    @Override
    LogRecordAssert navigate(@Nullable LogRecord record, String which) {
        LogRecordAssert assertion = super.navigate(record, which);
        if (record == null) {
            return assertion;
        }
        NarrowedRecords records = records();
        records.navigatedTo(record);
        return assertion.whenItFails(() -> records.leave(record));
    }

    @Override
    String noun() {
        return "record";
    }

    @Override
    public LogRecordAssert toAssert(@Nullable LogRecord value, String description) {
        return new LogRecordAssert(value).as("%s", description);
    }

    @Override
    protected CapturedLogsAssert newAbstractIterableAssert(Iterable<? extends LogRecord> iterable) {
        if (iterable instanceof NarrowedRecords narrowed) {
            return new CapturedLogsAssert(narrowed);
        }
        List<LogRecord> records = new ArrayList<>();
        iterable.forEach(records::add);
        return new CapturedLogsAssert(records);
    }

    // --- how

    NarrowedRecords records() {
        return NarrowedRecords.of(actual);
    }

    private CapturedLogsAssert narrow(RecordCondition recordCondition) {
        return narrow(records -> records.narrow(recordCondition));
    }

    /** Uses {@code asInstanceOf}, because soft assertions only collect the failures of asserts that AssertJ itself creates. */
    private CapturedLogsAssert narrow(UnaryOperator<NarrowedRecords> narrowing) {
        isNotNull();
        return asInstanceOf(new InstanceOfAssertFactory<>(
                NarrowedRecords.class, records -> new CapturedLogsAssert(narrowing.apply(records))));
    }
}

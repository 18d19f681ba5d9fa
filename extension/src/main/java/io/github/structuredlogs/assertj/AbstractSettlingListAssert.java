package io.github.structuredlogs.assertj;

import io.github.structuredlogs.internal.query.ExtractedValues;
import io.github.structuredlogs.internal.query.NarrowedRecords.ListKind;
import io.github.structuredlogs.internal.query.NarrowedRecords.MissingPartError;
import io.github.structuredlogs.internal.query.NarrowedRecords.RecordDifference;
import io.github.structuredlogs.internal.query.NarrowedRecords.UndecidedError;
import io.github.structuredlogs.internal.query.SettlingList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractIterableSizeAssert;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.Condition;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ThrowingConsumer;
import org.assertj.core.data.Index;
import org.assertj.core.description.Description;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ's list assertions on a list that grows. Each one is retried while new elements can change its result, and fails with
 * the elements that had arrived.
 *
 * @param <SELF> the type of the assertion
 * @param <ACTUAL> the type of the list
 * @param <ELEMENT> the type of its elements
 * @param <ELEMENT_ASSERT> the type of the assertion on one element
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public abstract class AbstractSettlingListAssert<
                SELF extends AbstractSettlingListAssert<SELF, ACTUAL, ELEMENT, ELEMENT_ASSERT>,
                ACTUAL extends List<? extends ELEMENT>,
                ELEMENT,
                ELEMENT_ASSERT extends AbstractAssert<ELEMENT_ASSERT, ELEMENT>>
        extends AbstractListAssert<SELF, ACTUAL, ELEMENT, ELEMENT_ASSERT> {

    private static final int MAX_FAILURES = 20;
    private static final String ALL_OF_NOTHING = "The list is empty, so an assertion on all elements checks nothing. If"
            + " elements are expected, narrow less; if not, use isEmpty() or noneMatch(…).";

    /** Whether it matters which element is the first. */
    private boolean isOrderAsked;

    AbstractSettlingListAssert(@Nullable ACTUAL actual, Class<?> selfType) {
        super(actual, selfType);
    }

    // --- presence: later records can only make these true

    @Override
    public SELF isNotEmpty() {
        return checkPresence("at least 1 " + noun(), super::isNotEmpty);
    }

    @Override
    public SELF hasSizeGreaterThan(int boundary) {
        return checkPresence("more than " + count(boundary), () -> super.hasSizeGreaterThan(boundary));
    }

    @Override
    public SELF hasSizeGreaterThanOrEqualTo(int boundary) {
        return check(
                ListKind.PRESENCE, "at least " + count(boundary), () -> super.hasSizeGreaterThanOrEqualTo(boundary));
    }

    @Override
    public SELF anyMatch(Predicate<? super ELEMENT> predicate) {
        return check(ListKind.PRESENCE, () -> super.anyMatch(predicate));
    }

    @Override
    public SELF anyMatch(Predicate<? super ELEMENT> predicate, String description) {
        return check(ListKind.PRESENCE, () -> super.anyMatch(predicate, description));
    }

    @Override
    public SELF anySatisfy(Consumer<? super ELEMENT> requirements) {
        return check(ListKind.PRESENCE, () -> oneSatisfies(requirements));
    }

    @Override
    public SELF anySatisfy(ThrowingConsumer<? super ELEMENT> requirements) {
        return check(ListKind.PRESENCE, () -> oneSatisfies(requirements));
    }

    @Override
    public SELF areAtLeastOne(Condition<? super ELEMENT> condition) {
        return check(ListKind.PRESENCE, () -> super.areAtLeastOne(condition));
    }

    @Override
    public SELF areAtLeast(int times, Condition<? super ELEMENT> condition) {
        return check(ListKind.PRESENCE, () -> super.areAtLeast(times, condition));
    }

    @Override
    public SELF haveAtLeastOne(Condition<? super ELEMENT> condition) {
        return check(ListKind.PRESENCE, () -> super.haveAtLeastOne(condition));
    }

    @Override
    public SELF haveAtLeast(int times, Condition<? super ELEMENT> condition) {
        return check(ListKind.PRESENCE, () -> super.haveAtLeast(times, condition));
    }

    @Override
    protected SELF containsForProxy(ELEMENT[] values) {
        return check(kindOf(Arrays.asList(values)), () -> super.containsForProxy(values));
    }

    @Override
    public SELF containsAll(Iterable<? extends ELEMENT> iterable) {
        return check(kindOf(iterable), () -> super.containsAll(iterable));
    }

    @Override
    protected SELF containsAnyOfForProxy(ELEMENT[] values) {
        return check(kindOf(Arrays.asList(values)), () -> super.containsAnyOfForProxy(values));
    }

    @Override
    public SELF containsAnyElementsOf(Iterable<? extends ELEMENT> iterable) {
        return check(kindOf(iterable), () -> super.containsAnyElementsOf(iterable));
    }

    @Override
    protected SELF containsSubsequenceForProxy(ELEMENT[] values) {
        return check(kindOf(Arrays.asList(values)), () -> super.containsSubsequenceForProxy(values));
    }

    @Override
    public SELF containsSubsequence(Iterable<? extends ELEMENT> iterable) {
        return check(kindOf(iterable), () -> super.containsSubsequence(iterable));
    }

    @Override
    public SELF containsNull() {
        return check(ListKind.PRESENCE, super::containsNull);
    }

    @Override
    public SELF hasAtLeastOneElementOfType(Class<?> type) {
        return check(ListKind.PRESENCE, () -> super.hasAtLeastOneElementOfType(type));
    }

    // --- absence: later records can only make these false

    @Override
    public void isEmpty() {
        check(ListKind.ABSENCE, "no " + noun(), super::isEmpty);
    }

    @Override
    public void isNullOrEmpty() {
        check(ListKind.ABSENCE, "no " + noun(), super::isNullOrEmpty);
    }

    @Override
    public SELF hasSizeLessThan(int boundary) {
        return check(ListKind.ABSENCE, "fewer than " + count(boundary), () -> super.hasSizeLessThan(boundary));
    }

    @Override
    public SELF hasSizeLessThanOrEqualTo(int boundary) {
        return check(ListKind.ABSENCE, "at most " + count(boundary), () -> super.hasSizeLessThanOrEqualTo(boundary));
    }

    @Override
    public SELF noneMatch(Predicate<? super ELEMENT> predicate) {
        return check(ListKind.ABSENCE, () -> super.noneMatch(predicate));
    }

    @Override
    public SELF noneMatch(Predicate<? super ELEMENT> predicate, String description) {
        return check(ListKind.ABSENCE, () -> super.noneMatch(predicate, description));
    }

    @Override
    public SELF noneSatisfy(Consumer<? super ELEMENT> restrictions) {
        return check(ListKind.ABSENCE, () -> super.noneSatisfy(restrictions));
    }

    @Override
    public SELF noneSatisfy(ThrowingConsumer<? super ELEMENT> restrictions) {
        return check(ListKind.ABSENCE, () -> super.noneSatisfy(restrictions));
    }

    @Override
    public SELF allMatch(Predicate<? super ELEMENT> predicate) {
        return checkAll(() -> super.allMatch(predicate));
    }

    @Override
    public SELF allMatch(Predicate<? super ELEMENT> predicate, String description) {
        return checkAll(() -> super.allMatch(predicate, description));
    }

    @Override
    public SELF allSatisfy(Consumer<? super ELEMENT> requirements) {
        return checkAll(() -> failing(requirements).allSatisfy(requirements));
    }

    @Override
    public SELF allSatisfy(ThrowingConsumer<? super ELEMENT> requirements) {
        return checkAll(() -> failing(requirements).allSatisfy(requirements));
    }

    @Override
    public SELF are(Condition<? super ELEMENT> condition) {
        return checkAll(() -> super.are(condition));
    }

    @Override
    public SELF areNot(Condition<? super ELEMENT> condition) {
        return check(ListKind.ABSENCE, () -> super.areNot(condition));
    }

    @Override
    public SELF have(Condition<? super ELEMENT> condition) {
        return checkAll(() -> super.have(condition));
    }

    @Override
    public SELF doNotHave(Condition<? super ELEMENT> condition) {
        return check(ListKind.ABSENCE, () -> super.doNotHave(condition));
    }

    @Override
    public SELF areAtMost(int times, Condition<? super ELEMENT> condition) {
        return check(ListKind.ABSENCE, () -> super.areAtMost(times, condition));
    }

    @Override
    public SELF haveAtMost(int times, Condition<? super ELEMENT> condition) {
        return check(ListKind.ABSENCE, () -> super.haveAtMost(times, condition));
    }

    @Override
    protected SELF doesNotContainForProxy(ELEMENT[] values) {
        return check(ListKind.ABSENCE, () -> {
            super.doesNotContainForProxy(values);
            demandNone(Arrays.asList(values));
        });
    }

    @Override
    public SELF doesNotContainAnyElementsOf(Iterable<? extends ELEMENT> iterable) {
        return check(ListKind.ABSENCE, () -> {
            super.doesNotContainAnyElementsOf(iterable);
            demandNone(iterable);
        });
    }

    @Override
    protected SELF doesNotContainSubsequenceForProxy(ELEMENT[] values) {
        return check(ListKind.ABSENCE, () -> super.doesNotContainSubsequenceForProxy(values));
    }

    @Override
    public SELF doesNotContainSubsequence(Iterable<? extends ELEMENT> iterable) {
        return check(ListKind.ABSENCE, () -> super.doesNotContainSubsequence(iterable));
    }

    @Override
    public SELF doesNotContainNull() {
        return check(ListKind.ABSENCE, super::doesNotContainNull);
    }

    @Override
    public SELF doesNotHaveDuplicates() {
        return check(ListKind.ABSENCE, super::doesNotHaveDuplicates);
    }

    @Override
    protected SELF isSubsetOfForProxy(ELEMENT[] values) {
        return checkAll(() -> super.isSubsetOfForProxy(values));
    }

    @Override
    public SELF isSubsetOf(Iterable<? extends ELEMENT> iterable) {
        return checkAll(() -> super.isSubsetOf(iterable));
    }

    @Override
    public SELF hasOnlyElementsOfType(Class<?> type) {
        return checkAll(() -> super.hasOnlyElementsOfType(type));
    }

    @Override
    public SELF hasOnlyElementsOfTypes(Class<?>... types) {
        return checkAll(() -> super.hasOnlyElementsOfTypes(types));
    }

    @Override
    public SELF doesNotHaveAnyElementsOfTypes(Class<?>... types) {
        return check(ListKind.ABSENCE, () -> super.doesNotHaveAnyElementsOfTypes(types));
    }

    @Override
    public SELF isSorted() {
        return checkAll(super::isSorted);
    }

    @Override
    public SELF isSortedAccordingTo(Comparator<? super ELEMENT> comparator) {
        return checkAll(() -> super.isSortedAccordingTo(comparator));
    }

    /** Fails if an element is the same as one of these although it does not equal it. */
    void demandNone(Iterable<?> values) {}

    /** What holds of all records holds of none as well; so there must be one, and it may be on its way. */
    private SELF checkAll(Runnable assertion) {
        return check(ListKind.EXACTLY, () -> {
            assertion.run();
            if (actual.isEmpty()) {
                throw new AssertionError(ALL_OF_NOTHING);
            }
        });
    }

    /** Every list contains all of no values, so without values AssertJ asserts that there is no record. */
    private static ListKind kindOf(Iterable<?> values) {
        return values.iterator().hasNext() ? ListKind.PRESENCE : ListKind.EXACTLY;
    }

    private void oneSatisfies(Consumer<? super ELEMENT> requirements) {
        Objects.requireNonNull(requirements, "requirements");
        if (actual.stream().allMatch(element -> fails(element, requirements))) {
            failing(requirements).anySatisfy(requirements);
        }
    }

    /** Returns only some of the failing elements: AssertJ creates an error for each, and very many would not fit into the heap. */
    private ListAssert<ELEMENT> failing(Consumer<? super ELEMENT> requirements) {
        Objects.requireNonNull(requirements, "requirements");
        List<ELEMENT> some = new ArrayList<>();
        for (ELEMENT element : actual) {
            if (fails(element, requirements)) {
                some.add(element);
                if (some.size() == MAX_FAILURES) {
                    break;
                }
            }
        }
        return Assertions.<ELEMENT>assertThat(some).withRepresentation(info.representation());
    }

    private static <E> boolean fails(E element, Consumer<? super E> requirements) {
        try {
            requirements.accept(element);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    // --- exact: later records can make these true or false

    @Override
    public SELF hasSize(int expected) {
        return check(ListKind.EXACTLY, "exactly " + count(expected), () -> super.hasSize(expected));
    }

    @Override
    public SELF hasSizeBetween(int lower, int higher) {
        return check(
                ListKind.EXACTLY,
                "between " + lower + " and " + count(higher),
                () -> super.hasSizeBetween(lower, higher));
    }

    @Override
    public SELF hasSameSizeAs(Object array) {
        return check(ListKind.EXACTLY, () -> super.hasSameSizeAs(array));
    }

    @Override
    public SELF hasSameSizeAs(Iterable<?> other) {
        return check(ListKind.EXACTLY, () -> super.hasSameSizeAs(other));
    }

    @Override
    public SELF areExactly(int times, Condition<? super ELEMENT> condition) {
        return check(ListKind.EXACTLY, () -> super.areExactly(times, condition));
    }

    @Override
    public SELF haveExactly(int times, Condition<? super ELEMENT> condition) {
        return check(ListKind.EXACTLY, () -> super.haveExactly(times, condition));
    }

    @Override
    protected SELF containsOnlyForProxy(ELEMENT[] values) {
        return check(ListKind.EXACTLY, () -> super.containsOnlyForProxy(values));
    }

    @Override
    protected SELF containsOnlyOnceForProxy(ELEMENT[] values) {
        return check(ListKind.EXACTLY, () -> super.containsOnlyOnceForProxy(values));
    }

    @Override
    protected SELF containsExactlyForProxy(ELEMENT[] values) {
        return check(ListKind.EXACTLY, () -> super.containsExactlyForProxy(values));
    }

    @Override
    protected SELF containsExactlyInAnyOrderForProxy(ELEMENT[] values) {
        return check(ListKind.EXACTLY, () -> super.containsExactlyInAnyOrderForProxy(values));
    }

    @Override
    protected SELF containsSequenceForProxy(ELEMENT[] values) {
        return check(ListKind.EXACTLY, () -> super.containsSequenceForProxy(values));
    }

    @Override
    protected SELF doesNotContainSequenceForProxy(ELEMENT[] values) {
        return check(ListKind.EXACTLY, () -> super.doesNotContainSequenceForProxy(values));
    }

    @Override
    protected SELF startsWithForProxy(ELEMENT[] values) {
        return check(ListKind.EXACTLY, () -> super.startsWithForProxy(values));
    }

    @Override
    protected SELF endsWithForProxy(ELEMENT first, ELEMENT[] rest) {
        return check(ListKind.EXACTLY, () -> super.endsWithForProxy(first, rest));
    }

    @Override
    public SELF endsWith(ELEMENT[] values) {
        return check(ListKind.EXACTLY, () -> super.endsWith(values));
    }

    @Override
    public SELF containsOnlyOnceElementsOf(Iterable<? extends ELEMENT> iterable) {
        return check(ListKind.EXACTLY, () -> super.containsOnlyOnceElementsOf(iterable));
    }

    @Override
    public SELF containsExactlyElementsOf(Iterable<? extends ELEMENT> iterable) {
        return check(ListKind.EXACTLY, () -> super.containsExactlyElementsOf(iterable));
    }

    @Override
    public SELF containsExactlyInAnyOrderElementsOf(Iterable<? extends ELEMENT> iterable) {
        return check(ListKind.EXACTLY, () -> super.containsExactlyInAnyOrderElementsOf(iterable));
    }

    @Override
    public SELF hasSameElementsAs(Iterable<? extends ELEMENT> iterable) {
        return check(ListKind.EXACTLY, () -> super.hasSameElementsAs(iterable));
    }

    @Override
    public SELF containsSequence(Iterable<? extends ELEMENT> iterable) {
        return check(ListKind.EXACTLY, () -> super.containsSequence(iterable));
    }

    @Override
    public SELF doesNotContainSequence(Iterable<? extends ELEMENT> iterable) {
        return check(ListKind.EXACTLY, () -> super.doesNotContainSequence(iterable));
    }

    @Override
    public SELF containsOnlyNulls() {
        return check(ListKind.EXACTLY, super::containsOnlyNulls);
    }

    @Override
    public SELF hasExactlyElementsOfTypes(Class<?>... types) {
        return check(ListKind.EXACTLY, () -> super.hasExactlyElementsOfTypes(types));
    }

    @Override
    protected SELF satisfiesExactlyForProxy(Consumer<? super ELEMENT>[] requirements) {
        return check(ListKind.EXACTLY, () -> super.satisfiesExactlyForProxy(requirements));
    }

    @Override
    protected SELF satisfiesExactlyInAnyOrderForProxy(Consumer<? super ELEMENT>[] requirements) {
        return check(ListKind.EXACTLY, () -> super.satisfiesExactlyInAnyOrderForProxy(requirements));
    }

    @Override
    protected SELF satisfiesOnlyOnceForProxy(Consumer<? super ELEMENT> requirements) {
        return check(ListKind.EXACTLY, () -> super.satisfiesOnlyOnceForProxy(requirements));
    }

    @Override
    public <OTHER> SELF zipSatisfy(Iterable<OTHER> other, BiConsumer<? super ELEMENT, OTHER> requirements) {
        return check(ListKind.EXACTLY, () -> super.zipSatisfy(other, requirements));
    }

    @Override
    public SELF contains(ELEMENT value, Index index) {
        return check(ListKind.EXACTLY, () -> super.contains(value, index));
    }

    @Override
    public SELF doesNotContain(ELEMENT value, Index index) {
        return check(ListKind.EXACTLY, () -> super.doesNotContain(value, index));
    }

    @Override
    public SELF has(Condition<? super ELEMENT> condition, Index index) {
        return check(ListKind.EXACTLY, () -> super.has(condition, index));
    }

    @Override
    public SELF is(Condition<? super ELEMENT> condition, Index index) {
        return check(ListKind.EXACTLY, () -> super.is(condition, index));
    }

    @Override
    public SELF satisfies(Consumer<? super ELEMENT> requirements, Index index) {
        return check(ListKind.EXACTLY, () -> super.satisfies(requirements, index));
    }

    // --- the whole list

    @Override
    public SELF isEqualTo(@Nullable Object expected) {
        return check(ListKind.EXACTLY, () -> super.isEqualTo(expected));
    }

    @Override
    public SELF isNotEqualTo(@Nullable Object other) {
        return check(ListKind.EXACTLY, () -> super.isNotEqualTo(other));
    }

    @Override
    public SELF has(Condition<? super ACTUAL> condition) {
        return check(ListKind.EXACTLY, () -> super.has(condition));
    }

    @Override
    public SELF doesNotHave(Condition<? super ACTUAL> condition) {
        return check(ListKind.EXACTLY, () -> super.doesNotHave(condition));
    }

    @Override
    public SELF is(Condition<? super ACTUAL> condition) {
        return check(ListKind.EXACTLY, () -> super.is(condition));
    }

    @Override
    public SELF isNot(Condition<? super ACTUAL> condition) {
        return check(ListKind.EXACTLY, () -> super.isNot(condition));
    }

    @Override
    public SELF satisfies(Condition<? super ACTUAL> condition) {
        return check(ListKind.EXACTLY, () -> super.satisfies(condition));
    }

    @Override
    public SELF matches(Predicate<? super ACTUAL> predicate) {
        return check(ListKind.EXACTLY, () -> super.matches(predicate));
    }

    @Override
    public SELF matches(Predicate<? super ACTUAL> predicate, String description) {
        return check(ListKind.EXACTLY, () -> super.matches(predicate, description));
    }

    @Override
    public SELF doesNotMatch(Predicate<? super ACTUAL> predicate) {
        return check(ListKind.EXACTLY, () -> super.doesNotMatch(predicate));
    }

    @Override
    public SELF doesNotMatch(Predicate<? super ACTUAL> predicate, String description) {
        return check(ListKind.EXACTLY, () -> super.doesNotMatch(predicate, description));
    }

    @Override
    protected SELF satisfiesForProxy(Consumer<? super ACTUAL>[] requirements) {
        return check(ListKind.EXACTLY, () -> super.satisfiesForProxy(requirements));
    }

    @Override
    protected SELF satisfiesAnyOfForProxy(Consumer<? super ACTUAL>[] requirements) {
        return check(ListKind.EXACTLY, () -> super.satisfiesAnyOfForProxy(requirements));
    }

    /** Counts the current elements, not those of an earlier read. */
    @Override
    public AbstractIterableSizeAssert<SELF, ACTUAL, ELEMENT, ELEMENT_ASSERT> size() {
        check(ListKind.EXACTLY, () -> {
            // Values are extracted by that.
            var unused = actual.size();
        });
        return super.size();
    }

    // --- to one element; final, so that under soft assertions a failing one gives an assert of nothing and not null

    @Override
    public final ELEMENT_ASSERT singleElement() {
        hasSize(1);
        return navigate(found(1) == null ? found(0) : null, "single " + noun());
    }

    @Override
    public final ELEMENT_ASSERT first() {
        awaitElement(0);
        return navigate(found(0), "first " + noun());
    }

    @Override
    public final ELEMENT_ASSERT last() {
        check(ListKind.EXACTLY, "at least 1 " + noun(), super::isNotEmpty);
        return navigate(found(-1), "last " + noun());
    }

    @Override
    public final ELEMENT_ASSERT element(int index) {
        awaitElement(index);
        return navigate(found(index), noun() + " " + index);
    }

    @Override
    public final <ASSERT extends AbstractAssert<?, ?>> ASSERT singleElement(InstanceOfAssertFactory<?, ASSERT> type) {
        return singleElement().asInstanceOf(type);
    }

    @Override
    public final <ASSERT extends AbstractAssert<?, ?>> ASSERT first(InstanceOfAssertFactory<?, ASSERT> type) {
        return first().asInstanceOf(type);
    }

    @Override
    public final <ASSERT extends AbstractAssert<?, ?>> ASSERT last(InstanceOfAssertFactory<?, ASSERT> type) {
        return last().asInstanceOf(type);
    }

    @Override
    public final <ASSERT extends AbstractAssert<?, ?>> ASSERT element(
            int index, InstanceOfAssertFactory<?, ASSERT> type) {
        return element(index).asInstanceOf(type);
    }

    /** {@return the noun for one element in messages} */
    abstract String noun();

    ELEMENT_ASSERT navigate(@Nullable ELEMENT element, String which) {
        String description = descriptionText();
        return toAssert(element, description.isEmpty() ? which : description + ", " + which);
    }

    @Override
    public SELF elements(int... indices) {
        for (int index : indices) {
            awaitElement(index);
        }
        SettlingList<?> records = settling();
        return records == null ? super.elements(indices) : records.withoutLooking(() -> super.elements(indices));
    }

    /** Waits for an element, and for those before it. It calls public methods because soft assertions collect only their failures. */
    private void awaitElement(int index) {
        isOrderAsked = true;
        try {
            if (index == 0) {
                isNotEmpty();
            } else {
                hasSizeGreaterThan(index);
            }
        } finally {
            isOrderAsked = false;
        }
        demandParts();
    }

    /** Fails if a part that is named for these elements is one that none of them has. */
    private void demandParts() {
        SettlingList<?> records = settling();
        try {
            if (records != null) {
                records.demandParts();
            }
        } catch (MissingPartError e) {
            throw failure("%s", e.getMessage());
        }
    }

    /** Checks that there are enough; if it is asked which is which, the log of another container must not be behind. */
    private SELF checkPresence(String expected, Runnable assertion) {
        SettlingList<?> records = settling();
        if (!isOrderAsked || records == null || records.isLookedAt() || !records.isOfSeveral()) {
            return check(ListKind.PRESENCE, expected, assertion);
        }
        if (records != (Object) actual) {
            return check(ListKind.EXACTLY, Duration.ZERO, assertion);
        }
        return check(records, ListKind.EXACTLY, records.patience(ListKind.EXACTLY), Duration.ZERO, expected, assertion);
    }

    /** Returns an element as the last evaluation found it; a negative index counts from the end. */
    private @Nullable ELEMENT found(int index) {
        SettlingList<?> records = settling();
        if (records == null) {
            return at(index);
        }
        return records.withoutLooking(() -> at(index));
    }

    private @Nullable ELEMENT at(int index) {
        int place = index < 0 ? actual.size() + index : index;
        return place >= 0 && place < actual.size() ? actual.get(place) : null;
    }

    // --- how

    @Override
    public SELF describedAs(@Nullable Description description) {
        SettlingList<?> records = settling();
        return super.describedAs(records == null ? description : SafeDescription.of(description, records.text()));
    }

    /** {@return the records that the list is made from, null if it does not grow} */
    @Nullable SettlingList<?> settling() {
        if (actual instanceof ExtractedValues<?> values) {
            return values.records();
        }
        return actual instanceof SettlingList<?> records ? records : null;
    }

    private String count(int number) {
        return number == 1 ? "1 " + noun() : number + " " + noun() + "s";
    }

    final SELF check(ListKind listKind, Runnable assertion) {
        SettlingList<?> records = settling();
        return check(listKind, records == null ? Duration.ZERO : records.quiet(), assertion);
    }

    private SELF check(ListKind listKind, Duration quiet, Runnable assertion) {
        isNotNull();
        SettlingList<?> records = settling();
        if (records == null || records.isLookedAt()) {
            assertion.run();
            return myself;
        }
        try {
            records.check(listKind, records.patience(listKind), quiet, assertion);
        } catch (UndecidedError e) {
            throw failure("%s", records.undecided("the assertion to pass on the " + noun() + "s", e));
        } catch (MissingPartError e) {
            throw failure("%s", e.getMessage());
        } catch (AssertionError e) {
            throw records.explains() ? explained(records.wrongContent(withoutDescription(e))) : e;
        }
        return myself;
    }

    /** As {@link #check(ListKind, Runnable)}, for an assertion on the number of records. */
    final SELF check(ListKind listKind, String expected, Runnable assertion) {
        isNotNull();
        SettlingList<?> records = settling();
        if (records == null || records != (Object) actual || records.isLookedAt()) {
            return check(listKind, assertion);
        }
        return check(records, listKind, records.patience(listKind), records.quiet(), expected, assertion);
    }

    final SELF check(
            SettlingList<?> records,
            ListKind listKind,
            Duration patience,
            Duration quiet,
            String expected,
            Runnable assertion) {
        try {
            records.check(listKind, patience, quiet, assertion);
        } catch (UndecidedError e) {
            throw failure("%s", records.undecided(expected, e));
        } catch (MissingPartError e) {
            throw failure("%s", e.getMessage());
        } catch (AssertionError e) {
            throw records.explains() ? explained(records.wrongNumber(expected, patience)) : e;
        }
        return myself;
    }

    /** Removes the description from the message, because it is put before the whole text. */
    private String withoutDescription(AssertionError failure) {
        String message = String.valueOf(failure.getMessage());
        String description = "[" + descriptionText() + "] ";
        return message.startsWith(description) ? message.substring(description.length()) : message;
    }

    private AssertionError explained(RecordDifference recordDifference) {
        return failureWithActualExpected(
                recordDifference.actual(), recordDifference.expected(), "%s", recordDifference.text());
    }
}

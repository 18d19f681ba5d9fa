package io.github.structuredlogs.internal.query;

import static io.github.structuredlogs.LogLevel.ERROR;
import static io.github.structuredlogs.internal.scope.FedCaptures.MILLISECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.structuredlogs.Absence;
import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.assertj.CapturedLogsAssert;
import io.github.structuredlogs.assertj.LogSoftAssertions;
import io.github.structuredlogs.internal.scope.ClassScope;
import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.internal.scope.TestScope;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.ContainerSet;
import io.github.structuredlogs.internal.store.Engine;
import io.github.structuredlogs.internal.store.Loss;
import io.github.structuredlogs.internal.store.SyncOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.Condition;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.ContainerState;

/** What is undecided and fails, what passes and is said, and what does not count. */
class AbsenceRuleTest {

    private final FedCaptures run = new FedCaptures();
    private final Capture orders = run.container("orders");
    private final Capture payments = run.container("payments");
    private Absence absence = Absence.KNOWN;
    private ClassScope testClass = open();
    private TestScope test = run.scopes.openTest(testClass, "test", "test()", settling());

    @AfterEach
    void close() {
        run.close();
    }

    private Settling settling() {
        return new Settling(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(10), absence);
    }

    private ClassScope open() {
        return run.scopes.openClass(null, "class", AbsenceRuleTest.class, settling());
    }

    private void concludes(Absence now) {
        absence = now;
        test.settle(settling());
        testClass.settle(settling());
    }

    private CapturedLogsAssert logs() {
        return run.scopes.viewOf(test).assertThat();
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, run.now);
    }

    private void engine(ContainerSet set) {
        engine(set, captures -> {});
    }

    private void engine(ContainerSet set, Consumer<Collection<Capture>> onSync) {
        run.captures.engine(new Engine() {
            @Override
            public SyncOutcome sync(Collection<Capture> of, Duration bound) {
                onSync.accept(of);
                return new SyncOutcome(List.of(), set);
            }

            @Override
            public List<String> idsOf(ContainerState container) {
                return List.of();
            }

            @Override
            public List<String> notCaptured() {
                return List.of();
            }
        });
    }

    // --- undecided

    @Test
    void givenUpCaptureIsUndecided() {
        orders.givenUp("the engine was away for 30 s");

        assertThatThrownBy(() -> logs().withLevel(ERROR).isEmpty())
                .hasMessageContaining("but cannot tell")
                .hasMessageContaining("orders: its log is no longer read: the engine was away for 30 s")
                .hasMessageContaining("run the test again");
        logs().from("payments").withLevel(ERROR).isEmpty();

        orders.takenUp();
        logs().withLevel(ERROR).isEmpty();
    }

    @Test
    void assertionsThatDoNotPassInTimeSayWhatIsNotKnown() {
        orders.givenUp("the engine was away for 30 s");

        assertThatThrownBy(() -> logs().eventually(
                                Duration.ofMillis(1), it -> it.withLevel(ERROR).hasSize(1)))
                .hasMessageContaining("Not within 1 ms")
                .hasMessageContaining("This is undecided")
                .hasMessageContaining("orders: its log is no longer read: the engine was away for 30 s");
    }

    @Test
    void aLossInTheTestsTime() {
        run.after(10 * MILLISECOND);
        orders.lost(Loss.of(now().minusSeconds(60), now().minusSeconds(50), 26, "rotated away"));
        logs().withLevel(ERROR).isEmpty();
        orders.lost(Loss.of(now().minusSeconds(1), now(), 26, "rotated away"));

        assertThatThrownBy(() -> logs().withLevel(ERROR).isEmpty()).hasMessageContaining("orders: 26 bytes between");
        assertThatThrownBy(() -> logs().hasSize(0)).hasMessageContaining("26 bytes");
        logs().from("payments").hasSize(0);
    }

    @Test
    void possibleLossIsUndecided() {
        orders.lost(Loss.possible(now().minusSeconds(1), null, "the engine may have lost what it was rotating"));

        assertThatThrownBy(() -> logs().isEmpty())
                .hasMessageContaining("cannot tell")
                .hasMessageContaining("may be lost");
    }

    @Test
    void aContainerWithoutACapture() {
        engine(new ContainerSet(
                null, List.of(new ContainerSet.Uncaptured("refunds", null, now(), null, "its event never came"))));

        assertThatThrownBy(() -> logs().isEmpty()).hasMessageContaining("refunds has no capture: its event never came");
        logs().from("orders").isEmpty();
    }

    /** Whoever gives it an alias or keeps it in a field may call it otherwise than its image. */
    @Test
    void aContainerWithoutACaptureWhoseNameIsNotCertain() {
        engine(new ContainerSet(
                null,
                List.of(new ContainerSet.Uncaptured("writer", false, null, now(), null, "its event never came"))));

        assertThatThrownBy(() -> logs().from("orders").isEmpty()).hasMessageContaining("writer has no capture");
    }

    @Test
    void unknownSetOfContainersIsUndecided() {
        engine(ContainerSet.unknown("the list was refused"));

        assertThatThrownBy(() -> logs().isEmpty()).hasMessageContaining("which containers exist: the list was refused");
        assertThatThrownBy(() -> logs().from("orders").isEmpty())
                .as("another one may have that name")
                .hasMessageContaining("the list was refused");
    }

    /** Its event came between the question which captures there are and the engine's answer. */
    @Test
    void captureThatIsOpenedMeanwhileIsBroughtUpToDate() {
        run.after(MILLISECOND);
        List<Capture> opened = new ArrayList<>();
        engine(ContainerSet.KNOWN, captures -> {
            if (opened.isEmpty()) {
                opened.add(run.container("refunds"));
            } else if (List.copyOf(captures).equals(opened)) {
                run.log(opened.get(0), "error", "broken");
            }
        });

        assertThatThrownBy(() -> logs().withLevel(ERROR).isEmpty()).hasMessageContaining("broken");
    }

    /** One error is often several lines. If the test reported only the first, the class would report the others. */
    @Test
    void unexpectedRecordsThatComeTogetherAreReportedTogether() {
        run.after(MILLISECOND);
        run.log(orders, "error", "broken");
        engine(ContainerSet.KNOWN, captures -> {
            if (orders.size() == 1) {
                run.log(orders, "error", "rolled back");
            }
        });

        assertThat(test.judge(ERROR)).hasMessageContaining("broken").hasMessageContaining("rolled back");
    }

    @Test
    void matchingRecordOfAParallelTestIsUndecided() {
        TestScope beside = onAnotherThread(() -> run.scopes.openTest(testClass, "beside", "beside()", settling()));
        run.after(MILLISECOND);
        run.log(orders, "error", "broken");
        run.after(MILLISECOND);

        assertThatThrownBy(() -> logs().withLevel(ERROR).isEmpty())
                .hasMessageContaining("1 record matches that arrived while other tests ran")
                .hasMessageContaining("broken")
                .hasMessageContaining("traceparent()");
        assertThatThrownBy(() -> logs().withLevel(ERROR).hasSize(0)).hasMessageContaining("traceparent()");
        logs().withLevel(LogLevel.WARN).isEmpty();
        logs().from("payments").isEmpty();
        beside.close();
    }

    @Test
    void recordOfAParallelTestThatMakesNoDifferenceIsDecided() {
        TestScope beside = onAnotherThread(() -> run.scopes.openTest(testClass, "beside", "beside()", settling()));
        run.after(MILLISECOND);
        run.log(orders, "error", "broken");
        run.log(orders, "info", "charged");
        run.after(MILLISECOND);

        logs().noneMatch(record -> "refused".equals(record.message()));
        logs().extracting(LogRecord::message).doesNotContain("refused");
        logs().hasSizeLessThan(3);
        assertThatThrownBy(() -> logs().noneMatch(record -> "broken".equals(record.message())))
                .hasMessageContaining("traceparent()");
        assertThatThrownBy(() -> logs().extracting(LogRecord::message).doesNotContain("charged"))
                .hasMessageContaining("traceparent()");
        assertThatThrownBy(() -> logs().hasSizeLessThan(2)).hasMessageContaining("traceparent()");
        assertThatThrownBy(() -> logs().hasSize(0)).hasMessageContaining("traceparent()");
        beside.close();
    }

    // --- passes and is said

    @Test
    void passesWithANoteIfOnlyTheProofIsMissing() {
        orders.unproven("it was removed before its last entries were confirmed");
        orders.lost(Loss.unproven(now(), null, "its log may have rotated"));

        logs().isEmpty();
        assertThat(test.said())
                .anySatisfy(line -> assertThat(line).contains("orders: it was removed before"))
                .anySatisfy(line -> assertThat(line).contains("its log may have rotated"));
    }

    @Test
    void otherContainersDoNotCount() {
        orders.unproven("it was removed before its last entries were confirmed");
        run.after(MILLISECOND);
        run.log(payments, "info", "charged");

        logs().from("payments").withLevel(ERROR).isEmpty();
        logs().isNotEmpty();
        assertThat(test.said()).isEmpty();
    }

    @Test
    void strictFailsForWhatLacksTheProof() {
        concludes(Absence.STRICT);
        orders.unproven("it was removed before its last entries were confirmed");

        assertThatThrownBy(() -> logs().isEmpty()).hasMessageContaining("it was removed before");
    }

    @Test
    void lenientSaysWhatIsLost() {
        concludes(Absence.LENIENT);
        orders.lost(Loss.of(now(), null, 26, "rotated away"));

        logs().isEmpty();
        assertThat(test.said()).anySatisfy(line -> assertThat(line).contains("26 bytes"));
        payments.givenUp("the engine was away");
        assertThatThrownBy(() -> logs().isEmpty()).hasMessageContaining("payments");
    }

    // --- does not count

    @Test
    void aDriverThatKeepsNothingCountsOnlyWhereItsContainerIsNamed() {
        orders.nothingIsKept("the logging driver is none");

        logs().isEmpty();
        assertThatThrownBy(() -> logs().from("orders").isEmpty())
                .hasMessageContaining("orders: its log cannot be read: the logging driver is none");
    }

    @Test
    void theContainersOfOtherClassesDoNotCount() {
        ClassScope other = open();
        other.own(orders.containerId());
        orders.givenUp("the engine was away");

        logs().isEmpty();
    }

    // --- who asks

    @Test
    void anUndecidedGuardFailsItsClassOnce() {
        orders.givenUp("the engine was away");
        assertThat(test.judge(ERROR)).isNull();
        test.close();
        TestScope next = run.scopes.openTest(testClass, "next", "next()", settling());
        assertThat(next.judge(ERROR)).isNull();
        next.close();
        ClassScope nested = run.scopes.openClass(testClass, "nested", Object.class, settling());
        assertThat(nested.judge(ERROR)).isNull();

        assertThat(testClass.judge(ERROR))
                .hasMessageContaining("Cannot tell whether there are unexpected records")
                .hasMessageContaining("the engine was away");
    }

    @Test
    void theClassIsDecidedIfMoreIsKnownAtItsEnd() {
        orders.givenUp("the engine was away");
        assertThat(test.judge(ERROR)).isNull();
        test.close();
        orders.takenUp();

        assertThat(testClass.judge(ERROR)).isNull();
    }

    @Test
    void eventuallyIsUndecidedAboutUnknownAbsence() {
        run.after(MILLISECOND);
        run.log(orders, "info", "placed");
        orders.givenUp("the engine was away");

        logs().eventually(Duration.ofSeconds(1), it -> it.from("orders").isNotEmpty());
        assertThatThrownBy(() -> logs().eventually(
                                Duration.ofSeconds(1), it -> it.from("orders").hasSize(1)))
                .hasMessageContaining("the engine was away");
        assertThatThrownBy(() -> logs().eventually(
                                Duration.ofSeconds(1), it -> it.withLevel(ERROR).isEmpty()))
                .hasMessageContaining("the engine was away");
        logs().eventually(Duration.ofSeconds(1), it -> it.from("payments").isEmpty());
    }

    /** A log that is behind may have an earlier record. */
    @Test
    void whichRecordIsTheFirstIsUndecidedWhileAnotherLogIsBehind() {
        run.after(MILLISECOND);
        run.log(orders, "info", "placed");
        run.log(orders, "info", "shipped");
        payments.givenUp("the engine was away");

        assertThatThrownBy(() -> logs().first()).hasMessageContaining("the engine was away");
        assertThatThrownBy(() -> logs().element(1)).hasMessageContaining("the engine was away");
        assertThatThrownBy(() -> logs().elements(0, 1)).hasMessageContaining("the engine was away");
        assertThatThrownBy(() -> logs().extracting(LogRecord::message).first())
                .hasMessageContaining("the engine was away");
        LogSoftAssertions softly = new LogSoftAssertions();
        softly.assertThat(run.scopes.viewOf(test)).first();
        assertThat(softly.errorsCollected())
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .hasMessageContaining("the engine was away");
        logs().isNotEmpty();
        logs().from("orders").first().hasMessage("placed");
    }

    @Test
    void soAreAssertionsThatWaitWithinOthers() {
        orders.givenUp("the engine was away");

        assertThatThrownBy(() -> logs().eventually(
                                Duration.ofMillis(1),
                                it -> it.eventually(Duration.ofMillis(1), within -> within.isEmpty())))
                .hasMessageContaining("the engine was away");
        assertThatThrownBy(() -> run.scopes
                        .viewOf(test)
                        .spans()
                        .assertThat()
                        .eventually(
                                Duration.ofMillis(1),
                                it -> it.eventually(Duration.ofMillis(1), within -> within.isEmpty())))
                .hasMessageContaining("the engine was away");
    }

    @Test
    void aFailureSaysWhatIsNotKnown() {
        orders.givenUp("the engine was away");

        assertThatThrownBy(() -> logs().from("orders").isNotEmpty())
                .hasMessageContaining("This is undecided, because not everything is known:")
                .hasMessageContaining("the engine was away");
    }

    @Test
    void whatWasNotReadBeforeARestartMayBeLost() {
        run.after(MILLISECOND);
        run.log(orders, "info", "placed");
        orders.incomplete("the engine did not answer");
        orders.reopen();

        assertThatThrownBy(() -> logs().from("orders").withLevel(ERROR).isEmpty())
                .hasMessageContaining("may be lost: the engine did not answer");
        run.after(10 * MILLISECOND);
        assertThatThrownBy(() -> logs().from("orders").withLevel(ERROR).isEmpty())
                .hasMessageContaining("may be lost");
        logs().from("payments").isEmpty();
    }

    @Test
    void whatWasReadToItsEndBeforeARestartIsKnown() {
        orders.complete();
        orders.reopen();

        logs().from("orders").isEmpty();
    }

    @Test
    void theListOfRecordsIsAskedForInVain() {
        orders.givenUp("the engine was away");
        CapturedLogs logs = run.scopes.viewOf(test);

        assertThatThrownBy(logs::records).hasMessageContaining("the engine was away");
    }

    private static <T> T onAnotherThread(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, command -> new Thread(command).start())
                .join();
    }

    // --- vacuous truth

    @Test
    void allOfNothingFails() {
        assertThatThrownBy(() -> logs().allMatch(record -> true)).hasMessageContaining("noneMatch");
        assertThatThrownBy(() -> logs().allSatisfy(record -> {})).hasMessageContaining("The list is empty");
        assertThatThrownBy(() -> logs().are(new Condition<>(any -> true, "anything")))
                .hasMessageContaining("The list is empty");
        assertThatThrownBy(() -> logs().have(new Condition<>(any -> true, "anything")))
                .hasMessageContaining("The list is empty");
        assertThatThrownBy(() -> logs().extracting(LogRecord::message).allMatch(message -> true))
                .hasMessageContaining("The list is empty");
        assertThatThrownBy(() -> logs().isSortedAccordingTo(Comparator.comparing(LogRecord::observed)))
                .hasMessageContaining("The list is empty");
        assertThatThrownBy(() -> logs().extracting(LogRecord::message).isSubsetOf("placed", "paid"))
                .hasMessageContaining("The list is empty");
        assertThatThrownBy(() -> logs().extracting(LogRecord::message).isSubsetOf(List.of("placed")))
                .hasMessageContaining("The list is empty");
        run.after(MILLISECOND);
        run.log(orders, "info", "placed");
        logs().allMatch(record -> record.level() == LogLevel.INFO);
        logs().isSortedAccordingTo(Comparator.comparing(LogRecord::observed));
        logs().extracting(LogRecord::message).isSubsetOf("placed", "paid");
    }

    @Test
    void nothingInOrderAndNothingAssertedAreRefused() {
        assertThatThrownBy(() -> logs().containsInOrder()).hasMessageContaining("at least one kind of records");
        assertThatThrownBy(() -> logs().from("orders").containsInOrder(it -> logs().withMessage("never logged")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Narrow its argument");
        assertThatThrownBy(() -> logs().eventually(Duration.ofSeconds(5), it -> {}))
                .hasMessageContaining("asserts nothing");
        assertThatThrownBy(() -> logs().eventually(Duration.ofSeconds(5), it -> {
                    var unused = it.withLevel(ERROR);
                }))
                .hasMessageContaining("asserts nothing");
        assertThatThrownBy(() -> run.scopes.viewOf(test).spans().assertThat().eventually(Duration.ofSeconds(5), it -> {
                    var unused = it.withName("GET /");
                }))
                .hasMessageContaining("Nothing is asserted");
        assertThatCode(() -> logs().eventually(Duration.ofSeconds(5), it -> {
                    var unused = it.from("orders");
                }))
                .as("asserts that there is such a container")
                .doesNotThrowAnyException();
        run.after(MILLISECOND);
        run.log(orders, "info", "placed");
        assertThatCode(() -> logs().eventually(
                                Duration.ofSeconds(5), it -> it.from("orders").first()))
                .doesNotThrowAnyException();
    }

    @Test
    void imageThatNoContainerHasIsRefused() {
        assertThatThrownBy(() -> logs().fromImage("image-of-order").isEmpty())
                .hasMessage(
                        "No container has the image \"image-of-order\". There are: image-of-orders, image-of-payments");
        logs().fromImage("image-of-orders").isEmpty();
        CapturedLogs logs = run.scopes.viewOf(test);
        logs.expect(it -> it.fromImage("image-of-stock"));
    }

    @Test
    void fieldWithoutAnyRecordIsNamed() {
        run.after(MILLISECOND);
        run.feed(orders, "{\"level\":\"info\",\"msg\":\"placed\",\"sku\":\"X-1\"}");

        assertThatThrownBy(() -> logs().extracting("mesage").doesNotContain("placed"))
                .hasMessageContaining("Can't find any field or property with name 'mesage'")
                .hasMessageContaining("did you mean 'message'?");
        assertThatThrownBy(() -> logs().filteredOn("skuu", "X-1").isEmpty()).hasMessageContaining("'skuu'");
        assertThatThrownBy(() -> logs().extracting("sku", "qty").hasSize(1)).hasMessageContaining("'qty'");
        logs().extracting("sku").containsExactly("X-1");
        logs().extracting("message").doesNotContain("refused");
        logs().filteredOn("sku", "X-2").isEmpty();
        logs().from("payments").extracting("qty").isEmpty();
        assertThatThrownBy(() -> logs().extracting("skuu").first().isNull()).hasMessageContaining("'skuu'");
        assertThatThrownBy(() -> logs().extracting("skuu").element(0).isNull()).hasMessageContaining("'skuu'");
        assertThatThrownBy(() -> logs().extracting("skuu").size().isOne()).hasMessageContaining("'skuu'");
        logs().extracting("sku").first().isEqualTo("X-1");
        logs().extracting("sku").size().isOne();
    }

    /** A constant never equals a text, nor an int a long. */
    @Test
    void valueOfAnotherTypeIsComparedAsItIsSpelled() {
        run.after(MILLISECOND);
        run.feed(orders, "{\"level\":\"error\",\"msg\":\"refused\",\"qty\":3,\"tags\":[\"a\",null]}");

        assertThatThrownBy(() -> logs().filteredOn("level", "ERROR").isEmpty()).hasMessageContaining("found 1");
        assertThatThrownBy(() -> logs().filteredOn(LogRecord::level, "error").isEmpty())
                .hasMessageContaining("found 1");
        assertThatThrownBy(() -> logs().filteredOn("stream", "STDOUT").isEmpty())
                .hasMessageContaining("found 1");
        assertThatThrownBy(() -> logs().filteredOn("qty", 3L).isEmpty()).hasMessageContaining("found 1");
        assertThatThrownBy(() -> logs().withField("level", ERROR).isEmpty()).hasMessageContaining("found 1");
        assertThatThrownBy(() -> logs().extracting("level").doesNotContain("WARN", "ERROR"))
                .hasMessageContaining("the same as the String\n  ERROR\nbut found the LogLevel\n  ERROR");
        assertThatThrownBy(() -> logs().extracting("qty").doesNotContainAnyElementsOf(List.of(2L, 3L)))
                .hasMessageContaining("the same as the Long\n  3\nbut found the Integer\n  3");
        assertThatThrownBy(() -> logs().extracting("level", "qty").doesNotContain(tuple("ERROR", 3L)))
                .hasMessageContaining("the same as the Tuple");
        assertThatThrownBy(
                        () -> logs().withField("tags", Arrays.asList("a", null)).isEmpty())
                .hasMessageContaining("found 1");

        logs().filteredOn("level", "WARN").isEmpty();
        logs().filteredOn("level", ERROR).hasSize(1);
        logs().extracting("level").doesNotContain("WARN").doesNotContain(LogLevel.WARN);
        logs().extracting("qty").doesNotContain(4L, "4").contains(3);
    }

    // --- what is expected

    @Test
    void onlyAPassingEvaluationNavigates() {
        run.after(MILLISECOND);
        run.log(orders, "error", "broken");
        assertThatThrownBy(() -> logs().eventually(
                                Duration.ofMillis(5),
                                it -> it.withLevel(ERROR).last().hasMessage("mended")))
                .isInstanceOf(AssertionError.class);
        assertThat(test.judge(ERROR)).hasMessageContaining("broken");

        assertThatThrownBy(() -> logs().withLevel(ERROR).first().hasMessage("mended"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> logs().withLevel(ERROR)
                        .first()
                        .satisfies(record -> assertThat(record.message()).isEqualTo("mended")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> logs().withLevel(ERROR).first().field("level").isEqualTo("mended"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> logs().withLevel(ERROR).first().satisfies(record -> {
                    throw new IOException("not asserted yet");
                }))
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(test.judge(ERROR)).hasMessageContaining("broken");

        logs().eventually(Duration.ofMillis(5), it -> it.withLevel(ERROR).last().hasMessage("broken"));
        assertThat(test.judge(ERROR)).isNull();
    }

    // --- the guard beside other tests

    @Test
    void unexpectedSharedRecordFailsTheClassOnce() {
        TestScope beside = onAnotherThread(() -> run.scopes.openTest(testClass, "beside", "beside()", settling()));
        run.after(MILLISECOND);
        run.log(orders, "error", "broken");
        run.after(MILLISECOND);
        assertThat(test.judge(ERROR)).as("guarded on its method alone").isNull();
        test.close();
        beside.close();

        assertThat(testClass.judge(null))
                .hasMessageContaining("broken")
                .hasMessageContaining("test()")
                .hasMessageContaining("beside()");
        assertThat(testClass.judge(null)).isNull();
    }

    @Test
    void sharedRecordExpectedByAnotherClassIsExpected() {
        ClassScope other = run.scopes.openClass(null, "other", Object.class, settling());
        TestScope beside = onAnotherThread(() -> run.scopes.openTest(other, "beside", "beside()", settling()));
        run.scopes.viewOf(beside).expect(it -> it.withLevel(ERROR));
        run.after(MILLISECOND);
        run.log(orders, "error", "broken");
        run.after(MILLISECOND);
        test.close();
        beside.close();

        assertThat(testClass.judge(ERROR)).isNull();
        assertThat(other.judge(ERROR)).isNull();
    }
}

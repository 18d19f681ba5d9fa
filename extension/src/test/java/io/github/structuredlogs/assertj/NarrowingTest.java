package io.github.structuredlogs.assertj;

import static io.github.structuredlogs.LogLevel.ERROR;
import static io.github.structuredlogs.LogLevel.INFO;
import static io.github.structuredlogs.LogLevel.WARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LoggedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("compatibility")
class NarrowingTest {

    private static final LogRecord STARTED = ListedRecord.of("orders", INFO, "started");
    private static final LogRecord SLOW =
            ListedRecord.of("payments", WARN, "slow answer").with("millis", 900);
    private static final LogRecord UNKNOWN = ListedRecord.of("orders", ERROR, "unknown sku X-1")
            .with("sku", "X-1")
            .with("qty", 3)
            .with(new LoggedException("com.acme.UnknownSkuException", "X-1", """
                    com.acme.UnknownSkuException: X-1
                    \tat com.acme.OrderService.place(OrderService.java:42)
                    Caused by: java.util.NoSuchElementException: No value present
                    \t... 3 more
                    """))
            .withTraceId("4bf92f3577b34da6a3ce929d0e0e4736");
    private static final List<LogRecord> ALL = List.of(STARTED, SLOW, UNKNOWN);

    private static CapturedLogsAssert records() {
        return new CapturedLogsAssert(ALL);
    }

    @Test
    void keepsWhatMeetsEveryCondition() {
        records().from("orders").withLevel(ERROR).withField("sku", "X-1").containsExactly(UNKNOWN);
        records().atOrAbove(WARN).containsExactly(SLOW, UNKNOWN);
        records().withMessage("started").containsExactly(STARTED);
        records().withMessageContaining("sku").containsExactly(UNKNOWN);
        records().withMessageMatching("s\\w+ a\\w+").containsExactly(SLOW);
        records().withField("millis").containsExactly(SLOW);
        records()
                .withFieldMatching("millis", millis -> millis instanceof Integer value && value > 500)
                .containsExactly(SLOW);
        records().withoutField("millis").containsExactly(STARTED, UNKNOWN);
        records().withException().containsExactly(UNKNOWN);
        records().matching(record -> record.fields().size() == 2).containsExactly(UNKNOWN);
        records().from("payments").withLevel(ERROR).isEmpty();
    }

    @Test
    void findsATraceByItsIdAndByItsHeader() {
        records().withTrace("4bf92f3577b34da6a3ce929d0e0e4736").containsExactly(UNKNOWN);
        records().withTrace("4BF92F3577B34DA6A3CE929D0E0E4736").containsExactly(UNKNOWN);
        records()
                .withTrace("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .containsExactly(UNKNOWN);
    }

    @Test
    void findsAnExceptionInTheWholeChain() {
        records().withException("com.acme.UnknownSkuException").hasSize(1);
        records().withException("UnknownSkuException").hasSize(1);
        records().withException(java.util.NoSuchElementException.class).hasSize(1);
        records().withExceptionMessageContaining("No value").hasSize(1);
        records().withException("OrderService").isEmpty();
        records().withException("SkuException").isEmpty();
    }

    @Test
    void refusesAContainerThatNobodyHas() {
        assertThatThrownBy(() -> records().from("order").isEmpty())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("\"order\"")
                .hasMessageContaining("orders, payments");
    }

    @Test
    void goesToOneRecord() {
        records()
                .withLevel(ERROR)
                .singleElement()
                .hasMessageContaining("unknown sku")
                .hasException("com.acme.UnknownSkuException")
                .hasField("qty", 3L)
                .hasNoField("price");
        records().first().isSameAs(STARTED);
        records().last().isSameAs(UNKNOWN);
        records().element(1).isSameAs(SLOW).field("millis").isEqualTo(900);
        records().element(1).field("millis", InstanceOfAssertFactories.INTEGER).isGreaterThan(800);
    }

    @Test
    void saysInWhichPartARecordDiffers() {
        assertThatThrownBy(() -> records().last().hasLevel(WARN))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("level is ERROR");
        assertThatThrownBy(() -> records().last().hasField("sku", "X-2")).hasMessageContaining("field sku is \"X-1\"");
        assertThatThrownBy(() -> records().last().field("qty").isEqualTo("3")).hasMessageContaining("field qty");
    }

    static List<Arguments> equalValues() {
        return List.of(
                Arguments.of(42, 42.0),
                Arguments.of(42, 42L),
                Arguments.of(new BigDecimal("42.00"), 42),
                Arguments.of(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                Arguments.of("42", 42),
                Arguments.of(42, "42"),
                Arguments.of("4.2e1", 42),
                Arguments.of("true", true),
                Arguments.of(0.1, new BigDecimal("0.1")),
                Arguments.of("ERROR", ERROR),
                Arguments.of(List.of(1, "2"), List.of(1.0, 2)),
                Arguments.of(List.of(1, 2), new Object[] {1, 2}),
                Arguments.of(Map.of("a", 1), Map.of("a", 1L)),
                Arguments.of(null, null));
    }

    @ParameterizedTest
    @MethodSource("equalValues")
    void comparesNumbersAsNumbersAndTextWithWhatItSpells(Object logged, Object expected) {
        new CapturedLogsAssert(List.of(ListedRecord.of("a", INFO, "m").with("f", logged)))
                .withField("f", expected)
                .hasSize(1);
    }

    static List<Arguments> differentValues() {
        return List.of(
                Arguments.of(42, 43),
                Arguments.of("42x", 42),
                Arguments.of("", 0),
                Arguments.of(null, "null"),
                Arguments.of("null", null),
                Arguments.of("[1]", List.of(1)),
                Arguments.of(new BigDecimal("9007199254740993"), 9007199254740992L),
                Arguments.of(Arrays.asList(1, null), Arrays.asList(1, 2)),
                Arguments.of(true, 1));
    }

    @ParameterizedTest
    @MethodSource("differentValues")
    void tellsDifferentValuesApart(Object logged, Object expected) {
        new CapturedLogsAssert(List.of(ListedRecord.of("a", INFO, "m").with("f", logged)))
                .withField("f", expected)
                .isEmpty();
    }

    @Test
    void goesOnAfterAFailureUnderSoftAssertions() {
        LogSoftAssertions softly = new LogSoftAssertions();
        softly.assertThat(new ListedLogs(ALL))
                .from("orders")
                .withLevel(WARN)
                .singleElement()
                .hasMessage("nothing");
        softly.assertThat(new ListedLogs(ALL)).from("orders").withLevel(ERROR).hasSize(2);
        softly.assertThat(new ListedLogs(ALL))
                .from("orders")
                .withLevel(ERROR)
                .singleElement()
                .hasMessage("other");
        softly.assertThat(new ListedLogs(ALL)).from("payments").hasSize(1);

        assertThat(softly.assertionErrorsCollected()).hasSize(4);
    }

    @Test
    void beginsFromAssertJsOwnAssertThat() {
        assertThat(new ListedLogs(ALL)).from("orders").hasSize(2);
        assertThat(UNKNOWN).hasLevel(ERROR);
        assertThat(ALL).asInstanceOf(LogAssertions.LOG_RECORDS).withLevel(ERROR).hasSize(1);
        LogAssertions.assertThat(new ListedLogs(ALL)).from("orders").hasSize(2);
    }
}

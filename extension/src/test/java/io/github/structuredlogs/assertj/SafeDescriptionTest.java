package io.github.structuredlogs.assertj;

import static io.github.structuredlogs.LogLevel.ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.structuredlogs.LogRecord;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a test says of a container's text, in a description or in an assertion of its own within one of ours. */
class SafeDescriptionTest {

    private static final String HOSTILE = "\u001b[31mred\u202e\n::error::no\n##vso[task]x password=hunter2";
    private static final LogRecord RECORD = ListedRecord.of("orders", ERROR, HOSTILE);

    private static CapturedLogsAssert records() {
        return new CapturedLogsAssert(List.of(RECORD));
    }

    @Test
    void ofRecordsIsWithoutControlCharactersAndSecrets() {
        isSafe(() -> records().as("of %s", HOSTILE).isEmpty());
        isSafe(() -> records().as(() -> HOSTILE).extracting(LogRecord::logger).contains("x"));
        isSafe(() -> records().singleElement().describedAs(HOSTILE).hasMessage("x"));
    }

    @Test
    void ofAnAssertionWithinOneOfOursIsSafeAsWell() {
        isSafe(() -> records()
                .first()
                .satisfies(record -> assertThat(record.message()).isEqualTo("x")));
        isSafe(() -> records()
                .eventually(
                        Duration.ofMillis(1),
                        it -> assertThat(it.actual().get(0).message()).isEqualTo("x")));
        isSafe(() -> records().eventually(Duration.ofMillis(1), it -> {
            throw new IllegalStateException(HOSTILE);
        }));
    }

    @Test
    void remainsWhatItIsIfItIsHarmless() {
        IllegalStateException failure = new IllegalStateException("not yet");
        assertThat(catchThrowable(() -> records().eventually(Duration.ofMillis(1), it -> {
                    throw failure;
                })))
                .hasMessageContaining("java.lang.IllegalStateException: not yet")
                .hasSuppressedException(failure);
        assertThat(catchThrowable(() -> records().as("the orders").isEmpty())).hasMessageStartingWith("[the orders] ");
    }

    private static void isSafe(ThrowingCallable assertion) {
        Throwable failure = catchThrowable(assertion);
        assertThat(failure).isInstanceOf(AssertionError.class);
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString())
                .doesNotContain("\u001b", "\u202e", "##vso[", "hunter2")
                .doesNotContainPattern("(?m)^\\s*::error::");
    }
}

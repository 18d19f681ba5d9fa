package io.github.structuredlogs.kotlin

import io.github.structuredlogs.CapturedLogs
import io.github.structuredlogs.ExpectedLogs
import io.github.structuredlogs.LogLevel
import io.github.structuredlogs.LogLevel.ERROR
import io.github.structuredlogs.LogLevel.INFO
import io.github.structuredlogs.LogLevel.WARN
import io.github.structuredlogs.LogRecord
import io.github.structuredlogs.Print
import io.github.structuredlogs.StructuredLogs
import io.github.structuredlogs.assertj.LogAssertions.LOG_RECORDS
import io.github.structuredlogs.assertj.LogSoftAssertions
import io.github.structuredlogs.testing.WriterContainer
import java.time.Duration.ofMillis
import java.time.Duration.ofSeconds
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.InstanceOfAssertFactories.STRING
import org.junit.jupiter.api.Test
import org.testcontainers.junit.jupiter.Container
import org.testcontainers.junit.jupiter.Testcontainers

@StructuredLogs(print = Print.NEVER, failOn = [LogLevel.ERROR])
@Testcontainers
class KotlinTest {

    companion object {
        @Container
        @JvmField
        val orders: WriterContainer = WriterContainer.onRequest()
    }

    private fun refuse(sku: String) =
        orders.write("""json="level":"error","msg":"unknown sku","sku":"$sku","qty":3""")

    @Test
    fun `narrows down to one record`(logs: CapturedLogs) {
        refuse("X-1")

        assertThat(logs)
            .from(orders)
            .withLevel(ERROR)
            .withField("sku", "X-1")
            .withFieldMatching("qty") { it == 3 }
            .singleElement()
            .hasMessage("unknown sku")
            .hasNoException()
            .field("sku", STRING)
            .startsWith("X")
    }

    @Test
    @ExpectedLogs(container = "orders", message = "unknown sku")
    fun `waits for what is still to come`(logs: CapturedLogs) {
        refuse("X-2")

        assertThat(logs).eventually(ofSeconds(5)) { it.from("orders").withMessage("unknown sku").hasSize(1) }
        assertThat(logs).from("orders").withLevel(WARN).staysEmpty(ofMillis(50))
        val refused: LogRecord = logs.await(ofSeconds(5)) { it.message() == "unknown sku" }
        assertThat(refused).hasField("qty", 3)
        val exception: String? = refused.exception()?.type()
        assertThat(exception).isNull()
    }

    @Test
    fun `asserts on what it extracts`(logs: CapturedLogs) {
        logs.expect { it.from(orders).withLevel(ERROR) }
        refuse("X-3")
        refuse("X-4")

        assertThat(logs).from(orders).extracting("message").containsOnly("unknown sku")
        assertThat(logs).from(orders).extracting("sku").containsExactly("X-3", "X-4")
        assertThat(logs).from(orders).extracting("level", "sku").hasSize(2)
        assertThat(logs).from(orders).matching { it.field("qty") == 3 }.hasSize(2)
        assertThat(logs.records()).asInstanceOf(LOG_RECORDS).atOrAbove(INFO).hasSize(2)
        assertThat(logs).containsInOrder(
            { it.withField("sku", "X-3") },
            { it.withField("sku", "X-4") },
        )
        LogSoftAssertions.assertSoftly { it.assertThat(logs).from(orders).withLevel(ERROR).hasSize(2) }
    }
}

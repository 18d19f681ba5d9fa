package io.github.structuredlogs.kotlin

import io.github.structuredlogs.CapturedLogs
import io.github.structuredlogs.LogLevel.ERROR
import io.github.structuredlogs.Print
import io.github.structuredlogs.StructuredLogs
import io.github.structuredlogs.testing.TestRun
import io.github.structuredlogs.testing.WriterContainer
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.TimeUnit.SECONDS
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test

/** A singleton behind a lazy delegate is everybody's, also while one class has an alias of it. */
class LazySingletonTest {

    private val together = mapOf(
        "junit.jupiter.execution.parallel.enabled" to "true",
        "junit.jupiter.execution.parallel.mode.classes.default" to "concurrent",
        "junit.jupiter.execution.parallel.config.strategy" to "fixed",
        "junit.jupiter.execution.parallel.config.fixed.parallelism" to "4",
    )

    @Test
    fun `of an object`() {
        TestRun.of(together, AliasOfObjectTestCase::class.java, UserOfObjectTestCase::class.java).assertAllPass(2)
        Shared.orders.stop()
    }

    @Test
    fun `of a companion`() {
        TestRun.of(together, AliasOfCompanionTestCase::class.java, UserOfCompanionTestCase::class.java).assertAllPass(2)
        Base.orders.stop()
    }

    @Test
    fun `of a file`() {
        TestRun.of(together, AliasOfFileTestCase::class.java, UserOfFileTestCase::class.java).assertAllPass(2)
        ordersOfFile.stop()
    }

    /** Two classes that run at the same time, both with the same container; only the first one has it in a field. */
    abstract class AliasTestCase(private val both: CyclicBarrier) {
        @Test
        fun `runs meanwhile`() {
            both.await(60, SECONDS)
            both.await(60, SECONDS)
        }
    }

    abstract class UserTestCase(private val both: CyclicBarrier, private val orders: () -> WriterContainer) {
        @Test
        fun `does not miss what it has caused`(logs: CapturedLogs) {
            both.await(60, SECONDS)
            try {
                orders().write("""json="level":"error","msg":"refused"""")
                orders().awaitStored(1)
                assertThatThrownBy { assertThat(logs).atOrAbove(ERROR).isEmpty() }.hasMessageContaining("refused")
            } finally {
                both.await(60, SECONDS)
            }
        }
    }

    @StructuredLogs(print = Print.NEVER)
    class AliasOfObjectTestCase : AliasTestCase(bothWithObject) {
        companion object {
            val mine = Shared.orders
        }
    }

    @StructuredLogs(print = Print.NEVER)
    class UserOfObjectTestCase : UserTestCase(bothWithObject, { Shared.orders })

    @StructuredLogs(print = Print.NEVER)
    class AliasOfCompanionTestCase : AliasTestCase(bothWithCompanion) {
        companion object {
            val mine = Base.orders
        }
    }

    @StructuredLogs(print = Print.NEVER)
    class UserOfCompanionTestCase : UserTestCase(bothWithCompanion, { Base.orders })

    @StructuredLogs(print = Print.NEVER)
    class AliasOfFileTestCase : AliasTestCase(bothWithFile) {
        companion object {
            val mine = ordersOfFile
        }
    }

    @StructuredLogs(print = Print.NEVER)
    class UserOfFileTestCase : UserTestCase(bothWithFile, { ordersOfFile })
}

private fun started() = WriterContainer.onRequest().apply { start() }

object Shared {
    val orders by lazy { started() }
}

class Base {
    companion object {
        val orders by lazy { started() }
    }
}

val ordersOfFile by lazy { started() }

private val bothWithObject = CyclicBarrier(2)
private val bothWithCompanion = CyclicBarrier(2)
private val bothWithFile = CyclicBarrier(2)

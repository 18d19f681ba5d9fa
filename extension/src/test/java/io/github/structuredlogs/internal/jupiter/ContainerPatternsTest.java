package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.Print;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.internal.docker.ours.ContainerPatterns;
import io.github.structuredlogs.internal.store.ContainerIdentity;
import io.github.structuredlogs.testing.RunInOwnJvm;
import io.github.structuredlogs.testing.WriterContainer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Which containers {@code include} and {@code exclude} choose. */
@Tag("containers")
class ContainerPatternsTest {

    @ParameterizedTest
    @CsvSource({
        "'',                 '',          true,  true",
        "'',                 '',          false, false",
        "payments,           '',          true,  true",
        "payments,           '',          false, true",
        "pay,                '',          true,  false",
        "pay*,               '',          true,  true",
        "'orders;*/pay*:1',  '',          true,  true",
        "acme/payments:1,    payments,    true,  false",
        "'',                 acme/*,      true,  false",
        "p.yments,           '',          true,  false",
    })
    void chooseByNameOrImage(String include, String exclude, boolean ours, boolean chosen) {
        ContainerIdentity payments =
                new ContainerIdentity("4f2a", "payments", "acme/payments:1", Map.of(), false, null);

        assertThat(new ContainerPatterns(patterns(include), patterns(exclude)).includes(payments, ours))
                .isEqualTo(chosen);
    }

    private static List<String> patterns(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(";", -1));
    }

    /** In a JVM of its own, as the classes of the run around a run decide for both. */
    @Test
    void holdForTheClassThatStartsTheContainer() {
        assertThat(RunInOwnJvm.of(ClassesTestCase.class, Map.of()))
                .contains("of orders", "of all")
                .doesNotContain("of noise")
                .contains("[         2 tests successful      ]");
    }

    static class ClassesTestCase {

        /** One that has written it when it counts as started. */
        private static WriterContainer wrote(String text) {
            return new WriterContainer("text=" + text).withStartupCheckStrategy(new OneShotStartupCheckStrategy());
        }

        @Nested
        @StructuredLogs(print = Print.LIVE)
        @Testcontainers
        class First {
            @Container
            static final WriterContainer ALL = wrote("of all");

            @Test
            void runs() {}
        }

        @Nested
        @StructuredLogs(print = Print.LIVE, exclude = "noise")
        @Testcontainers
        class Second {
            @Container
            static final WriterContainer ORDERS = wrote("of orders");

            @Container
            static final WriterContainer NOISE = wrote("of noise");

            @Test
            void runs() {}
        }
    }
}

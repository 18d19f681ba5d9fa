package io.github.structuredlogs.internal.jupiter;

import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.StructuredLogsExtension;
import io.github.structuredlogs.testing.TestRun;
import io.github.structuredlogs.testing.WriterContainer;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** A class that has the extension more than once: by its annotation, from a builder, detected by JUnit. */
@Tag("containers")
@Tag("compatibility")
class SeveralExtensionsTest {

    @Test
    void detectedBesideAnAnnotation() {
        Map<String, String> detected =
                Map.of("junit.jupiter.extensions.autodetection.enabled", "true", "structuredlogs.enabled", "true");

        TestRun.of(detected, AnnotatedTestCase.class).assertAllPass(2);
    }

    @StructuredLogs
    static class AnnotatedTestCase {
        @BeforeAll
        static void setUp(CapturedLogs logs) {
            assertThat(logs).isEmpty();
        }

        @Test
        void logs(CapturedLogs logs) {
            assertThat(logs).isEmpty();
        }

        @Nested
        class Inner {
            @Test
            void logs(CapturedLogs logs) {
                assertThat(logs).isEmpty();
            }
        }
    }

    @Test
    void onSingleMethodsAlone() {
        TestRun.of(MethodsTestCase.class).assertAllPass(2);
    }

    static class MethodsTestCase {
        @Test
        @StructuredLogs
        void one(CapturedLogs logs) {
            assertThat(logs).isEmpty();
        }

        @Test
        @StructuredLogs
        void other(CapturedLogs logs) {
            assertThat(logs).isEmpty();
        }
    }

    private static StructuredLogsExtension withMapping() {
        return StructuredLogsExtension.builder()
                .format(LogMapping.named("till")
                        .level("sev")
                        .levels(Map.of("3", LogLevel.ERROR))
                        .message("txt")
                        .build())
                .build();
    }

    @Test
    void builderMappingAppliesBesideAnAnnotation() {
        TestRun.of(BesideAnAnnotationTestCase.class).assertAllPass(1);
    }

    @StructuredLogs
    @Testcontainers
    static class BesideAnAnnotationTestCase {
        @RegisterExtension
        static final StructuredLogsExtension LOGS = withMapping();

        @Container
        static final WriterContainer TILL = WriterContainer.onRequest();

        @Test
        void logs(CapturedLogs logs) {
            TILL.write("json=\"sev\":3,\"txt\":\"no change\"");

            assertThat(logs).withLevel(LogLevel.ERROR).withMessage("no change").hasSize(1);
        }
    }

    @Test
    void lateMappingIsReported() {
        assertThat(TestRun.of(OfAnInstanceTestCase.class).output()).containsOnlyOnce("The mapping till is not used");
    }

    @StructuredLogs
    static class OfAnInstanceTestCase {
        @RegisterExtension
        final StructuredLogsExtension logs = withMapping();

        @Test
        void passes() {}

        @Test
        void passesAgain(CapturedLogs own) {
            assertThat(own).isEmpty();
        }
    }
}

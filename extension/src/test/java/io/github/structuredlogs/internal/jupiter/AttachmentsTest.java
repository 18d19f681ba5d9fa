package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** A failed test's files are attached to it where JUnit can (from 5.12 on), and nothing comes of it where it cannot. */
@Tag("containers")
@Tag("compatibility")
class AttachmentsTest {

    private static final boolean CAN_ATTACH = Stream.of(ExtensionContext.class.getMethods())
            .anyMatch(method -> method.getName().equals("publishDirectory"));

    @TempDir
    Path directory;

    @Test
    void attachesAFailedTestsFiles() throws IOException {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        Path reports = Files.createDirectory(directory.resolve("reports"));
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(FailsTestCase.class))
                                .configurationParameter("junit.platform.reporting.output.dir", reports.toString())
                                .configurationParameter("structuredlogs.files.directory", directory.toString())
                                .configurationParameter("structuredlogs.print", "never")
                                .build(),
                        summary);

        assertThat(summary.getSummary().getFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getException()).hasMessage("no mug is there"));
        try (Stream<Path> files = Files.walk(reports)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(it -> it.getParent().getFileName() + "/" + it.getFileName()))
                    .containsExactlyInAnyOrderElementsOf(
                            CAN_ATTACH
                                    ? List.of("structured-logs/fails.txt", "structured-logs/fails.jsonl")
                                    : List.of());
        }
    }

    @StructuredLogs
    @Testcontainers
    static class FailsTestCase {

        @Container
        static final WriterContainer KITCHEN = WriterContainer.onRequest();

        @Test
        void fails() {
            KITCHEN.write("text=no mug");
            fail("no mug is there");
        }
    }
}

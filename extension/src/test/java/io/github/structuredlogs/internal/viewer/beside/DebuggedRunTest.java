package io.github.structuredlogs.internal.viewer.beside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A JVM of tests that a debugger has stopped at a breakpoint, and then kills or leaves: what its page shows meanwhile, and
 * that nothing is left behind.
 */
@Tag("containers")
class DebuggedRunTest {

    @TempDir
    private Path temporary;

    private DebuggedTests tests;

    @BeforeEach
    void start() throws IOException {
        tests = new DebuggedTests(temporary);
    }

    @AfterEach
    void close() {
        if (tests != null) {
            tests.close();
        }
    }

    @Test
    void showsWhatIsLoggedWhileAllThreadsAreSuspendedAndEndsWhenTheTestsAreKilled() throws Exception {
        List<ProcessHandle> viewers = tests.descendants();
        assertThat(viewers).hasSize(1);

        try (ToldPage told = new ToldPage(tests.http(), tests.page())) {
            told.await("\"outcome\":\"RUNNING\"");
            tests.stopAtBreakpoint();
            tests.order("json=%22sev%22:%22warn%22,%22txt%22:%22while%20stopped%22,%22cake%22:%22geheim%22");

            told.await("while stopped");

            assertThat(told.all())
                    .contains("\"name\":\"orders\"", "cakes", "till")
                    .doesNotContain("geheim", "\u202e");
            tests.kill();
            told.await("event: over");
        }
        assertNothingIsLeft(viewers);
    }

    @Test
    void goesOnWhenTheDebuggerIsDetachedAndEndsWithTheTests() throws Exception {
        List<ProcessHandle> viewers = tests.descendants();

        try (ToldPage told = new ToldPage(tests.http(), tests.page())) {
            tests.stopAtBreakpoint();
            tests.order("json=%22sev%22:%22warn%22,%22txt%22:%22while%20stopped%22");
            told.await("while stopped");
            tests.endTest();
            tests.detach();

            assertThat(tests.awaitEnd()).isZero();
            told.await("\"outcome\":\"PASSED\"");
            told.await("event: over");
        }
        assertNothingIsLeft(viewers);
    }

    /** The page says that it is closed, as a browser's does; the process ends, and its port and files are gone. */
    private void assertNothingIsLeft(List<ProcessHandle> viewers) throws Exception {
        assertThat(viewers).hasSize(1);
        tests.get(URI.create(tests.page() + "gone?page=" + ToldPage.ID));

        viewers.get(0).onExit().get(DebuggedTests.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(isServed()).isFalse();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(each -> !each.endsWith("files"))).isEmpty();
        }
    }

    private boolean isServed() throws IOException, InterruptedException {
        try {
            tests.get(URI.create(tests.page()));
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }
}

package io.github.structuredlogs.internal.viewer.beside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.structuredlogs.internal.docker.api.EngineLocation;
import io.github.structuredlogs.internal.viewer.Report;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The viewer's JVM and its two pipes, without an engine. */
class ViewerProcessTest {
    private static final Instant AT = Instant.parse("2026-11-24T09:13:03.057Z");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private ViewerProcess viewer;
    private ProcessHandle process;

    @BeforeEach
    void start() throws IOException {
        viewer = ViewerProcess.start(
                ViewerClassPath.of(System::getProperty, List.of(RunViewer.class)), ViewerMain.class.getName());
        process = ProcessHandle.of(viewer.pid()).orElseThrow();
    }

    @AfterEach
    void kill() throws Exception {
        viewer.kill();
        awaitEnd();
    }

    private void begin() {
        EngineLocation nowhere = new EngineLocation(URI.create("unix://" + directory.resolve("no.sock")), null, null);
        viewer.begin(ViewerMark.run("shop", nowhere, List.of()));
    }

    private void awaitEnd() throws Exception {
        process.onExit().get(5, TimeUnit.MINUTES);
    }

    private String get(String address) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void endsIfTheTestsEndBeforeTheyTellAnything() throws Exception {
        viewer.close();

        awaitEnd();
    }

    @Test
    void endsWithTheTestsIfNobodyLooks() throws Exception {
        begin();
        assertThat(viewer.address()).startsWith("http://127.0.0.1:");
        viewer.close();

        awaitEnd();
    }

    @Test
    void saysWhyItCannotServe() throws Exception {
        viewer.begin(ViewerMark.lost(1));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(viewer::address)
                .withMessageContaining("expected \"host\" in a mark of kind LOST, found none");
        awaitEnd();
    }

    @Test
    void tellsWhichTestRunsAndShowsTheReportInThePagesPlace() throws Exception {
        Path report = Files.writeString(directory.resolve("report.html"), "the report");
        begin();
        String page = viewer.address();
        try (ToldPage told = new ToldPage(http, page)) {
            viewer.tell(ViewerMark.hide(List.of("cake")));
            viewer.tell(ViewerMark.begins("1", "shop.CakeTest", "sells", "sells(cake=geheim)", AT));
            viewer.flush();
            told.await("\"outcome\":\"RUNNING\"");
            viewer.tell(ViewerMark.ends("1", Report.ReportOutcome.FAILED, "E: cake=geheim", AT));
            viewer.tell(ViewerMark.lost(3));
            viewer.flush();
            told.await("\"outcome\":\"FAILED\"");
            told.await("3 tests are not shown here");
            viewer.tell(ViewerMark.report(report));
            viewer.close();
            told.await("event: finished");
            assertThat(told.all()).contains("shop.CakeTest").doesNotContain("geheim");
        }

        assertThat(get(page)).isEqualTo("the report");
    }
}

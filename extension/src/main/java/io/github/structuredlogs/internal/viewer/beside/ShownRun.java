package io.github.structuredlogs.internal.viewer.beside;

import io.github.structuredlogs.internal.docker.api.EngineLocation;
import io.github.structuredlogs.internal.docker.ours.ContainersOfRun;
import io.github.structuredlogs.internal.docker.watch.EngineWatch;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.viewer.live.LiveTests;
import io.github.structuredlogs.internal.viewer.live.LiveView;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A run of tests in another JVM, as its viewer shows it. Used by one thread. */
final class ShownRun implements AutoCloseable {
    /** How long to serve after the last page was closed: a browser that reloads a page closes it first. */
    private static final Duration RELOAD = Duration.ofSeconds(3);

    /** How long to serve the report after the last request: a report does not tell that it is open. */
    private static final Duration REPORT = Duration.ofMinutes(2);

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Captures captures;
    private final LiveTests tests;
    private final LiveView view;
    private final ContainersOfRun containers;
    private final EngineWatch watch;
    private @Nullable Path report;

    private ShownRun(Captures captures, LiveTests tests, LiveView view, ContainersOfRun containers, EngineWatch watch) {
        this.captures = captures;
        this.tests = tests;
        this.view = view;
        this.containers = containers;
        this.watch = watch;
    }

    /**
     * Begins to follow the engine and to serve the page.
     *
     * @param run the mark of the run
     * @throws IOException if the mark does not say where the engine is, or if no port is free
     */
    static ShownRun start(ViewerMark run) throws IOException {
        EngineLocation engine = run.engine();
        List<String> early = new CopyOnWriteArrayList<>();
        Formats formats = Formats.with(
                Formats.load(ShownRun.class.getClassLoader(), early::add),
                ToldMappings.read(run.list("mappings")),
                early::add);
        Captures captures = new Captures(formats, CaptureOptions.defaults());
        early.forEach(message -> captures.report("", message));
        LiveTests tests = new LiveTests();
        try {
            LiveView view = LiveView.start(run.text("name"), captures, tests, Redaction.of(List.of()), 0, null);
            ContainersOfRun containers = new ContainersOfRun();
            return new ShownRun(captures, tests, view, containers, EngineWatch.start(engine, containers, captures, 0));
        } catch (IOException | RuntimeException | Error e) {
            captures.close();
            throw e;
        }
    }

    /** {@return where the page is} */
    URI address() {
        return view.address();
    }

    /** Takes what the tests tell; says on the page what it cannot read. */
    void take(String line) {
        try {
            take(ViewerMark.read(line));
        } catch (IOException e) {
            captures.report("", "What the tests have told cannot be read: " + e.getMessage());
        }
    }

    private void take(ViewerMark mark) throws IOException {
        switch (mark.kind()) {
            case RUN -> throw new IOException("expected one run, found two");
            case CONTAINER -> name(mark.text("id"), mark.text("name"));
            case HIDE ->
                view.alsoHide(Redaction.of(
                        mark.list("names").stream().map(String::valueOf).toList()));
            case BEGINS ->
                tests.begins(mark.text("id"), mark.text("class"), mark.text("name"), mark.text("display"), mark.at());
            case ENDS -> tests.ends(mark.text("id"), mark.outcome(), mark.textOrNull("failure"), mark.at());
            case LOST ->
                captures.report("", mark.number("tests") + " tests are not shown here: there were too many at a time.");
            case REPORT -> report = mark.file();
        }
    }

    private void name(String id, String name) {
        containers.name(id, name);
        Capture capture = captures.withId(id);
        if (capture == null) {
            watch.look(id);
        } else {
            captures.rename(capture, name);
        }
    }

    /** Tells the pages that the tests have ended, and waits until the last page is closed. */
    void awaitEnd() throws InterruptedException {
        Path finished = report;
        Duration quiet = RELOAD;
        if (finished == null) {
            view.over();
        } else {
            view.finish(finished);
            quiet = REPORT;
        }
        while (view.openPages() > 0 || view.wasAskedWithin(quiet)) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    @Override
    public void close() {
        watch.close();
        view.close();
        captures.close();
    }
}

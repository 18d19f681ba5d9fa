package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.internal.capture.CaptureOptions;
import io.github.structuredlogs.internal.capture.Captures;
import io.github.structuredlogs.internal.capture.Scopes;
import io.github.structuredlogs.internal.docker.Watch;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.settings.Settings;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** What belongs to the whole run: from the first class that uses the extension until JUnit closes the root store. */
@SuppressWarnings("deprecation") // JUnit before 5.13 closes nothing else.
final class Run implements CloseableResource, AutoCloseable {
    private final Console console;
    private final LiveConsole live;
    private final Watch.Share watch;
    private final Scopes scopes;
    private final Failures failures;
    private final RunFiles files;

    private Run(Settings settings) {
        console = new Console(System.out);
        live = new LiveConsole(console, settings);
        files = new RunFiles(settings);
        watch = Watch.share(
                () -> captures(settings, files), new ContainerPatterns(settings.include(), settings.exclude()));
        captures().addListener(live);
        captures().addListener(files);
        files.reportTo(message -> captures().report("", message));
        scopes = new Scopes(captures(), new FailureText(console.formatter(settings), console.redaction(settings)));
        failures = new Failures(captures(), console);
    }

    private static Captures captures(Settings settings, RunFiles files) {
        CaptureOptions options = CaptureOptions.defaults();
        return new Captures(
                Formats.builtIn(),
                settings.memoryLimit() == 0 ? options : options.withMemoryLimit(settings.memoryLimit()),
                files::raw);
    }

    /**
     * {@return the run, begun if this is its first class}
     *
     * @param context the class's context
     * @param settings the class's settings, of which the first class's hold for what there is one of in a run
     */
    static Run of(ExtensionContext context, Settings settings) {
        return context.getRoot()
                .getStore(Contexts.NAMESPACE)
                .getOrComputeIfAbsent(Run.class, key -> new Run(settings), Run.class);
    }

    Captures captures() {
        return watch.captures();
    }

    Watch.Share watch() {
        return watch;
    }

    Scopes scopes() {
        return scopes;
    }

    RunFiles files() {
        return files;
    }

    Failures failures() {
        return failures;
    }

    Console console() {
        return console;
    }

    LiveConsole live() {
        return live;
    }

    @Override
    public void close() {
        watch.close();
        files.close();
        console.close();
        captures().close();
    }
}

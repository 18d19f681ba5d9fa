package io.github.structuredlogs.internal.output.console;

import io.github.structuredlogs.Color;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.Print;
import io.github.structuredlogs.internal.render.BuildOutput;
import io.github.structuredlogs.internal.render.ConsoleOptions;
import io.github.structuredlogs.internal.render.ContainerColumn;
import io.github.structuredlogs.internal.render.RecordFormatter;
import io.github.structuredlogs.internal.render.Terminal;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import io.github.structuredlogs.internal.text.BuildCommands;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The console of the run: {@code System.out} as it was when the run began, so that a test that redirects it does not
 * hide the output of others. Each {@code println} takes whole records, or a whole block.
 */
public final class Console {
    private final PrintStream out;
    /** By the settings that decide how a record looks. */
    private final Map<List<Object>, RecordFormatter> formatters = new ConcurrentHashMap<>();

    private final ContainerColumn containers = new ContainerColumn();
    private final PrintQueue queue = new PrintQueue();
    private volatile boolean closed;

    public Console(PrintStream out) {
        this.out = out;
    }

    /** {@return a formatter under these settings} */
    public RecordFormatter formatter(Settings settings) {
        return formatters.computeIfAbsent(
                List.of(settings.color(), settings.width(), settings.stacktraceDepth(), settings.redact()),
                key -> new RecordFormatter(options(settings), containers));
    }

    private static ConsoleOptions options(Settings settings) {
        Map<String, String> environment = System.getenv();
        Boolean color = settings.color() == Color.AUTO ? null : settings.color() == Color.ALWAYS;
        return new ConsoleOptions(
                Terminal.isColored(
                        color, environment, System.getProperty("sun.java.command"), BuildOutput::isRedirected),
                Terminal.showsUnicode(charset()),
                Terminal.width(settings.width() == 0 ? null : settings.width(), environment),
                settings.stacktraceDepth(),
                ZoneId.systemDefault(),
                Redaction.of(settings.redact()));
    }

    /** {@return a formatter for files under these settings: never coloured} */
    public RecordFormatter plainFormatter(Settings settings) {
        RecordFormatter formatter = formatter(settings);
        return formatter.with(formatter.options().plain());
    }

    /** {@return a formatter for reports under these settings, which may appear on this console: never coloured} */
    public RecordFormatter reportFormatter(Settings settings) {
        RecordFormatter formatter = formatter(settings);
        return formatter.with(formatter.options().uncolored());
    }

    /** {@return the redaction under these settings} */
    public Redaction redaction(Settings settings) {
        return formatter(settings).options().redaction();
    }

    /** {@code System.out.charset()}, which Java 17 does not have. */
    private static Charset charset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding"));
        return name != null && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }

    static boolean isShown(Settings settings, String container, @Nullable LogLevel level) {
        LogLevel least = settings.level(container).orElse(settings.level());
        return level == null || level.isAtLeast(least);
    }

    // --- as it arrives, in this copy's turn

    /** Prints a record of a container, without waiting for the console. */
    void print(Settings settings, Capture capture, long index) {
        if (PrintingTurn.isOwn()) {
            queue.add(new RecordsToPrint(this, settings, capture, index, index + 1));
        }
    }

    void print(Settings settings, String container, LifecycleEvent event) {
        if (PrintingTurn.isOwn()) {
            queue.add(progress ->
                    write(formatter(settings).lifecycle(container, event.at(), event.words(), severity(event))));
        }
    }

    /** Prints the state of a container. */
    void print(Settings settings, String container, String words, @Nullable LogLevel severity) {
        if (PrintingTurn.isOwn()) {
            queue.add(progress -> write(formatter(settings).state(container, words, severity)));
        }
    }

    // --- the rest

    /** Prints a test's records below its name, if there are any. */
    void print(Settings settings, String test, List<LogRecord> records) {
        String lines = records.stream()
                .filter(record -> isShown(settings, String.valueOf(record.container()), record.level()))
                .map(formatter(settings)::format)
                .collect(Collectors.joining("\n"));
        if (!lines.isEmpty()) {
            println(BuildCommands.atLineStart(formatter(settings).safe(test)) + "\n" + lines);
        }
    }

    private static @Nullable LogLevel severity(LifecycleEvent event) {
        return switch (event.kind()) {
            case STARTED, HEALTHY, PAUSED, RESUMED, RESTARTED, REMOVED, EXITED -> null;
            case UNHEALTHY, LOST, INCOMPLETE -> LogLevel.WARN;
            case OUT_OF_MEMORY -> LogLevel.ERROR;
        };
    }

    /** Prints a message of the extension about itself, unless the settings print nothing. */
    void report(Settings settings, String message) {
        queue.add(progress -> reportNow(settings, message));
    }

    /** Prints the same at once, on the printing thread. */
    void reportNow(Settings settings, String message) {
        if (settings.print() != Print.NEVER) {
            RecordFormatter formatter = formatter(settings);
            write(message.lines()
                    .map(line -> BuildCommands.atLineStart(formatter.safe(line)))
                    .collect(Collectors.joining("\n", "[structured-logs] ", "")));
        }
    }

    /** Prints a block after everything that was added before. */
    public void println(String block) {
        drain();
        write(block);
    }

    /** Prints at once, on the printing thread. */
    void write(String block) {
        if (!closed) {
            out.println(block);
        }
    }

    /** Waits until everything is printed, unless the console accepts nothing. */
    public void drain() {
        var unused = queue.drain();
    }

    /** Ends printing; nothing is printed after the end of the run. */
    public void close() {
        drain();
        queue.close();
        closed = true;
    }
}

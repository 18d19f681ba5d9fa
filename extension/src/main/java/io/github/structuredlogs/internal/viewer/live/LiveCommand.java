package io.github.structuredlogs.internal.viewer.live;

import io.github.structuredlogs.internal.docker.api.EngineLocation;
import io.github.structuredlogs.internal.docker.ours.AllContainers;
import io.github.structuredlogs.internal.docker.watch.EngineWatch;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.render.BuildOutput;
import io.github.structuredlogs.internal.render.ConsoleOptions;
import io.github.structuredlogs.internal.render.RecordFormatter;
import io.github.structuredlogs.internal.render.Terminal;
import io.github.structuredlogs.internal.settings.Mappings;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** {@code live}: every container of an engine, in the browser or in the terminal, until it is interrupted. */
public final class LiveCommand {
    private static final int DEFAULT_HISTORY = 1_000;
    private static final String USAGE = "live [--follow] [--tail LINES] [--port PORT]";

    private final boolean follow;
    private final int history;
    private final int port;

    private LiveCommand(boolean follow, int history, int port) {
        this.follow = follow;
        this.history = history;
        this.port = port;
    }

    /**
     * Reads the command's arguments.
     *
     * @param arguments those behind {@code live}
     * @throws IllegalArgumentException if one is unknown or wrong; the message says what is expected
     */
    public static LiveCommand of(List<String> arguments) {
        boolean follow = false;
        int history = DEFAULT_HISTORY;
        int port = 0;
        for (Iterator<String> each = arguments.iterator(); each.hasNext(); ) {
            String argument = each.next();
            switch (argument) {
                case "--follow", "-f" -> follow = true;
                case "--tail" -> history = number(argument, each, 1_000_000);
                case "--port" -> port = number(argument, each, 65_535);
                default -> throw new IllegalArgumentException("Expected " + USAGE + ", found " + argument + ".");
            }
        }
        return new LiveCommand(follow, history, port);
    }

    private static int number(String option, Iterator<String> rest, int most) {
        String text = rest.hasNext() ? rest.next() : "nothing";
        if (text.matches("\\d{1,7}") && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException(
                "Expected a number from 0 to " + most + " behind " + option + ", found " + text + ".");
    }

    /**
     * Shows what is logged until the thread is interrupted or the terminal is gone.
     *
     * @param out the terminal
     * @throws IOException if no engine answers, or the port cannot be had
     */
    public void run(PrintStream out) throws IOException, InterruptedException {
        EngineLocation location = EngineLocation.find(System.getenv(), Path.of(System.getProperty("user.home", "")));
        List<String> early = new java.util.concurrent.CopyOnWriteArrayList<>();
        Formats formats = Formats.with(
                Formats.load(LiveCommand.class.getClassLoader(), early::add),
                Mappings.read(System::getProperty),
                early::add);
        Redaction redaction = Redaction.of(
                Arrays.stream(System.getProperty("structuredlogs.redact", "").split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList());
        try (Captures captures = new Captures(formats, CaptureOptions.defaults())) {
            early.forEach(message -> captures.report("", message));
            if (follow) {
                FollowedOutput output = new FollowedOutput(captures, formatter(redaction), out);
                try (EngineWatch watch = watch(location, captures)) {
                    check(watch, location);
                    output.run();
                }
                return;
            }
            try (LiveView view = LiveView.start("containers", captures, new LiveTests(), redaction, port, null);
                    EngineWatch watch = watch(location, captures)) {
                check(watch, location);
                out.println("[structured-logs] live at " + view.address());
                out.println(
                        "The address is a secret: whoever knows it can read these logs on this machine. Ctrl-C ends it.");
                new CountDownLatch(1).await();
            }
        } catch (NoClassDefFoundError e) {
            throw withoutServer(e);
        }
    }

    private static IOException withoutServer(NoClassDefFoundError e) {
        if (!String.valueOf(e.getMessage()).contains("httpserver")) {
            throw e;
        }
        return new IOException(
                "The live page needs the module jdk.httpserver, which this JVM has not resolved: add --add-modules"
                        + " jdk.httpserver, or use --follow.",
                e);
    }

    private EngineWatch watch(EngineLocation location, Captures captures) {
        return EngineWatch.start(location, new AllContainers(), captures, history);
    }

    private static void check(EngineWatch watch, EngineLocation location) throws IOException {
        try {
            var unused = watch.version();
        } catch (IOException e) {
            throw new IOException(
                    "Expected a container engine at " + location.host() + ", and it does not answer (" + e.getMessage()
                            + "); start it, or set DOCKER_HOST to its address.",
                    e);
        }
    }

    private static RecordFormatter formatter(Redaction redaction) {
        @Nullable Boolean color = null;
        String encoding = System.getProperty("stdout.encoding", System.getProperty("native.encoding"));
        Charset charset = encoding != null && Charset.isSupported(encoding)
                ? Charset.forName(encoding)
                : Charset.defaultCharset();
        return new RecordFormatter(new ConsoleOptions(
                Terminal.isColored(
                        color, System.getenv(), System.getProperty("sun.java.command"), BuildOutput::isRedirected),
                Terminal.showsUnicode(charset),
                Terminal.width(null, System.getenv()),
                ConsoleOptions.DEFAULT_STACK_DEPTH,
                ZoneId.systemDefault(),
                redaction));
    }

    /** As {@code Viewer live}. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            of(List.of(arguments)).run(System.out);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("[structured-logs] " + e.getMessage());
            System.exit(1);
        }
    }
}

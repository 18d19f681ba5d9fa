package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.query.SourcePart;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.ContainerIdentity;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.testing.Fed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A failure that was recorded: what real containers printed, when which test ran, and what the last one failed with.
 *
 * <p>A file has a head and a body. The head says what went wrong ({@code title}), which words name the cause ({@code cause}),
 * whether they were printed before the failed test began ({@code said}: {@code before} or {@code test}), that it was not recorded but written
 * after the manuals and sources of its programs ({@code origin: written}), which containers there
 * were with their images ({@code container}), when the recording began ({@code from}) and what the test failed with ({@code
 * failure}, whose further lines are indented). Each line of the body begins with seconds since the beginning. What a container
 * printed follows with the container's name and a colon, or an exclamation mark for its standard error. Marks begin with two
 * stars: a container {@code starts} or {@code exits} with a code; a test that {@code passes} or {@code fails} begins; the test
 * {@code ends}.
 */
final class RecordedFailure {

    private static final Pattern BODY = Pattern.compile("\\s*(\\d+\\.\\d+) (.*)", Pattern.DOTALL);
    private static final Pattern OUTPUT = Pattern.compile("([a-z][a-z0-9-]*)([:!]) (.*)", Pattern.DOTALL);
    private static final Pattern MARK = Pattern.compile("\\*\\* (\\w+) ?(.*)");
    private static final Pattern EXIT = Pattern.compile("(\\S+) (\\d+)");

    private final Map<String, String> head = new LinkedHashMap<>();
    private final Map<String, String> images = new LinkedHashMap<>();
    private final List<String> body = new ArrayList<>();

    /** No pause of this machine divides a record. */
    private static final CaptureOptions UNHURRIED =
            new CaptureOptions(CaptureOptions.defaults().memoryLimit(), Duration.ofDays(1));

    /** Closed by nobody: what a record says is read when a test asks for it. */
    private final Captures captures = new Captures(Formats.builtIn(), UNHURRIED);

    private final Map<String, Long> belonging = new LinkedHashMap<>();
    private final Map<String, String> endedIn = new LinkedHashMap<>();
    private final List<LogRecord> earlier = new ArrayList<>();
    private final List<LogRecord> records = new ArrayList<>();
    private final PassedTestHistory passed = new PassedTestHistory();

    private @Nullable String running;
    private boolean fails;
    private boolean any;
    private Instant started = Instant.MIN;

    private RecordedFailure(List<String> lines) {
        String key = "";
        for (String line : lines) {
            Matcher output = BODY.matcher(line);
            if (output.matches()) {
                body.add(line);
            } else if (line.startsWith("  ")) {
                head.merge(key, line.substring(2), (one, other) -> one + "\n" + other);
            } else if (!line.isEmpty()) {
                key = line.substring(0, line.indexOf(':'));
                String value = line.substring(line.indexOf(':') + 1).strip();
                if (key.equals("container")) {
                    images.put(value.substring(0, value.indexOf(' ')), value.substring(value.indexOf(' ') + 1));
                } else {
                    head.put(key, value);
                }
            }
        }
        images.keySet().forEach(this::capture);
    }

    static RecordedFailure read(Path file) {
        try {
            return new RecordedFailure(Files.readString(file).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String of(String key) {
        return Objects.requireNonNull(head.get(key), key);
    }

    /** {@return whether the cause was printed before the failed test began} */
    boolean isSaidBefore() {
        return of("said").equals("before");
    }

    private Capture capture(String container) {
        return captures.open(new ContainerIdentity(
                "id-" + container,
                container,
                Objects.requireNonNull(images.get(container), container),
                Map.of(),
                false,
                null));
    }

    /** Prints what was recorded again, and fails the test. */
    TestFailure replay() {
        Instant from = Instant.parse(of("from"));
        for (String line : body) {
            Matcher matcher = BODY.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalStateException(line);
            }
            Instant at = from.plusNanos((long) (Double.parseDouble(matcher.group(1)) * 1e9));
            Matcher mark = MARK.matcher(matcher.group(2));
            Matcher output = OUTPUT.matcher(matcher.group(2));
            if (mark.matches()) {
                mark(mark.group(1), mark.group(2), at);
            } else if (output.matches()) {
                LogStream stream = output.group(2).equals(":") ? LogStream.STDOUT : LogStream.STDERR;
                Fed.line(
                        capture(output.group(1)),
                        stream,
                        output.group(3).getBytes(StandardCharsets.UTF_8),
                        at.getEpochSecond() * 1_000_000_000L + at.getNano());
            }
        }
        take(records);
        List<ContainerReport> containers =
                captures.list().stream().map(this::report).toList();
        return new TestFailure(
                of("name"), failure(), started, Set.of(), records, List.of(), earlier, containers, passed);
    }

    private void mark(String what, String of, Instant at) {
        switch (what) {
            case "starts" -> capture(of).status(ContainerStatus.created().startedAt(at));
            case "exits" -> exits(of, at);
            case "passes", "fails" -> {
                if (!any) {
                    take(earlier); // what was printed before the first test is the class's
                }
                any = true;
                running = of;
                fails = what.equals("fails");
                started = at;
                head.put("name", of);
            }
            case "ends" -> {
                if (!fails) {
                    List<LogRecord> ofTest = new ArrayList<>();
                    take(ofTest);
                    passed.add(() -> List.of(new SourcePart.ListPart(ofTest)));
                    earlier.addAll(ofTest);
                }
                running = null;
            }
            default -> throw new IllegalStateException(what);
        }
    }

    private void exits(String container, Instant at) {
        Matcher exit = EXIT.matcher(container);
        if (!exit.matches()) {
            throw new IllegalStateException(container);
        }
        Capture capture = capture(exit.group(1));
        capture.writer().flush();
        capture.status(capture.status().exited(Integer.parseInt(exit.group(2)), at));
        capture.exited(at, capture.status());
        if (!fails) {
            endedIn.put(exit.group(1), running == null ? "" : running);
        }
    }

    /** Moves what was printed since it was last asked. */
    private void take(List<LogRecord> to) {
        for (Capture capture : captures.list()) {
            capture.writer().flush();
            for (long i = belonging.getOrDefault(capture.name(), 0L); i < capture.size(); i++) {
                to.add(capture.record(i));
            }
            belonging.put(capture.name(), capture.size());
        }
    }

    private ContainerReport report(Capture capture) {
        String during = endedIn.get(capture.name());
        Instant finished = capture.status().finished();
        if (during == null || finished == null) {
            return ContainerReport.of(capture);
        }
        String before = String.format(
                Locale.ROOT,
                "%.1f s before this test",
                Duration.between(finished, started).toMillis() / 1000.0);
        return ContainerReport.of(
                capture, EarlierEnd.of(during.isEmpty() ? before : "during " + during + ", " + before, capture));
    }

    /** What was thrown, with what caused it. */
    private Throwable failure() {
        Throwable failure = null;
        String[] chain = of("failure").split("\nCaused by: ", -1);
        for (int i = chain.length - 1; i >= 0; i--) {
            Throwable thrown = thrown(chain[i]);
            if (failure != null) {
                thrown.initCause(failure);
            }
            failure = thrown;
        }
        return Objects.requireNonNull(failure);
    }

    /** A class that is not on the class path, as Awaitility's may be, becomes an assertion error with the same words. */
    private static Throwable thrown(String text) {
        int colon = text.indexOf(':');
        String message = text.substring(colon + 1).stripLeading();
        try {
            return Class.forName(text.substring(0, colon))
                    .asSubclass(Throwable.class)
                    .getConstructor(String.class)
                    .newInstance(message);
        } catch (ReflectiveOperationException e) {
            return new AssertionError((Object) message);
        }
    }
}

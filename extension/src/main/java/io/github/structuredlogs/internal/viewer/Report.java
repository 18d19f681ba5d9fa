package io.github.structuredlogs.internal.viewer;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data of a page beside its records. Texts may contain secrets and control characters: the writer removes them.
 *
 * @param run the run as a whole
 * @param tests the tests, in order of their starts
 * @param containers the containers; records and events refer to them by their index in this list
 * @param spans spans that OpenTelemetry sent
 * @param metrics series of numbers that OpenTelemetry sent
 * @param notes one sentence for each missing part, for the reader: records that were left out of the file and where
 *     they are, a run that was cut off
 */
public record Report(
        ReportRun run,
        List<Test> tests,
        List<Container> containers,
        List<ReportSpan> spans,
        List<Metric> metrics,
        List<String> notes) {

    /** A missing reference to a record, test or container. */
    public static final int NONE = -1;

    public Report {
        tests = List.copyOf(tests);
        containers = List.copyOf(containers);
        spans = List.copyOf(spans);
        metrics = List.copyOf(metrics);
        notes = List.copyOf(notes);
    }

    /**
     * A run.
     *
     * @param name its name for readers: the project or module
     * @param zone the zone of the tests' JVM, in which times are shown by default
     * @param start when it began
     * @param end when it ended
     * @param versions the versions of {@code Java}, {@code Structured Logs} and {@code engine}
     */
    public record ReportRun(String name, ZoneId zone, Instant start, Instant end, Map<String, String> versions) {}

    /** The outcome of a test. */
    public enum ReportOutcome {
        PASSED,
        FAILED,
        ABORTED
    }

    /**
     * A test.
     *
     * @param className the class's full name
     * @param name the method's name
     * @param displayName the name that JUnit shows
     * @param scope when the test's scope began, at or before the start
     * @param start when it began
     * @param end when it ended
     * @param outcome how it ended
     * @param failure why it failed, null if it did not
     * @param block the failed test's block as plain text, without colours; null if it did not fail
     * @param finds the records to look at first, in the order of the block
     * @param traces the trace ids of the test's requests
     * @param comparison the differences to the last run in which the test passed, null if they are not known
     */
    public record Test(
            String className,
            String name,
            String displayName,
            Instant scope,
            Instant start,
            Instant end,
            ReportOutcome outcome,
            @Nullable Failure failure,
            @Nullable String block,
            List<Find> finds,
            List<String> traces,
            @Nullable Comparison comparison) {}

    /**
     * The failure of a test.
     *
     * @param type the exception's class
     * @param message its message, null if it has none
     * @param location the location in the test: {@code RefundIT.java:38}; null if it is not known
     * @param stackTrace the stack trace as text, causes included
     */
    public record Failure(
            String type, @Nullable String message, @Nullable String location, String stackTrace) {}

    /**
     * A record that may name the cause.
     *
     * @param record the record, as {@link ReportFile#add} numbered it
     * @param text the block's text about it
     * @param why why to read it, null if the text says enough
     * @param marks {@code new}, {@code shared}
     */
    public record Find(int record, String text, @Nullable String why, List<String> marks) {}

    /**
     * A container.
     *
     * @param name the name under which its records are shown
     * @param id the engine's id, null if it is not known
     * @param image its image
     * @param state its state at the end, in words: {@code running}, {@code exited 137 (out of memory)}
     * @param failed whether it ended without a request, or is in a bad state
     * @param events its events, in order
     * @param incomplete why some of its records are missing, one sentence each; empty if none are
     * @param notCaptured why its log was not captured at all, null if it was
     * @param memoryLimit in bytes, 0 if it has none
     * @param samples its cpu and memory, in order of time
     * @param file the file with its raw log, null if it was not kept
     */
    public record Container(
            String name,
            @Nullable String id,
            String image,
            String state,
            boolean failed,
            List<ContainerEvent> events,
            List<String> incomplete,
            @Nullable String notCaptured,
            long memoryLimit,
            List<Sample> samples,
            @Nullable String file) {}

    /** The kinds of events. */
    public enum EventKind {
        STARTED,
        READY,
        HEALTHY,
        UNHEALTHY,
        PAUSED,
        RESUMED,
        RESTARTED,
        OUT_OF_MEMORY,
        EXITED,
        REMOVED,
        LOST
    }

    /**
     * An event of a container.
     *
     * @param kind what happened
     * @param at when
     * @param text the same in words
     * @param crash whether it is an end that nobody requested
     */
    public record ContainerEvent(EventKind kind, Instant at, String text, boolean crash) {}

    /**
     * The memory and processor time of a container at one time.
     *
     * @param at when
     * @param cpu in cores: 0.5 is half of one
     * @param memory in bytes
     */
    public record Sample(Instant at, double cpu, long memory) {}

    /**
     * A span.
     *
     * @param traceId the trace
     * @param spanId the span
     * @param parentId the span that it belongs to, null if it has none
     * @param service the container's name, else the service's
     * @param name its name
     * @param kind {@code SERVER}, {@code CLIENT} and so on; null if it says none
     * @param start when it began
     * @param end when it ended
     * @param failed whether its status is an error
     * @param attributes its attributes, status message included
     */
    public record ReportSpan(
            String traceId,
            String spanId,
            @Nullable String parentId,
            String service,
            String name,
            @Nullable String kind,
            Instant start,
            Instant end,
            boolean failed,
            Map<String, ?> attributes) {}

    /**
     * A series of numbers.
     *
     * @param name the metric's name
     * @param unit its unit, null if it says none
     * @param service the container's name, else the service's
     * @param labels what tells this series from others of the same name
     * @param points its points, in order of time
     */
    public record Metric(
            String name, @Nullable String unit, String service, Map<String, String> labels, List<Point> points) {}

    /** A number at a time. */
    public record Point(Instant at, double value) {}

    /**
     * The differences to the last run in which a test passed.
     *
     * @param passed when it passed
     * @param messages messages that differ
     * @param images containers whose images differ
     * @param unlisted what is not listed or not known, as a sentence; empty if the lists have everything
     */
    public record Comparison(
            Instant passed, List<MessageDifference> messages, List<ImageChange> images, String unlisted) {}

    /** The kind of a message's difference. */
    public enum Change {
        NEW,
        MISSING,
        MORE
    }

    /**
     * A message that differs.
     *
     * @param change how
     * @param container the name of the container that logs it
     * @param level its level, null if it has none
     * @param template the message with its changing parts replaced
     * @param before how often it was logged in the run that passed
     * @param now how often it was logged in this one
     * @param record the first such record, {@link #NONE} if there is none
     */
    public record MessageDifference(
            Change change,
            String container,
            @Nullable String level,
            String template,
            long before,
            long now,
            int record) {}

    /** A container that ran another image. */
    public record ImageChange(String container, String before, String now) {}
}

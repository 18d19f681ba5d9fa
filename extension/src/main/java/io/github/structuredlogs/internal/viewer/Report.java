package io.github.structuredlogs.internal.viewer;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows beside the records. Texts may hold secrets and control characters: the writer takes care of both.
 *
 * @param run the run as a whole
 * @param tests the tests, in order of their starts
 * @param containers the containers; a record and an event name one by its place in this list
 * @param spans spans that OpenTelemetry sent
 * @param metrics series of numbers that OpenTelemetry sent
 * @param notes one sentence for each thing that is not there, for the reader: records that were left out of the file and
 *     where they are, a run that was cut off
 */
public record Report(
        ReportRun run,
        List<Test> tests,
        List<Container> containers,
        List<ReportSpan> spans,
        List<Metric> metrics,
        List<String> notes) {

    /** Where a reference to a record, test or container may be missing. */
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
     * @param name what the reader calls it: the project or module
     * @param zone the zone of the tests' JVM, in which times are shown at first
     * @param start when it began
     * @param end when it ended
     * @param versions what ran: {@code Java}, {@code Structured Logs}, {@code engine} and their versions
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
     * @param traces the trace ids that the test gave to its requests
     * @param comparison what differs from the last run in which the test passed, null if that is not known
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
     * Why a test failed.
     *
     * @param type the exception's class
     * @param message its message, null if it has none
     * @param location where in the test: {@code RefundIT.java:38}; null if that is not known
     * @param stackTrace the stack trace as text, causes included
     */
    public record Failure(
            String type, @Nullable String message, @Nullable String location, String stackTrace) {}

    /**
     * A record that may well name the cause.
     *
     * @param record the record, as {@link ReportFile#add} numbered it
     * @param text what the block says of it
     * @param why why to look at it, null if the text says enough
     * @param marks {@code new}, {@code shared}
     */
    public record Find(int record, String text, @Nullable String why, List<String> marks) {}

    /**
     * A container.
     *
     * @param name the name under which its records are shown
     * @param image its image
     * @param state how it stands at the end, in words: {@code running}, {@code exited 137 (out of memory)}
     * @param failed whether it ended or stands in a way that nobody asked for
     * @param events what happened to it, in order
     * @param incomplete why not everything that it logged is there, one sentence each; empty if everything is
     * @param notCaptured why its log was not captured at all, null if it was
     * @param memoryLimit in bytes, 0 if it has none
     * @param samples its cpu and memory, in order of time
     * @param file where its raw log is, null if it was not kept
     */
    public record Container(
            String name,
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
     * Something that happened to a container.
     *
     * @param kind what happened
     * @param at when
     * @param text the same in words
     * @param crash whether nobody asked for it
     */
    public record ContainerEvent(EventKind kind, Instant at, String text, boolean crash) {}

    /**
     * How much a container used.
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
     * What differs from the last run in which a test passed.
     *
     * @param passed when it passed
     * @param messages messages that differ
     * @param images containers whose images differ
     */
    public record Comparison(Instant passed, List<AssertionDifference> messages, List<ImageChange> images) {}

    /** How a message differs. */
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
     * @param before how often it came in the run that passed
     * @param now how often it came in this one
     * @param record the first such record, {@link #NONE} if there is none
     */
    public record AssertionDifference(
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

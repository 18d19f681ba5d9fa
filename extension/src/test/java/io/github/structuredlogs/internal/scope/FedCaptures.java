package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.query.Settling;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.ContainerIdentity;
import io.github.structuredlogs.internal.store.Engine;
import io.github.structuredlogs.internal.store.SyncOutcome;
import io.github.structuredlogs.internal.text.PlainRecordText;
import io.github.structuredlogs.testing.Fed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/** A run whose containers write what a test says, at the times that it says. */
public final class FedCaptures implements AutoCloseable {

    /** A moment of a day on which nothing else happens. */
    public static final long NOON = 1_795_262_400_000_000_000L;

    static final long MICROSECOND = 1_000;
    public static final long MILLISECOND = 1_000_000;

    public static final Settling SETTLING =
            new Settling(Duration.ofMillis(250), Duration.ofMillis(50), Duration.ofSeconds(10));

    public final Captures captures = new Captures(Formats.builtIn(), CaptureOptions.defaults());
    public long now = NOON;
    public final Scopes scopes = new Scopes(
            captures, PlainRecordText.INSTANCE, () -> now, Instant.ofEpochSecond(0, NOON - 1_000 * MILLISECOND));

    private long engineAhead;

    /** Gives the engine a clock of its own. */
    void engineClockIsAheadBy(Duration ahead) {
        engineAhead = ahead.toNanos();
        captures.engineClockIsAheadBy(ahead);
    }

    public Capture container(String name) {
        return container(name, null);
    }

    /** Starts a container that is created now. */
    Capture createdContainer(String name) {
        return container(name, Instant.ofEpochSecond(0, now + engineAhead));
    }

    /** Finds a container that was created an hour ago, by an earlier JVM. */
    Capture reusedContainer(String name) {
        return container(name, Instant.ofEpochSecond(0, now + engineAhead).minusSeconds(3600));
    }

    private Capture container(String name, @Nullable Instant created) {
        return captures.open(
                new ContainerIdentity("id-of-" + name, name, "image-of-" + name, Map.of(), false, created));
    }

    /** Writes a record that the engine receives now and that carries no time of its own. */
    public void log(Capture capture, String level, String message) {
        feed(capture, "{\"level\":\"" + level + "\",\"msg\":\"" + message + "\"}");
    }

    /** Writes a record that the engine receives now. */
    public void logAt(Capture capture, String time, String message) {
        feed(capture, "{\"time\":\"" + time + "\",\"level\":\"info\",\"msg\":\"" + message + "\"}");
    }

    public void feed(Capture capture, String line) {
        Fed.line(capture, LogStream.STDOUT, line.getBytes(StandardCharsets.UTF_8), now + engineAhead);
    }

    public void after(long nanos) {
        now += nanos;
    }

    /** Answers as an engine would that never answers in time. */
    public void engineIsSilent() {
        captures.engine(new Engine() {
            @Override
            public SyncOutcome sync(Collection<Capture> of, Duration bound) {
                return new SyncOutcome(of.stream()
                        .map(capture -> new SyncOutcome.Behind(capture, "no answer within " + bound.toSeconds() + " s"))
                        .toList());
            }

            @Override
            public List<String> idsOf(ContainerState container) {
                return List.of();
            }

            @Override
            public List<String> notCaptured() {
                return List.of("buildkit", "cache");
            }
        });
    }

    @Override
    public void close() {
        captures.close();
    }
}

package io.github.structuredlogs.internal.docker.api;

import java.io.IOException;
import java.time.Duration;
import java.util.ServiceConfigurationError;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The engine, as far as it can be reached: it may not be there yet, go away and come back. Thread-safe. */
public final class EngineAccess {

    /** How long an answer of the engine is waited for. */
    public static final long ANSWER_NANOS = Duration.ofSeconds(10).toNanos();

    /** The engine may be away for as many answers that do not begin in time before what is followed counts as given up. */
    private static final int PATIENCE = 2;

    /** What is said then. */
    public static final String AWAY = "the engine no longer answers";

    private final Supplier<EngineConnection> connector;
    private final Consumer<String> reports;

    // guarded by this
    private @Nullable EngineConnection connection;
    private boolean answers;
    private boolean closing;
    private int breaks;

    private volatile boolean hearsEvents;
    private volatile EngineConnection.Greeting greeting = EngineConnection.Greeting.NONE;

    /** Nothing knows of an engine. */
    public static final class NoEngineException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoEngineException(Throwable cause) {
            super(
                    "No container is captured, because Testcontainers finds no container engine: " + cause.getMessage(),
                    cause);
        }
    }

    /**
     * Access to an engine that is not connected to yet.
     *
     * @param connector finds it
     * @param reports told what the person who runs the tests should know
     */
    public EngineAccess(Supplier<EngineConnection> connector, Consumer<String> reports) {
        this.connector = connector;
        this.reports = reports;
    }

    /**
     * {@return the connection, made now if there was none}
     *
     * @throws NoEngineException if there is no engine to connect to
     */
    public EngineConnection connect() {
        synchronized (this) {
            if (connection != null) {
                return connection;
            }
        }
        EngineConnection made;
        try {
            made = connector.get();
        } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
            throw new NoEngineException(e);
        }
        synchronized (this) {
            connection = made;
            return made;
        }
    }

    /** {@return the connection} */
    public synchronized EngineConnection connection() throws IOException {
        EngineConnection now = connection;
        if (now == null) {
            throw new IOException("no container engine has answered yet");
        }
        return now;
    }

    /** The engine answers, and tells this of itself. */
    public synchronized void isBack(EngineConnection.Greeting said) {
        greeting = said;
        answers = true;
        notifyAll();
    }

    /** Nobody listens to the engine's events for now. */
    public synchronized void isAway() {
        answers = false;
        breaks++;
    }

    /** Says whether what happens to containers is told of. */
    public void hears(boolean now) {
        hearsEvents = now;
    }

    /** Whether what happens to containers is told of. */
    public boolean hearsEvents() {
        return hearsEvents;
    }

    /** Whether the engine ends what is followed only when it has sent all of it. */
    public boolean endsWhole() {
        return greeting.endsWhole();
    }

    /** Whether the engine is Podman, behind an API as Docker's. */
    public boolean isPodman() {
        return greeting.isPodman();
    }

    /** {@return how often events were not listened to for a while, so that some may have been missed} */
    public synchronized int breaks() {
        return breaks;
    }

    /**
     * Waits until the engine answers again, however long that takes.
     *
     * @param closed whether the caller has been told to end
     * @param givenUp run once if it takes so long that what is followed counts as given up until then
     * @return false if nobody is to wait any more
     */
    public boolean awaitAnswering(BooleanSupplier closed, Runnable givenUp) {
        try {
            if (!awaitAnswering(closed, patience())) {
                reports.accept("The container engine no longer answers; what containers log is captured again when it"
                        + " answers.");
                givenUp.run();
                var unused = awaitAnswering(closed, Duration.ofDays(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !isClosing() && !closed.getAsBoolean();
    }

    private synchronized Duration patience() {
        EngineConnection now = connection;
        return now == null ? Duration.ofSeconds(20) : now.answerBound().multipliedBy(PATIENCE);
    }

    /** Returns false if the engine does not answer for so long. */
    private synchronized boolean awaitAnswering(BooleanSupplier closed, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!answers && !closing && !closed.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(Math.max(1, left / 1_000_000));
        }
        return true;
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    /** Nobody is to wait for the engine any more. */
    public synchronized void stopWaiting() {
        closing = true;
        notifyAll();
    }

    private synchronized @Nullable EngineConnection take() {
        EngineConnection open = connection;
        connection = null;
        return open;
    }

    public void close() {
        stopWaiting();
        EngineConnection open = take();
        if (open != null) {
            try {
                open.close();
            } catch (IOException | RuntimeException e) {
                reports.accept("The connection to the container engine could not be closed: " + e);
            }
        }
    }
}

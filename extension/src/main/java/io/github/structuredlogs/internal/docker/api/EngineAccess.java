package io.github.structuredlogs.internal.docker.api;

import java.io.IOException;
import java.time.Duration;
import java.util.ServiceConfigurationError;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The access to the engine, which may not be available yet, become unavailable and come back. Thread-safe. */
public final class EngineAccess {

    /** The maximum time to wait for a response of the engine. */
    public static final long ANSWER_NANOS = Duration.ofSeconds(10).toNanos();

    /** The number of responses that may be late before a followed log counts as given up. */
    private static final int PATIENCE = 2;

    /** The reason that is given then. */
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

    /** The failure if no engine can be found. */
    public static final class NoEngineException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoEngineException(Throwable cause) {
            super(
                    "No container is captured, because Testcontainers finds no container engine: " + cause.getMessage(),
                    cause);
        }
    }

    /**
     * Creates an access without a connection.
     *
     * @param connector finds the engine
     * @param reports receives messages for the person who runs the tests
     */
    public EngineAccess(Supplier<EngineConnection> connector, Consumer<String> reports) {
        this.connector = connector;
        this.reports = reports;
    }

    /**
     * {@return the connection, which is made now if there is none}
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

    /** Notes that the engine answers, and what it says about itself. */
    public synchronized void isBack(EngineConnection.Greeting said) {
        greeting = said;
        answers = true;
        notifyAll();
    }

    /** Notes that nobody listens to the engine's events for now. */
    public synchronized void isAway() {
        answers = false;
        breaks++;
    }

    /** Notes whether the engine's events are received. */
    public void hears(boolean now) {
        hearsEvents = now;
    }

    /** Says whether the engine's events are received. */
    public boolean hearsEvents() {
        return hearsEvents;
    }

    /** Says whether the engine ends a followed log only after its last entry. */
    public boolean endsWhole() {
        return greeting.endsWhole();
    }

    /** Says whether the engine is Podman, with an API like Docker's. */
    public boolean isPodman() {
        return greeting.isPodman();
    }

    /** {@return how often listening to events was interrupted, so that some may have been missed} */
    public synchronized int breaks() {
        return breaks;
    }

    /**
     * Waits until the engine answers again, without a time limit.
     *
     * @param closed says whether the caller must end
     * @param givenUp run once if the wait is so long that a followed log counts as given up
     * @return false if no caller should wait any more
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

    /** Waits for a limited time; returns false if the engine does not answer in this time. */
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

    /** Ends all waiting for the engine. */
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

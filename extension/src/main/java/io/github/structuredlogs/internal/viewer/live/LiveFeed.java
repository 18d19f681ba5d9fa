package io.github.structuredlogs.internal.viewer.live;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureListener;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.viewer.LivePage;
import io.github.structuredlogs.internal.viewer.RecordBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes what is captured to the journal: the first of what arrives at once, more of it in batches. */
final class LiveFeed implements CaptureListener, AutoCloseable {
    /** What comes within this time goes to the pages together. */
    private static final Duration BATCH = Duration.ofMillis(60);

    /** How often pages are told how the containers stand. */
    private static final Duration STANDING = Duration.ofMillis(250);

    /** If containers log faster than records can be read, the oldest of them are left out. */
    private static final long MAX_BEHIND = 400_000;

    private static final long KEPT = 20_000;

    private final Captures captures;
    private final Journal journal;
    private final NewRecords newRecords;
    private final LiveContainers containers;
    private final LiveTests tests;
    private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private final long maxBehind;
    private final Object writing = new Object();

    // guarded by writing
    private Redaction redaction;
    private RecordBatch batch;
    /** What went out in batches since the last block. */
    private RecordBatch block;

    private volatile LivePage livePage;
    private volatile boolean closing;

    /**
     * Begins to read.
     *
     * @param captures what is read; its records are let go of when they have been read
     * @param redaction what is hidden
     */
    LiveFeed(Captures captures, LiveTests tests, Redaction redaction) {
        this(captures, tests, redaction, new Journal(), MAX_BEHIND);
    }

    LiveFeed(Captures captures, LiveTests tests, Redaction redaction, Journal journal, long maxBehind) {
        this.captures = captures;
        this.tests = tests;
        this.journal = journal;
        this.maxBehind = maxBehind;
        this.redaction = redaction;
        livePage = new LivePage(redaction);
        batch = new RecordBatch(redaction);
        block = new RecordBatch(redaction);
        newRecords = new NewRecords(captures);
        containers = new LiveContainers(captures);
        thread = new Thread(this::run, "structured-logs-live");
        thread.setDaemon(true);
        captures.addListener(this);
        thread.start();
    }

    Journal journal() {
        return journal;
    }

    /**
     * {@return everything that a page has to know before it reads the journal, as JSON}
     *
     * @param firstRecord the number of the first record that it is given
     */
    String state(long firstRecord) {
        Map<String, Object> state = new HashMap<>();
        state.put("now", Instant.now());
        state.put("firstRecord", firstRecord);
        state.put("containers", containers.all());
        state.put("tests", tests.all());
        state.put("notes", captures.reports());
        return livePage.json(state);
    }

    /** Hides more from now on. */
    void alsoHide(Redaction more) {
        synchronized (writing) {
            redaction = redaction.and(more);
            if (block.size() > 0) {
                int all = block.size();
                journal.addBlock(block.take(journal.records() - all), all);
            }
            livePage = new LivePage(redaction);
            batch = new RecordBatch(redaction);
            block = new RecordBatch(redaction);
        }
    }

    /** Tells the pages that something has happened of which there is nothing more to say. */
    void tell(String event) {
        journal.add(event, "{}", 0);
    }

    /** {@return the page, as it is before it is brought up to date} */
    byte[] page(String name, Instant start, Map<String, String> versions) {
        return livePage.html(name, ZoneId.systemDefault(), start, versions, Map.of("of", "engine"));
    }

    @Override
    public void published(Capture capture, long from, long to) {}

    @Override
    public void running(Capture capture) {
        captures.measure(List.of(capture));
    }

    @Override
    public void report(String message) {
        notes.add(message);
    }

    // --- the thread

    private void run() {
        try {
            long standing = System.nanoTime() - STANDING.toNanos();
            while (!closing) {
                long seen = captures.arrivalSignal().seen();
                long begun = System.nanoTime();
                boolean isStandingDue = begun - standing >= STANDING.toNanos();
                if (isStandingDue) {
                    standing = begun;
                    tellStanding();
                }
                boolean wasFull;
                synchronized (writing) {
                    wasFull = tellRecords();
                }
                if (!wasFull) {
                    pause(BATCH.toNanos() - (System.nanoTime() - begun));
                    captures.arrivalSignal().await(seen, STANDING);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            journal.close();
        }
    }

    private static void pause(long nanos) throws InterruptedException {
        if (nanos > 0) {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    }

    private void tellStanding() {
        List<Map<String, Object>> changes = containers.changes();
        if (!changes.isEmpty()) {
            journal.add("containers", livePage.json(Map.of("containers", changes)), 0);
        }
        List<Map<String, Object>> changedTests = tests.changes();
        if (!changedTests.isEmpty()) {
            journal.add("tests", livePage.json(Map.of("tests", changedTests)), 0);
        }
        List<String> said = new ArrayList<>();
        for (String note = notes.poll(); note != null; note = notes.poll()) {
            said.add(note);
        }
        if (!said.isEmpty()) {
            journal.add("notes", livePage.json(Map.of("notes", said)), 0);
        }
    }

    /** {@return whether there are more} */
    private boolean tellRecords() {
        if (newRecords.size() > maxBehind) {
            leaveOut();
        }
        // What fills a block by itself is written once.
        boolean isBlock = block.size() == 0 && newRecords.size() >= RecordBatch.CAPACITY;
        newRecords.passTo((capture, index) -> {
            LogRecord record = readable(capture, index);
            if (record == null) {
                return true;
            }
            int container = containers.number(capture);
            int test = tests.current();
            batch.add(record, container, test, index + 1);
            if (!isBlock) {
                block.add(record, container, test, index + 1);
            }
            return !batch.isFull();
        });
        int size = batch.size();
        if (size == 0) {
            return false;
        }
        if (containers.areUntold()) {
            tellStanding();
        }
        boolean isFull = batch.isFull();
        String records = batch.take(journal.records());
        journal.add("records", records, size);
        if (isBlock) {
            journal.addBlock(records, size);
        } else if (block.isFull()) {
            int all = block.size();
            journal.addBlock(block.take(journal.records() - all), all);
        }
        return isFull;
    }

    /** {@return a record, null if reading it fails, as a format of a user's may} */
    private @Nullable LogRecord readable(Capture capture, long index) {
        try {
            LogRecord record = capture.record(index);
            var unused = record.fields();
            return record;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            captures.report(capture.name(), "a record cannot be shown on the live page: " + e);
            return null;
        }
    }

    private void leaveOut() {
        List<Map<String, Object>> left = new ArrayList<>();
        newRecords
                .leaveOut(KEPT)
                .forEach((capture, count) -> left.add(Map.of("number", containers.number(capture), "records", count)));
        journal.add("left", livePage.json(Map.of("left", left)), 0);
    }

    @Override
    public void close() {
        closing = true;
        captures.removeListener(this);
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

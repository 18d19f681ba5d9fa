package io.github.structuredlogs.internal.viewer.live;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What pages are told, in order, each written once for all of them. A page that follows reads entries. One that begins reads
 * blocks at first, which hold the records of many entries. Forgets the oldest beyond a bound. Thread-safe.
 */
final class Journal {
    static final int MAX_RECORDS = 300_000;
    private static final long MAX_BLOCK_BYTES = 48L << 20;
    /** How much a page that follows may be behind. */
    private static final int MAX_ENTRY_RECORDS = 40_000;

    private static final long MAX_ENTRY_BYTES = 16L << 20;
    private static final int MAX_ENTRIES = 20_000;
    /** What one page is given at once. */
    private static final int MAX_BATCH_BYTES = 1 << 20;

    private final int maxRecords;

    // guarded by this
    private final Deque<JournalEntry> blocks = new ArrayDeque<>();
    private final List<JournalEntry> entries = new ArrayList<>();
    private int forgotten;
    private long next;
    private long nextAfterBlocks;
    private long records;
    private long blockRecords;
    private long blockBytes;
    private long entryRecords;
    private long entryBytes;
    private boolean closed;

    /**
     * Something that pages are told.
     *
     * @param number its place in the journal
     * @param event what kind it is of
     * @param data JSON in one line, in UTF-8
     * @param records how many records it has
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
    record JournalEntry(long number, String event, byte[] data, int records) {}

    /**
     * What a page has not been told yet.
     *
     * @param entries in order
     * @param forgot whether there were others before them, which are forgotten
     * @param closed whether there will be no more
     */
    record UnreadEntries(List<JournalEntry> entries, boolean forgot, boolean closed) {}

    /**
     * What a page is told that begins.
     *
     * @param firstRecord the number of the first record
     * @param blocks the records
     * @param next the entry that goes on behind them
     */
    record JournalStart(long firstRecord, List<JournalEntry> blocks, long next) {}

    Journal() {
        this(MAX_RECORDS);
    }

    Journal(int maxRecords) {
        this.maxRecords = maxRecords;
    }

    /** Adds something, and forgets what is too old for a page that follows. */
    synchronized void add(String event, String json, int recordCount) {
        byte[] data = json.getBytes(StandardCharsets.UTF_8);
        entries.add(new JournalEntry(next++, event, data, recordCount));
        records += recordCount;
        entryRecords += recordCount;
        entryBytes += data.length;
        while (firstEntry() < nextAfterBlocks && hasTooManyEntries()) {
            JournalEntry oldest = entries.get(forgotten);
            entries.set(forgotten++, new JournalEntry(oldest.number(), "", new byte[0], 0));
            entryRecords -= oldest.records();
            entryBytes -= oldest.data().length;
        }
        if (forgotten > 1_000 && forgotten > entries.size() / 2) {
            entries.subList(0, forgotten).clear();
            forgotten = 0;
        }
        notifyAll();
    }

    private boolean hasTooManyEntries() {
        return entryRecords > MAX_ENTRY_RECORDS
                || entryBytes > MAX_ENTRY_BYTES
                || entries.size() - forgotten > MAX_ENTRIES;
    }

    private long firstEntry() {
        return next - (entries.size() - forgotten);
    }

    /** Adds all records that were added since the last block once more, together, for pages that begin. */
    synchronized void addBlock(String json, int recordCount) {
        byte[] data = json.getBytes(StandardCharsets.UTF_8);
        blocks.add(new JournalEntry(-1, "records", data, recordCount));
        blockRecords += recordCount;
        blockBytes += data.length;
        nextAfterBlocks = next;
        while (blocks.size() > 1 && (blockRecords > maxRecords || blockBytes > MAX_BLOCK_BYTES)) {
            JournalEntry oldest = blocks.remove();
            blockRecords -= oldest.records();
            blockBytes -= oldest.data().length;
        }
    }

    /** {@return how many records were added} */
    synchronized long records() {
        return records;
    }

    /**
     * {@return what a page is told that begins}
     *
     * @param most how many blocks it is given at most
     */
    synchronized JournalStart begin(int most) {
        List<JournalEntry> last = new ArrayList<>(blocks);
        last = last.subList(Math.max(0, last.size() - most), last.size());
        long behind = 0;
        for (int i = (int) (nextAfterBlocks - (next - entries.size())); i < entries.size(); i++) {
            behind += entries.get(i).records();
        }
        long inBlocks = last.stream().mapToLong(JournalEntry::records).sum();
        return new JournalStart(records - behind - inBlocks, List.copyOf(last), nextAfterBlocks);
    }

    /**
     * Waits until there is something to tell a page.
     *
     * @param from the first entry that the page was not told
     * @param millis how long to wait at most
     */
    synchronized UnreadEntries await(long from, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (next <= from && !closed) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        if (from < firstEntry()) {
            return new UnreadEntries(List.of(), true, closed);
        }
        List<JournalEntry> unread = new ArrayList<>();
        int size = 0;
        for (int i = (int) (from - (next - entries.size())); i < entries.size() && size < MAX_BATCH_BYTES; i++) {
            unread.add(entries.get(i));
            size += entries.get(i).data().length;
        }
        return new UnreadEntries(unread, false, closed);
    }

    /** Nothing is added any more; whoever waits is told so. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}

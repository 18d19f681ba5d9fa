package io.github.structuredlogs.internal.store;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.condition.ByteFilter;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.parse.ParsedRecord;
import io.github.structuredlogs.internal.parse.formats.Format;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The records of one container: their original bytes, and for each a row of {@value #ROW} bytes with the values that
 * were decoded at once. One thread at a time appends; any number of threads read published records without a lock.
 *
 * <p>Blocks double in size up to a limit, so that a container with few records needs little memory. A full block is
 * moved to the file if the run exceeds its memory limit.
 */
@SuppressWarnings({
    "EnumOrdinal", // the rows' own encoding, which is not used after the run
    "NonAtomicVolatileUpdate" // one thread at a time appends
})
final class RecordStore {

    /** A missing time. */
    static final long NO_TIME = Long.MIN_VALUE;

    private static final LogLevel[] LEVELS = LogLevel.values();
    private static final LogStream[] STREAMS = LogStream.values();

    private static final int ROW = 56;
    private static final int OBSERVED = 0;
    private static final int TIMESTAMP = 8;
    private static final int TRACE_HIGH = 16;
    private static final int TRACE_LOW = 24;
    private static final int RAW_BLOCK = 32;
    private static final int RAW_OFFSET = 36;
    private static final int RAW_LENGTH = 40;
    private static final int LOGGER = 44;
    private static final int PART = 48;
    private static final int FORMAT = 52;
    private static final int LEVEL = 54;
    private static final int FLAGS = 55;

    private static final int FLAG_STDERR = 1;
    private static final int FLAG_HEX_TRACE = 2;
    private static final int FLAG_TEXT_TRACE = 4;
    private static final int FLAG_RESPELLED = 8;

    /** Index blocks have 64, 128, … rows, then always this many. */
    private static final int FIRST_ROWS = 64;

    private static final int MAX_ROWS = 2048;
    private static final int GROWING_BLOCKS = Integer.numberOfTrailingZeros(MAX_ROWS / FIRST_ROWS);
    private static final int GROWING_ROWS = MAX_ROWS - FIRST_ROWS;

    private static final int FIRST_RAW = 8 << 10;
    private static final int MAX_RAW = 256 << 10;

    private static final int NO_LOGGER = -1;
    /** A container with more or longer logger names writes data into them; they are then decoded on demand. */
    private static final int MAX_LOGGERS = 1 << 14;

    private static final int MAX_LOGGER_LENGTH = 512;

    private static final int LOGGER_NOT_KEPT = -2;

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final SpillFile memory;
    private final Map<String, Integer> loggerNumbers = new HashMap<>();
    /** A stream repeats its loggers, as the same strings. */
    private final @Nullable String[] recentNames = new @Nullable String[16];

    private final int[] recentNumbers = new int[recentNames.length];
    private final AtomicLong rawBytes = new AtomicLong();
    private final AtomicLongArray counts = new AtomicLongArray(LEVELS.length + 1);
    private volatile String[] loggers = new String[8];
    private volatile AtomicReferenceArray<ByteBuffer> index = new AtomicReferenceArray<>(8);
    private volatile AtomicReferenceArray<ByteBuffer> raw = new AtomicReferenceArray<>(8);
    private volatile long size;

    private int rows;
    private int indexBlock = -1;
    private int rawBlock = -1;
    private @Nullable ByteBuffer openIndex;
    private @Nullable ByteBuffer openRaw;

    RecordStore(SpillFile memory) {
        this.memory = memory;
    }

    long size() {
        return size;
    }

    /** Returns the length of all records, as the container wrote them. */
    long rawBytes() {
        return rawBytes.get();
    }

    long count(@Nullable LogLevel level) {
        return counts.get(level == null ? LEVELS.length : level.ordinal());
    }

    void append(ParsedRecord record, LogStream stream) {
        int length = record.length();
        ByteBuffer bytes = rawFor(length);
        int offset = bytes.position();
        bytes.put(record.bytes(), record.offset(), length);

        ByteBuffer block = indexBlockForNext();
        int row = rows * ROW;
        block.putLong(row + OBSERVED, record.observedNanos());
        block.putLong(row + TIMESTAMP, record.timestampNanos());
        block.putLong(row + TRACE_HIGH, record.traceHigh());
        block.putLong(row + TRACE_LOW, record.traceLow());
        block.putInt(row + RAW_BLOCK, rawBlock);
        block.putInt(row + RAW_OFFSET, offset);
        block.putInt(row + RAW_LENGTH, length);
        block.putInt(row + LOGGER, loggerNumber(record.logger()));
        block.putInt(row + PART, record.part());
        block.putShort(row + FORMAT, (short) record.format());
        LogLevel level = record.level();
        block.put(row + LEVEL, (byte) (level == null ? -1 : level.ordinal()));
        block.put(row + FLAGS, (byte) ((stream == LogStream.STDERR ? FLAG_STDERR : 0)
                | (record.hasHexTrace() ? FLAG_HEX_TRACE : 0)
                | (record.traceText() != null ? FLAG_TEXT_TRACE : 0)
                | (record.isRespelled() ? FLAG_RESPELLED : 0)));
        rows++;
        int counter = level == null ? LEVELS.length : level.ordinal();
        counts.lazySet(counter, counts.get(counter) + 1);
        rawBytes.lazySet(rawBytes.get() + length);
        size = size + 1;
    }

    private ByteBuffer rawFor(int length) {
        ByteBuffer open = openRaw;
        if (open != null && open.remaining() >= length) {
            return open;
        }
        int next = open == null ? FIRST_RAW : Math.min(MAX_RAW, Math.max(FIRST_RAW, open.capacity()) * 2);
        if (open != null) {
            seal(raw, rawBlock, open);
        }
        ByteBuffer fresh = ByteBuffer.allocate(Math.max(length, memory.overLimit() ? FIRST_RAW * 8 : next));
        memory.hold(fresh.capacity());
        rawBlock++;
        raw = withRoom(raw, rawBlock);
        raw.set(rawBlock, fresh);
        openRaw = fresh;
        return fresh;
    }

    private ByteBuffer indexBlockForNext() {
        ByteBuffer open = openIndex;
        if (open != null && (rows + 1) * ROW <= open.capacity()) {
            return open;
        }
        if (open != null) {
            seal(index, indexBlock, open);
        }
        indexBlock++;
        int capacity = indexBlock < GROWING_BLOCKS ? FIRST_ROWS << indexBlock : MAX_ROWS;
        ByteBuffer fresh = ByteBuffer.allocate(capacity * ROW);
        memory.hold(fresh.capacity());
        index = withRoom(index, indexBlock);
        index.set(indexBlock, fresh);
        rows = 0;
        openIndex = fresh;
        return fresh;
    }

    /** Moves a full block to the file if memory is short. A reader may continue with the block that it has. */
    private void seal(AtomicReferenceArray<ByteBuffer> blocks, int block, ByteBuffer full) {
        if (!memory.overLimit()) {
            return;
        }
        ByteBuffer written =
                blocks == raw ? full.duplicate().flip() : full.duplicate().clear();
        ByteBuffer stored = memory.store(written);
        if (stored != null) {
            blocks.set(block, stored);
            memory.hold(-full.capacity());
        }
    }

    /**
     * Lets go of the blocks that hold only records before one; these cannot be read any more. Called by one thread at a
     * time.
     *
     * @return how far it came, for the next call
     */
    Forgotten forget(long before, Forgotten last) {
        int indexBlocks = last.indexBlocks();
        int rawBlocks = last.rawBlocks();
        int firstKept = before >= size ? indexBlockOfEnd() : blockOf(before);
        if (before < size && firstKept > indexBlocks) {
            int firstRaw = block(before).getInt(rowOf(before) + RAW_BLOCK);
            rawBlocks = forget(raw, rawBlocks, firstRaw);
        }
        indexBlocks = forget(index, indexBlocks, firstKept);
        return new Forgotten(indexBlocks, rawBlocks);
    }

    private int indexBlockOfEnd() {
        return size == 0 ? 0 : blockOf(size - 1);
    }

    private int forget(AtomicReferenceArray<ByteBuffer> blocks, int from, int to) {
        for (int block = from; block < to; block++) {
            ByteBuffer known = blocks.getAndSet(block, EMPTY);
            if (!known.isDirect()) {
                memory.hold(-known.capacity());
            }
        }
        return Math.max(from, to);
    }

    /** How many blocks from the beginning were let go of. */
    record Forgotten(int indexBlocks, int rawBlocks) {
        static final Forgotten NOTHING = new Forgotten(0, 0);
    }

    private static AtomicReferenceArray<ByteBuffer> withRoom(AtomicReferenceArray<ByteBuffer> blocks, int block) {
        if (block < blocks.length()) {
            return blocks;
        }
        AtomicReferenceArray<ByteBuffer> larger = new AtomicReferenceArray<>(blocks.length() * 2);
        for (int i = 0; i < blocks.length(); i++) {
            larger.set(i, blocks.get(i));
        }
        return larger;
    }

    private int loggerNumber(@Nullable String logger) {
        if (logger == null) {
            return NO_LOGGER;
        }
        int slot = logger.hashCode() & (recentNames.length - 1);
        if (!logger.equals(recentNames[slot])) {
            recentNumbers[slot] = numberOf(logger);
            recentNames[slot] = logger;
        }
        return recentNumbers[slot];
    }

    private int numberOf(String logger) {
        Integer known = loggerNumbers.get(logger);
        if (known != null) {
            return known;
        }
        int number = loggerNumbers.size();
        if (number == MAX_LOGGERS || logger.length() > MAX_LOGGER_LENGTH) {
            return LOGGER_NOT_KEPT;
        }
        String[] names = loggers;
        if (number == names.length) {
            names = Arrays.copyOf(names, names.length * 2);
        }
        names[number] = logger;
        loggers = names;
        loggerNumbers.put(logger, number);
        return number;
    }

    // --- reading

    private ByteBuffer block(long record) {
        checkIndex(record);
        return index.get(blockOf(record));
    }

    private void checkIndex(long record) {
        if (record < 0 || record >= size) {
            throw new IndexOutOfBoundsException("record " + record + " of " + size);
        }
    }

    private static int blockOf(long record) {
        if (record < GROWING_ROWS) {
            return 63 - Long.numberOfLeadingZeros(record / FIRST_ROWS + 1);
        }
        return GROWING_BLOCKS + (int) ((record - GROWING_ROWS) / MAX_ROWS);
    }

    private static int rowOf(long record) {
        if (record < GROWING_ROWS) {
            long group = Long.highestOneBit(record / FIRST_ROWS + 1);
            return (int) (record - (group - 1) * FIRST_ROWS) * ROW;
        }
        return (int) ((record - GROWING_ROWS) % MAX_ROWS) * ROW;
    }

    long observedNanos(long record) {
        return block(record).getLong(rowOf(record) + OBSERVED);
    }

    long timestampNanos(long record) {
        return block(record).getLong(rowOf(record) + TIMESTAMP);
    }

    @Nullable LogLevel level(long record) {
        int level = block(record).get(rowOf(record) + LEVEL);
        return level < 0 ? null : LEVELS[level];
    }

    LogStream stream(long record) {
        return STREAMS[flags(record) & FLAG_STDERR];
    }

    boolean hasHexTrace(long record) {
        return (flags(record) & FLAG_HEX_TRACE) != 0;
    }

    boolean hasTextTrace(long record) {
        return (flags(record) & FLAG_TEXT_TRACE) != 0;
    }

    private int flags(long record) {
        return block(record).get(rowOf(record) + FLAGS);
    }

    long traceHigh(long record) {
        return block(record).getLong(rowOf(record) + TRACE_HIGH);
    }

    long traceLow(long record) {
        return block(record).getLong(rowOf(record) + TRACE_LOW);
    }

    int format(long record) {
        return block(record).getShort(rowOf(record) + FORMAT) & 0xffff;
    }

    int part(long record) {
        return block(record).getInt(rowOf(record) + PART);
    }

    /** Says whether {@link #logger} has the record's logger; if not, it is decoded from the record. */
    boolean keepsLogger(long record) {
        return block(record).getInt(rowOf(record) + LOGGER) != LOGGER_NOT_KEPT;
    }

    @Nullable String logger(long record) {
        int number = block(record).getInt(rowOf(record) + LOGGER);
        return number < 0 ? null : loggers[number];
    }

    int rawLength(long record) {
        return block(record).getInt(rowOf(record) + RAW_LENGTH);
    }

    /** Whether a record may meet the condition that a filter was made for; false only if it does not. */
    boolean mayMatch(long record, ByteFilter byteFilter, Formats formats) {
        ByteBuffer block = block(record);
        int row = rowOf(record);
        if ((block.get(row + FLAGS) & FLAG_RESPELLED) != 0) {
            return true;
        }
        Format format = formats.format(block.getShort(row + FORMAT) & 0xffff);
        int offset = block.getInt(row + RAW_OFFSET);
        int length = block.getInt(row + RAW_LENGTH);
        ByteBuffer bytes = raw.get(block.getInt(row + RAW_BLOCK));
        if (bytes.hasArray()) {
            int from = bytes.arrayOffset() + offset;
            return byteFilter.mayMatch(bytes.array(), from, from + length, format);
        }
        byte[] copy = new byte[length];
        bytes.get(offset, copy);
        return byteFilter.mayMatch(copy, 0, length, format);
    }

    /** {@return a copy of the record's bytes} */
    byte[] raw(long record) {
        ByteBuffer block = block(record);
        int row = rowOf(record);
        byte[] bytes = new byte[block.getInt(row + RAW_LENGTH)];
        raw.get(block.getInt(row + RAW_BLOCK)).get(block.getInt(row + RAW_OFFSET), bytes);
        return bytes;
    }
}

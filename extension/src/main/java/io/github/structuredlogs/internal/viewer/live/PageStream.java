package io.github.structuredlogs.internal.viewer.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One page's stream of server-sent events, on a thread of its own: what it has to know at first, then the journal at the
 * page's own pace. One that does not keep up begins again with the latest.
 */
final class PageStream {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int MAX_BLOCKS_AGAIN = 4;
    private static final byte[] EMPTY = {'{', '}'};
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final LiveFeed feed;
    private final OutputStream out;
    private final ScheduledExecutorService timer;
    private final Duration deadline;

    PageStream(LiveFeed feed, OutputStream out, ScheduledExecutorService timer) {
        this(feed, out, timer, DEADLINE);
    }

    PageStream(LiveFeed feed, OutputStream out, ScheduledExecutorService timer, Duration deadline) {
        this.feed = feed;
        this.out = out;
        this.timer = timer;
        this.deadline = deadline;
    }

    /**
     * Writes until the page is gone or there will be no more.
     *
     * @param told the last entry that the page was told, -1 if none
     * @throws IOException if the page is gone, or takes nothing for longer than the deadline
     */
    void run(long told) throws IOException, InterruptedException {
        Journal journal = feed.journal();
        Journal.UnreadEntries unread = journal.await(told + 1, 0);
        long next = told < 0 || unread.forgot() ? begin(Integer.MAX_VALUE) : told + 1;
        while (true) {
            unread = journal.await(next, HEARTBEAT.toMillis());
            if (unread.forgot()) {
                // It does not keep up: all but the latest would only hold it up more.
                next = begin(MAX_BLOCKS_AGAIN);
                continue;
            }
            for (Journal.JournalEntry entry : unread.entries()) {
                write(event(entry.event(), entry.number(), entry.data()));
                next = entry.number() + 1;
            }
            if (unread.closed() && unread.entries().isEmpty()) {
                write(event("ended", -1, EMPTY));
                return;
            }
            if (unread.entries().isEmpty()) {
                write(event("beat", -1, EMPTY));
            }
        }
    }

    private long begin(int blocks) throws IOException {
        Journal.JournalStart beginning = feed.journal().begin(blocks);
        // What changes from here on is told by the journal's entries.
        write(event("state", -1, feed.state(beginning.firstRecord()).getBytes(StandardCharsets.UTF_8)));
        for (Journal.JournalEntry block : beginning.blocks()) {
            write(event(block.event(), -1, block.data()));
        }
        write(event("begun", beginning.next() - 1, EMPTY));
        return beginning.next();
    }

    private static byte[] event(String name, long number, byte[] data) {
        byte[] head = ("event: " + name + (number < 0 ? "" : "\nid: " + number) + "\ndata: ")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + data.length + 2];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(data, 0, whole, head.length, data.length);
        whole[whole.length - 2] = '\n';
        whole[whole.length - 1] = '\n';
        return whole;
    }

    /** An interrupt closes the channel to a page that does not read: there is no other way to end a write. */
    private void write(byte[] bytes) throws IOException {
        Thread writer = Thread.currentThread();
        Future<?> end = timer.schedule(writer::interrupt, deadline.toMillis(), TimeUnit.MILLISECONDS);
        try {
            out.write(bytes);
            out.flush();
        } finally {
            end.cancel(false);
        }
    }
}

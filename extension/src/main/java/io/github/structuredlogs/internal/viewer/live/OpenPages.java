package io.github.structuredlogs.internal.viewer.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The pages that somebody has open, seen or hidden. Thread-safe. */
final class OpenPages {
    /** A hidden page says now and then that it is still there; browsers let it do so once a minute. */
    private static final Duration SILENCE = Duration.ofSeconds(150);

    private static final int MAX_PAGES = 1_000;

    // guarded by this
    private final Map<String, OpenPage> pages = new HashMap<>();

    private static final class OpenPage {
        int streams;
        boolean isClosed;
        long heard = System.nanoTime();
    }

    /** A page reads a stream from now on. */
    synchronized void reads(String id) {
        heard(id).streams++;
    }

    /** A page does not read its stream any more: it is hidden, or gone. */
    synchronized void readsNoMore(String id) {
        OpenPage page = pages.get(id);
        if (page == null) {
            return;
        }
        page.streams--;
        page.heard = System.nanoTime();
        if (page.isClosed && page.streams <= 0) {
            pages.remove(id);
        }
    }

    /** A page is there. */
    synchronized void isThere(String id) {
        heard(id);
    }

    /** A page was closed. */
    synchronized void isGone(String id) {
        OpenPage page = pages.get(id);
        if (page != null && page.streams <= 0) {
            pages.remove(id);
        } else if (page != null) {
            // Its stream's end is noticed by the next write.
            page.isClosed = true;
        }
    }

    private OpenPage heard(String id) {
        if (pages.size() >= MAX_PAGES) {
            pages.values().removeIf(page -> page.streams <= 0);
        }
        OpenPage page = pages.computeIfAbsent(id, fresh -> new OpenPage());
        page.heard = System.nanoTime();
        page.isClosed = false;
        return page;
    }

    /** {@return how many there are} */
    synchronized int count() {
        long now = System.nanoTime();
        pages.values().removeIf(page -> page.streams <= 0 && now - page.heard >= SILENCE.toNanos());
        return (int) pages.values().stream().filter(page -> !page.isClosed).count();
    }
}

package io.github.structuredlogs.internal.viewer.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenPagesTest {
    private final OpenPages pages = new OpenPages();

    @Test
    void aHiddenPageIsStillOpen() {
        pages.reads("one");
        pages.readsNoMore("one");

        assertThat(pages.count()).isEqualTo(1);
    }

    /** A stream's end is noticed by the next write, which comes after the page has said that it is gone. */
    @Test
    void aClosedPageIsGoneWhateverIsNoticedFirst() {
        pages.reads("one");
        pages.isGone("one");
        assertThat(pages.count()).isZero();
        pages.readsNoMore("one");
        pages.reads("two");
        pages.readsNoMore("two");
        pages.isGone("two");

        assertThat(pages.count()).isZero();
    }
}

package io.github.structuredlogs.internal.viewer.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JournalTest {
    @Test
    void givesEachEntryOnceAndInOrder() throws InterruptedException {
        Journal journal = new Journal();
        journal.add("records", "a", 2);
        journal.add("containers", "b", 0);

        Journal.UnreadEntries unread = journal.await(0, 0);

        assertThat(unread.entries()).extracting(Journal.JournalEntry::event).containsExactly("records", "containers");
        assertThat(unread.entries()).extracting(Journal.JournalEntry::number).containsExactly(0L, 1L);
        assertThat(journal.await(2, 0).entries()).isEmpty();
        assertThat(journal.await(1, 0).entries())
                .extracting(Journal.JournalEntry::event)
                .containsExactly("containers");
    }

    @Test
    void aPageThatBeginsIsGivenBlocksAndWhatIsBehindThem() throws InterruptedException {
        Journal journal = new Journal();
        for (int i = 0; i < 10; i++) {
            journal.add("records", "r", 10);
        }
        journal.addBlock("block", 100);
        journal.add("records", "r", 5);

        Journal.JournalStart beginning = journal.begin(10);

        assertThat(beginning.firstRecord()).isZero();
        assertThat(beginning.blocks()).extracting(Journal.JournalEntry::records).containsExactly(100);
        assertThat(journal.await(beginning.next(), 0).entries())
                .extracting(Journal.JournalEntry::records)
                .containsExactly(5);
    }

    @Test
    void forgetsBlocksBeyondItsBoundAndSaysWhereItBegins() {
        Journal journal = new Journal(1_000);
        for (int i = 0; i < 30; i++) {
            journal.add("records", "r", 100);
            journal.addBlock("block", 100);
        }

        Journal.JournalStart whole = journal.begin(Integer.MAX_VALUE);
        Journal.JournalStart latest = journal.begin(2);

        assertThat(whole.blocks()).hasSize(10);
        assertThat(whole.firstRecord()).isEqualTo(2_000);
        assertThat(latest.firstRecord()).isEqualTo(2_800);
        assertThat(latest.next()).isEqualTo(30);
    }

    @Test
    void tellsAPageThatIsTooFarBehind() throws InterruptedException {
        Journal journal = new Journal();
        for (int i = 0; i < 30_000; i++) {
            journal.add("records", "r", 1);
            journal.addBlock("block", 1);
        }

        assertThat(journal.await(0, 0).forgot()).isTrue();
        assertThat(journal.await(29_000, 0).forgot()).isFalse();
        assertThat(journal.await(29_000, 0).entries()).hasSize(1_000);
    }

    @Test
    void keepsEntriesThatAreInNoBlock() throws InterruptedException {
        Journal journal = new Journal();
        for (int i = 0; i < 30_000; i++) {
            journal.add("records", "r", 1);
        }

        assertThat(journal.await(0, 0).forgot()).isFalse();
    }
}

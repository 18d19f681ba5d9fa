package io.github.structuredlogs.internal.docker.ours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StaticFieldsTest {

    /** Stands for a container: it is looked for by its identity alone. */
    private static final class Wanted {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Wanted;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    private final Wanted wanted = new Wanted();

    static final class Keeper {
        static @Nullable Object kept;
    }

    @AfterEach
    void forget() {
        Keeper.kept = null;
    }

    private boolean isFoundIn(@Nullable Object kept) {
        Keeper.kept = kept;
        return StaticFields.hold(Keeper.class, wanted);
    }

    @Test
    void findsWhatAFieldOrACollectionHolds() {
        assertThat(isFoundIn(wanted)).isTrue();
        assertThat(isFoundIn(new ArrayList<>(List.of("a", wanted)))).isTrue();
        assertThat(isFoundIn(new HashMap<>(Map.of("db", List.of(wanted))))).isTrue();
        assertThat(isFoundIn(new Object[] {1, null, wanted})).isTrue();
        assertThat(isFoundIn(new AtomicReference<>(wanted))).isTrue();
        assertThat(isFoundIn(CompletableFuture.completedFuture(wanted))).isTrue();
    }

    @Test
    void findsNothingElse() {
        assertThat(isFoundIn(null)).isFalse();
        assertThat(isFoundIn(new Wanted())).isFalse();
        assertThat(isFoundIn(List.of(new Wanted()))).isFalse();
        assertThat(isFoundIn(new CompletableFuture<>())).isFalse();
        assertThat(isFoundIn(CompletableFuture.failedFuture(new IllegalStateException())))
                .isFalse();
    }

    /** As Kotlin's, and as memoizing suppliers of libraries. */
    static final class Lazy implements Supplier<Object> {
        private @Nullable Object value;
        private int calls;

        @Override
        public Object get() {
            calls++;
            return value == null ? this : value;
        }
    }

    @Test
    void findsWhatALazyOneHasMadeAndMakesNothing() {
        Lazy lazy = new Lazy();
        assertThat(isFoundIn(lazy)).isFalse();
        assertThat(lazy.calls).isZero();

        lazy.value = wanted;
        assertThat(isFoundIn(lazy)).isTrue();
    }

    static final class OnlyOne {
        static final OnlyOne INSTANCE = new OnlyOne();

        private final Lazy db = new Lazy();
    }

    @Test
    void findsWhatTheOneInstanceOfAClassHolds() {
        OnlyOne.INSTANCE.db.value = wanted;
        assertThat(StaticFields.hold(OnlyOne.class, wanted)).isTrue();
        OnlyOne.INSTANCE.db.value = null;
        assertThat(StaticFields.hold(OnlyOne.class, wanted)).isFalse();
    }

    @SuppressWarnings("UnusedVariable") // Read by reflection.
    static class WithCompanion {
        static final Companion COMPANION = new Companion();

        private static @Nullable Object db;

        static final class Companion {}

        static final class Other {}
    }

    @Test
    void findsWhatTheClassAroundACompanionHolds() {
        WithCompanion.db = wanted;
        assertThat(StaticFields.hold(WithCompanion.Companion.class, wanted)).isTrue();
        assertThat(StaticFields.hold(WithCompanion.Other.class, wanted)).isFalse();
        WithCompanion.db = null;
    }

    /** A list that goes on for ever, and one that contains itself. */
    static final class Node {
        @Nullable Object next;
    }

    @Test
    void ends() {
        Node circle = new Node();
        circle.next = circle;
        assertThat(isFoundIn(circle)).isFalse();

        Node first = new Node();
        Node last = first;
        for (int i = 0; i < 10_000; i++) {
            Node next = new Node();
            last.next = next;
            last = next;
        }
        last.next = wanted;
        assertThat(isFoundIn(first)).isFalse();
    }
}

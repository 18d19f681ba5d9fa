package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.condition.RecordCondition;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.SyncOutcome;
import io.github.structuredlogs.internal.text.PlainRecordText;
import io.github.structuredlogs.internal.text.RecordText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/** The records of an assertion, which may grow in number, and the wait for more. */
public interface RecordSource {

    /** {@return the current parts} */
    List<SourcePart> portions();

    /** {@return all captures of the run, visible or not} */
    List<Capture> captures();

    /** Says whether the asking class sees a capture, rather than only another class. */
    default boolean looksAt(Capture capture) {
        return true;
    }

    /** Says whether missing knowledge about a capture matters here: it existed in the time of the assertion. */
    default boolean concerns(Capture capture) {
        return true;
    }

    /** {@return which clock was set, so that it is not known which records are here; null if none was, or if it does not matter} */
    default @Nullable String clockChange() {
        return null;
    }

    /** {@return the time of the assertion} */
    default Period period() {
        return Period.ALWAYS;
    }

    /** {@return the names of those that were named by their objects, and whose object runs a container without a capture} */
    default List<String> unseen() {
        return List.of();
    }

    /** {@return records that may belong here or to somebody else, null if there are none} */
    default @Nullable RecordSource doubtful() {
        return null;
    }

    /** Notes what a passing assertion could not prove. */
    default void said(Collection<String> unproven) {}

    /** {@return the same source with the containers that an object has started, whoever owns them} */
    default RecordSource reaching(ContainerState container) {
        return this;
    }

    /** {@return the captures of a container object, empty if it is not captured} */
    List<Capture> capturesOf(ContainerState container);

    /** {@return the names of the containers here, null if any may still be added} */
    @Nullable Set<String> names();

    /** {@return the class of a container with that name that is not visible here; null if none is known} */
    default @Nullable String classOf(String container) {
        return null;
    }

    /** {@return the names of containers that were seen and are not captured} */
    default List<String> notCaptured() {
        return List.of();
    }

    /** {@return the owner of the records, in words: {@code this test}} */
    String words();

    Settling settling();

    RecordText text();

    /** {@return the file with all records, null if there is none} */
    @Nullable Path file();

    /** {@return a number that grows whenever something arrives} */
    long seen();

    /** Waits until something arrives that was not seen; false if nothing does in time. */
    boolean await(long seen, Duration timeout) throws InterruptedException;

    SyncOutcome sync(Collection<Capture> captures);

    /** Notes that the test has navigated to this record, so that it is not unexpected. */
    void navigatedTo(LogRecord record);

    /** Takes back that the test has navigated to this record, because its assertion on it failed. */
    default void leave(LogRecord record) {}

    /** Says whether more records may arrive; if not, nothing ever waits. */
    boolean grows();

    /**
     * Returns why matching records may not be visible.
     *
     * @param criteria their conditions
     * @return the reason in words, null if there are none elsewhere
     */
    default @Nullable String elsewhere(List<RecordCondition> criteria) {
        return null;
    }

    /** {@return what is known to be missing in records that do not grow in number, a sentence each} */
    default List<String> gaps() {
        return List.of();
    }

    /** Returns a source with a list's records, which do not change. */
    static RecordSource of(List<? extends LogRecord> list) {
        return of(list, List.of());
    }

    /** Returns a source with a list's records, which do not change, and of which some are known to be missing. */
    static RecordSource of(List<? extends LogRecord> list, List<String> gaps) {
        return new ListSource(List.copyOf(list), List.copyOf(gaps));
    }

    /** A source to which nothing is added, so that nothing ever waits. */
    interface Still extends RecordSource {
        @Override
        default List<Capture> captures() {
            return List.of();
        }

        @Override
        default Settling settling() {
            return Settling.DEFAULT;
        }

        @Override
        default RecordText text() {
            return PlainRecordText.INSTANCE;
        }

        @Override
        default @Nullable Path file() {
            return null;
        }

        @Override
        default long seen() {
            return 0;
        }

        @Override
        default boolean await(long seen, Duration timeout) {
            return false;
        }

        @Override
        default SyncOutcome sync(Collection<Capture> captures) {
            return SyncOutcome.UP_TO_DATE;
        }

        @Override
        default void navigatedTo(LogRecord record) {}

        @Override
        default boolean grows() {
            return false;
        }
    }

    record ListSource(List<? extends LogRecord> list, List<String> gaps) implements Still {
        @Override
        public List<SourcePart> portions() {
            return List.of(new SourcePart.ListPart(list));
        }

        @Override
        public List<Capture> capturesOf(ContainerState container) {
            return List.of();
        }

        @Override
        public Set<String> names() {
            return list.stream()
                    .map(LogRecord::container)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        @Override
        public String words() {
            return "the list";
        }
    }

    /** A source of future records: it has none, and every container may be named. */
    record OfFuture(Captures run) implements Still {
        @Override
        public List<SourcePart> portions() {
            return List.of();
        }

        @Override
        public List<Capture> capturesOf(ContainerState container) {
            return run.of(container);
        }

        @Override
        public @Nullable Set<String> names() {
            return null;
        }

        @Override
        public String words() {
            return "records to come";
        }
    }
}

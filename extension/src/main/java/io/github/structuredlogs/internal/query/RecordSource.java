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

/** What an assertion looks at: records that may grow in number, and how to wait for more. */
public interface RecordSource {

    /** {@return the parts that there are now} */
    List<SourcePart> portions();

    /** {@return all captures of the run, in sight or not} */
    List<Capture> captures();

    /** Whether a capture is one of those that the class which asks looks at, and not one of another class alone. */
    default boolean looksAt(Capture capture) {
        return true;
    }

    /** Whether what is not known of a capture matters to an assertion here: it existed in the time that is looked at. */
    default boolean concerns(Capture capture) {
        return true;
    }

    /** {@return the time that is looked at} */
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

    /** Notes what an assertion that passes could not prove. */
    default void said(Collection<String> unproven) {}

    /** {@return the same with what an object has started, whoever owns it: whoever names it has it at hand} */
    default RecordSource reaching(ContainerState container) {
        return this;
    }

    /** {@return the captures of a container's object, none if it is not captured} */
    List<Capture> capturesOf(ContainerState container);

    /** {@return the names that containers have here, null if any may still come} */
    @Nullable Set<String> names();

    /** {@return the class that a container out of sight belongs to, by its name; null if there is none that is known} */
    default @Nullable String classOf(String container) {
        return null;
    }

    /** {@return the names of containers that were seen and are not captured} */
    default List<String> notCaptured() {
        return List.of();
    }

    /** {@return whose records they are, in words: {@code this test}} */
    String words();

    Settling settling();

    RecordText text();

    /** {@return the file in which all records are written, null if there is none} */
    @Nullable Path file();

    /** {@return a number that grows whenever something arrives} */
    long seen();

    /** Waits until something arrives that was not seen; false if nothing does in time. */
    boolean await(long seen, Duration timeout) throws InterruptedException;

    SyncOutcome sync(Collection<Capture> captures);

    /** Notes that the test has looked at this very record, which is therefore no surprise to the guard. */
    void navigatedTo(LogRecord record);

    /** Takes back that the test has looked at this very record: what it asserted of it does not hold. */
    default void leave(LogRecord record) {}

    /** Whether more records may come; if not, nothing ever waits. */
    boolean grows();

    /**
     * Why records that are looked for may be out of sight.
     *
     * @param criteria what they have in common
     * @return the reason in words, null if there are none elsewhere
     */
    default @Nullable String elsewhere(List<RecordCondition> criteria) {
        return null;
    }

    /** A list's records, which stay as they are. */
    static RecordSource of(List<? extends LogRecord> list) {
        return new ListSource(List.copyOf(list));
    }

    /** Records that nothing is added to, so that nothing ever waits. */
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

    record ListSource(List<? extends LogRecord> list) implements Still {
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

    /** Records that are still to come: nothing is there to look at, and every container may be named. */
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

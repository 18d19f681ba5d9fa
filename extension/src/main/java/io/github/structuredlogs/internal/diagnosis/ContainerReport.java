package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a container stood when a test failed.
 *
 * @param name the name under which its records are shown
 * @param image the image it was made from
 * @param status its status
 * @param completeness whether everything that it logged is there
 * @param lifecycle what happened to it, in order
 * @param earlierEnd how it ended before the test began, null if it had not
 * @param usage what it used in the time of the test
 */
public record ContainerReport(
        String name,
        String image,
        ContainerStatus status,
        Completeness completeness,
        List<LifecycleEvent> lifecycle,
        @Nullable EarlierEnd earlierEnd,
        Usage usage) {

    public ContainerReport {
        lifecycle = List.copyOf(lifecycle);
    }

    /** Describes a container that was not measured. */
    public ContainerReport(
            String name,
            String image,
            ContainerStatus status,
            Completeness completeness,
            List<LifecycleEvent> lifecycle,
            @Nullable EarlierEnd earlierEnd) {
        this(name, image, status, completeness, lifecycle, earlierEnd, Usage.UNKNOWN);
    }

    /** {@return the same with what it used} */
    public ContainerReport using(Usage used) {
        return new ContainerReport(name, image, status, completeness, lifecycle, earlierEnd, used);
    }

    /** {@return how the container of a capture stands now, which had not ended before the test began} */
    public static ContainerReport of(Capture capture) {
        return of(capture, null);
    }

    /**
     * {@return how the container of a capture stands now}
     *
     * @param earlierEnd how it ended before the test began, null if it had not
     */
    public static ContainerReport of(Capture capture, @Nullable EarlierEnd earlierEnd) {
        return new ContainerReport(
                capture.name(),
                capture.image(),
                capture.status(),
                capture.completeness(),
                capture.lifecycle(),
                earlierEnd);
    }

    /** Whether it ended in a way that nobody asked for. */
    boolean crashed() {
        return status.isCrash();
    }
}

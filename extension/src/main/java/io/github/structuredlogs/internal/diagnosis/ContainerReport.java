package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.internal.history.ChangedImage;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a container when a test failed.
 *
 * @param name the name under which its records are shown
 * @param image the image it was made from
 * @param status its status
 * @param completeness whether everything that it logged was captured
 * @param lifecycle its events, in order
 * @param earlierEnd its end before the test began, null if it had not ended
 * @param usage its memory and processor time during the test
 * @param changedImage its image, if the test ran with another one when it passed last; else null
 */
public record ContainerReport(
        String name,
        String image,
        ContainerStatus status,
        Completeness completeness,
        List<LifecycleEvent> lifecycle,
        @Nullable EarlierEnd earlierEnd,
        Usage usage,
        @Nullable ChangedImage changedImage) {

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
        this(name, image, status, completeness, lifecycle, earlierEnd, Usage.UNKNOWN, null);
    }

    /** {@return the same report with a usage} */
    public ContainerReport using(Usage used) {
        return new ContainerReport(name, image, status, completeness, lifecycle, earlierEnd, used, changedImage);
    }

    /** {@return the same report with the change of its image, if it is among these} */
    public ContainerReport withImageOf(List<ChangedImage> changes) {
        ChangedImage own = changes.stream()
                .filter(change -> change.container().equals(name))
                .findFirst()
                .orElse(null);
        return new ContainerReport(name, image, status, completeness, lifecycle, earlierEnd, usage, own);
    }

    /** {@return the current state of the container of a capture that had not ended before the test began} */
    public static ContainerReport of(Capture capture) {
        return of(capture, null);
    }

    /**
     * {@return the current state of the container of a capture}
     *
     * @param earlierEnd its end before the test began, null if it had not ended
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

    /** Says whether it ended without a request. */
    boolean crashed() {
        return status.isCrash();
    }
}

package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.internal.condition.RecordCondition;
import io.github.structuredlogs.internal.condition.RecordConditions;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.text.ContainerName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/**
 * The lookup of containers that a test names. A container may just have been started, so the lookup is repeated for a
 * while. If it is not found, the failure lists the known ones.
 */
final class ContainerLookup {

    private static final int MAX_OTHERS = 5;

    private final RecordSource recordSource;
    private final Duration patience;

    /**
     * Prepares the lookup.
     *
     * @param recordSource the records whose containers are searched
     * @param patience how long to repeat the lookup
     */
    ContainerLookup(RecordSource recordSource, Duration patience) {
        this.recordSource = recordSource;
        this.patience = patience;
    }

    /**
     * {@return the condition that a record is from the container with a name}
     *
     * @throws AssertionError if no container has that name; the message lists the known names
     */
    RecordCondition called(String name) {
        boolean found = isFound(() -> {
            Set<String> names = recordSource.names();
            return names == null || names.stream().anyMatch(each -> ContainerName.isCalled(each, name));
        });
        if (!found) {
            String other = recordSource.classOf(name);
            if (other != null) {
                throw new AssertionError("\"" + recordSource.text().plain(name) + "\" is a container of class " + other
                        + ", and no container of this class has that name. "
                        + captured("No container is captured.", "There are: "));
            }
            throw new AssertionError(
                    "No container is called \"" + recordSource.text().plain(name) + "\". "
                            + captured("No container is captured.", "There are: ") + notCaptured());
        }
        return RecordConditions.container(
                name,
                columns -> columns instanceof Capture capture && (recordSource.looksAt(capture) || !isOfOwn(name)));
    }

    /**
     * Says whether the asking class has a container with that name; in the whole run, other classes may have one as
     * well.
     */
    private boolean isOfOwn(String name) {
        return recordSource.captures().stream()
                .anyMatch(capture -> ContainerName.isCalled(capture.name(), name) && recordSource.looksAt(capture));
    }

    /**
     * {@return the condition that a record is from a container, over all attempts to start it}
     *
     * @throws AssertionError if its logs are not captured; the message lists the captured containers
     */
    RecordCondition of(ContainerState container) {
        if (!isFound(() -> !recordSource.capturesOf(container).isEmpty() || recordSource.names() == null)) {
            throw new AssertionError("The logs of this " + kindOf(container) + " are not captured: "
                    + (container.getContainerId() == null
                            ? "it was not started, or it failed before there was a container."
                            : "no test of this JVM has started it, or structuredlogs.containers.include or exclude"
                                    + " leave it out.")
                    + captured(" None is.", " Captured are: "));
        }
        List<Capture> captures = recordSource.capturesOf(container);
        String name = captures.isEmpty() ? "a container" : captures.get(0).name();
        return RecordConditions.container(
                name,
                captures,
                columns -> columns instanceof Capture capture
                        && recordSource.capturesOf(container).contains(capture));
    }

    /**
     * {@return the condition that a record is from a container of an image}
     *
     * @throws AssertionError if no container has that image; the message lists the known images
     */
    RecordCondition ofImage(String image) {
        RecordCondition.OnContainer condition = RecordConditions.image(image);
        // Of records that do not grow in number, or that are yet to come, the containers are not known.
        if (recordSource.grows() && !isFound(() -> inSight().anyMatch(condition::test))) {
            String images = inSight()
                    .map(capture -> recordSource.text().plain(capture.image()))
                    .distinct()
                    .collect(Collectors.joining(", "));
            throw new AssertionError(
                    "No container has the image \"" + recordSource.text().plain(image) + "\". "
                            + (images.isEmpty() ? "No container is captured." : "There are: " + images));
        }
        return condition;
    }

    private Stream<Capture> inSight() {
        Set<String> names = recordSource.names();
        return recordSource.captures().stream().filter(capture -> names == null || names.contains(capture.name()));
    }

    private boolean isFound(BooleanSupplier look) {
        long begun = System.nanoTime();
        while (true) {
            long seen = recordSource.seen();
            if (look.getAsBoolean()) {
                return true;
            }
            if (!Retry.arrived(
                    recordSource, seen, TimeUnit.NANOSECONDS.convert(patience) - (System.nanoTime() - begun))) {
                return false;
            }
        }
    }

    // --- in words

    private String captured(String none, String before) {
        @Nullable Set<String> names = recordSource.names();
        return names == null || names.isEmpty() ? none : before + inWords(names);
    }

    /**
     * Describes what else the wanted container might be. On a build server an engine may have many unrelated
     * containers.
     */
    private String notCaptured() {
        List<String> others = recordSource.notCaptured();
        if (others.isEmpty()) {
            return "";
        }
        return "\nSeen but not captured, because no test of this JVM started them: "
                + inWords(others.stream().limit(MAX_OTHERS).toList())
                + (others.size() > MAX_OTHERS ? " and " + (others.size() - MAX_OTHERS) + " more" : "")
                + " (name them in structuredlogs.containers.include to capture them).";
    }

    private String inWords(Collection<String> names) {
        return names.stream().map(recordSource.text()::plain).collect(Collectors.joining(", "));
    }

    private static String kindOf(ContainerState container) {
        String name = container.getClass().getSimpleName();
        return name.isEmpty() ? container.getClass().getSuperclass().getSimpleName() : name;
    }
}

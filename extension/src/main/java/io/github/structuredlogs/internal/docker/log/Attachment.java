package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineStream;
import io.github.structuredlogs.internal.docker.api.Inspection;
import io.github.structuredlogs.internal.docker.api.RefusedException;
import io.github.structuredlogs.internal.docker.ours.ContainerNames;
import io.github.structuredlogs.internal.docker.ours.ContainerSelection;
import io.github.structuredlogs.internal.docker.ours.StartedContainer;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.ContainerIdentity;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The first steps with a started container: follow its log, find out what it is, open its capture. */
final class Attachment {

    /**
     * The number of requests for a description, in some twenty seconds. Without a description it is not known whether
     * there is a terminal, and whether the log rotates.
     */
    private static final int ATTEMPTS = 20;

    private final EngineAccess engine;
    private final ContainerSelection containerSelection;
    private final Captures captures;
    private final StartedContainer container;
    private final Progress progress;

    /**
     * Prepares the steps for a container.
     *
     * @param progress receives the obstacles
     */
    Attachment(
            EngineAccess engine,
            ContainerSelection containerSelection,
            Captures captures,
            StartedContainer container,
            Progress progress) {
        this.engine = engine;
        this.containerSelection = containerSelection;
        this.captures = captures;
        this.container = container;
        this.progress = progress;
    }

    /**
     * {@return the log, followed before anything is known about the container, because it may be gone soon; null if it
     * is refused, or if it is not known when a response will come}
     */
    @Nullable EngineStream follow(@Nullable String since) {
        if (engine.isPodman()) {
            return null;
        }
        try {
            return engine.connection().follow(container.id(), since);
        } catch (IOException e) {
            // It is requested again when the container is known, and then the reason matters.
            return null;
        }
    }

    /** {@return the engine's description; empty if the container was removed before} */
    Inspection describe() {
        int failures = 0;
        while (true) {
            String refused;
            try {
                return Inspection.of(engine.connection(), container.id());
            } catch (RefusedException e) {
                refused = e.getMessage();
                failures = e.isGone() ? ATTEMPTS : failures + 1;
            } catch (IOException e) {
                refused = e.getMessage();
                failures = engine.awaitAnswering(progress::isClosing, () -> progress.despair(EngineAccess.AWAY))
                        ? failures + 1
                        : ATTEMPTS;
            }
            if (failures >= ATTEMPTS) {
                progress.warn(String.valueOf(refused));
                return Inspection.NONE;
            }
            progress.pause(failures, false);
        }
    }

    /** {@return the capture for it, null if it is not to be captured after all} */
    @Nullable Capture open(Inspection described, boolean tty) {
        ContainerIdentity identity = new ContainerIdentity(
                container.id(),
                described.isKnown() ? name(ContainerNames.of(null, described.jsonAnswer())) : name(),
                described.image(container.image()),
                container.labels(),
                tty,
                described.created());
        if (!containerSelection.isChosen(identity)) {
            return null;
        }
        Capture opened = captures.open(identity);
        String digest = described.isKnown() ? described.jsonAnswer().at("Image").text("") : "";
        if (!digest.isEmpty()) {
            opened.imageDigest(digest);
        }
        String byField = containerSelection.nameByField(container);
        if (byField != null) {
            captures.rename(opened, byField);
        }
        if (LogFiles.areCopy(described.logConfig())) {
            captures.report(
                    opened.name(),
                    "its output goes elsewhere with the logging driver " + described.driver()
                            + ", and what is captured is the engine's copy, which lacks the lines that this driver"
                            + " fails to send"
                            + (described.dropsOutputOfCopy()
                                    ? " and those that come faster than the engine stores them; the log option"
                                            + " mode=blocking keeps these"
                                    : ""));
        } else if (described.dropsOutput()) {
            captures.report(
                    opened.name(),
                    "its logging driver is in non-blocking mode: the engine may drop lines without notice");
        }
        return opened;
    }

    /** {@return its name, from what was known when it started} */
    String name() {
        return name(ContainerNames.fallback(container.labels(), container.image(), container.name()));
    }

    /** Whether a field gives it its name, so that nothing learnt later does. */
    boolean isNamedByField() {
        return containerSelection.nameByField(container) != null;
    }

    private String name(String otherwise) {
        return containerSelection.nameOf(container, otherwise);
    }

    /** Says whether it has a terminal; if it is gone, the followed log may tell. */
    boolean hasTerminal(Inspection described, @Nullable EngineStream followed) {
        return described.isKnown()
                ? described.hasTerminal()
                : followed != null && engine.endsWhole() && followed.isTerminal();
    }
}

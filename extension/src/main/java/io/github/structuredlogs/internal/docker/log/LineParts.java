package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.Inspection;

/** How an engine and its logging driver keep a line that is too long for one entry. */
public enum LineParts {

    /** Parts are as long as the engine's bound or longer, the last one has the line's end. */
    DOCKER(16 << 10, false),

    /** As before, but Docker's driver {@code local} forgets the line's end. */
    DOCKER_LOCAL(16 << 10, true),

    /**
     * Parts have any length, and whatever has no line end goes on: Podman keeps what its {@code conmon} has read at once, and
     * does not send the mark that its own files have for it.
     *
     * @see <a href="https://github.com/containers/podman/blob/v4.3.1/pkg/api/handlers/compat/containers_logs.go">Podman's
     *     containers_logs.go</a>
     */
    PODMAN(0, false);

    /** {@return how Docker keeps a long line of a container} */
    static LineParts of(Inspection described) {
        return described.driver().equals("local") ? DOCKER_LOCAL : DOCKER;
    }

    private final int shortest;
    private final boolean dropsLineEnd;

    LineParts(int shortest, boolean dropsLineEnd) {
        this.shortest = shortest;
        this.dropsLineEnd = dropsLineEnd;
    }

    /** Whether an entry of that many bytes without a line end goes on in the next one. */
    boolean goOn(int length) {
        return length >= shortest;
    }

    /** Whether entries of these times may be parts of one line: Docker gives all of them the time of the first. */
    boolean belongTogether(long one, long other) {
        return this == PODMAN || one == other;
    }

    /** Whether the last part of a line in parts has no line end though the line has one. */
    boolean dropLineEnd() {
        return dropsLineEnd;
    }
}

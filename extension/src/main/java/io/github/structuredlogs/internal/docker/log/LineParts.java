package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.Inspection;

/** The way in which an engine and its logging driver store a line that is too long for one entry. */
public enum LineParts {

    /** Parts are at least as long as the engine's limit, and the last part has the line end. */
    DOCKER(16 << 10, false),

    /** The same, but Docker's driver {@code local} loses the line end. */
    DOCKER_LOCAL(16 << 10, true),

    /**
     * Parts have any length, and an entry without a line end continues: Podman stores what its {@code conmon} has read
     * at once, and does not send the mark from its own files.
     *
     * @see <a
     *     href="https://github.com/containers/podman/blob/v4.3.1/pkg/api/handlers/compat/containers_logs.go">Podman's
     *     containers_logs.go</a>
     */
    PODMAN(0, false);

    /** {@return how Docker stores a long line of a container} */
    static LineParts of(Inspection described) {
        return described.driver().equals("local") ? DOCKER_LOCAL : DOCKER;
    }

    private final int shortest;
    private final boolean dropsLineEnd;

    LineParts(int shortest, boolean dropsLineEnd) {
        this.shortest = shortest;
        this.dropsLineEnd = dropsLineEnd;
    }

    /** Says whether an entry of this length without a line end continues in the next one. */
    boolean goOn(int length) {
        return length >= shortest;
    }

    /** Says whether entries with these times may be parts of one line: Docker gives all parts the time of the first. */
    boolean belongTogether(long one, long other) {
        return this == PODMAN || one == other;
    }

    /** Says whether the last part has no line end although the line has one. */
    boolean dropLineEnd() {
        return dropsLineEnd;
    }
}

package io.github.structuredlogs.load;

/** The ways to read a container's log. */
enum Reading {
    DOCKER_LOGS("`docker logs --follow >/dev/null`"),
    DOCKER_LOGS_WITH_TIMES("`docker logs --follow --timestamps >/dev/null`"),
    NEVER("Structured Logs, `print=NEVER`"),
    LIVE("Structured Logs, default settings"),
    TO_STRING("`ToStringConsumer`"),
    READ_TREE("a log consumer that calls `readTree`");

    private final String words;

    Reading(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}

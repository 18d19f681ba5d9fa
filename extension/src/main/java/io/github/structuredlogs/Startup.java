package io.github.structuredlogs;

/** How the start of a container is printed where records are printed {@linkplain Print#LIVE as they arrive}. */
public enum Startup {
    /** As the surrounding scope has it: the method's class, the outer class, the configuration parameter, the default. */
    DEFAULT,
    /**
     * One line, once the container is ready: {@code kafka  ready after 6.1 s, 575 records (2 WARN)}. The records themselves
     * are printed if it does not become ready.
     */
    FOLDED,
    /** Each record as it arrives, as of a container that is ready. */
    FULL
}

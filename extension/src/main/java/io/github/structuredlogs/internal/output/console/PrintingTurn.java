package io.github.structuredlogs.internal.output.console;

/**
 * Says which copy of the extension prints what the containers of this JVM log. Quarkus loads the extension once more for each
 * application that its tests start, and every copy captures all containers. The copy whose class or test began last
 * prints them. What the copies share are the system properties.
 */
final class PrintingTurn {
    static final String PROPERTY = "io.github.structuredlogs.printing";

    /** Runs in one class loader have the same containers and consoles of their own, as JUnit's tests of extensions. */
    private static final String OWN = Integer.toHexString(System.identityHashCode(PrintingTurn.class)) + "-"
            + Long.toHexString(System.nanoTime());

    private PrintingTurn() {}

    static void take() {
        System.setProperty(PROPERTY, OWN);
    }

    /** Says whether no other copy has taken the turn since. */
    static boolean isOwn() {
        String latest = System.getProperty(PROPERTY);
        // A test may have cleared the properties: printing twice is better than not at all.
        return latest == null || latest.equals(OWN);
    }
}

package io.github.structuredlogs.internal.output.console;

/**
 * Says which copy of the extension prints the lines of containers as they arrive. Quarkus loads the extension once more for
 * each application that its tests start, and every copy captures all containers of the JVM. The copy whose class or test
 * began last prints. The copies share nothing but the system properties.
 */
final class PrintingTurn {
    static final String PROPERTY = "io.github.structuredlogs.printing";

    /** All runs in one class loader have it in common: a test that runs tests does not silence the run around it. */
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

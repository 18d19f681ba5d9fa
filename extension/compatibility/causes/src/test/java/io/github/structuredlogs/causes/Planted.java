package io.github.structuredlogs.causes;

/** Whether the faults are planted: without them every test has to pass. */
final class Planted {

    private static boolean faults = true;

    private Planted() {}

    static <T> T planted(T fault, T sound) {
        return faults ? fault : sound;
    }

    static boolean faults() {
        return faults;
    }

    static void withoutFaults() {
        faults = false;
    }
}

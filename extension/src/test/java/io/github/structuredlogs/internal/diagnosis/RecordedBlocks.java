package io.github.structuredlogs.internal.diagnosis;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the blocks of recorded failures, and in how many of them the cause stands in the first ten lines. */
final class RecordedBlocks {

    private RecordedBlocks() {}

    /**
     * Prints the figure, and the blocks that are wanted.
     *
     * @param arguments the width, then parts of the names of those to print
     */
    public static void main(String[] arguments) throws Exception {
        int width = arguments.length == 0 ? 120 : Integer.parseInt(arguments[0]);
        List<String> wanted = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        int found = 0;
        int foundBefore = 0;
        int before = 0;
        List<Path> files = RecordedFailuresTest.failures();
        for (Path file : files) {
            RecordedFailure failure = RecordedFailure.read(file);
            String block = Shop.block(failure.replay(), false, width);
            boolean names =
                    block.lines().limit(10).collect(Collectors.joining("\n")).contains(failure.of("cause"));
            found += names ? 1 : 0;
            before += failure.isSaidBefore() ? 1 : 0;
            foundBefore += names && failure.isSaidBefore() ? 1 : 0;
            System.out.println((names ? "named  " : "MISSED ") + file.getFileName() + "  (" + failure.of("said") + ": "
                    + failure.of("cause") + ")");
            if (wanted.stream().anyMatch(file.toString()::contains)) {
                System.out.println(block + "\n");
            }
        }
        System.out.println(
                found + " of " + files.size() + ", of those said before the test " + foundBefore + " of " + before);
    }
}

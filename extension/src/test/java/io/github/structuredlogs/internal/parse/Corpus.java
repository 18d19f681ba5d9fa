package io.github.structuredlogs.internal.parse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Real output of real loggers (SOURCES.md beside it says of which), with the records expected of it. */
public final class Corpus {
    static final Path ROOT = root();

    private Corpus() {}

    private static Path root() {
        try {
            return Path.of(Corpus.class.getResource("/corpus/SOURCES.md").toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the samples: {@code pino.jsonl}, {@code pitfalls/bom.jsonl}} */
    public static List<Path> samples() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(ROOT.resolve("expected")) && !file.endsWith("SOURCES.md"))
                    .map(ROOT::relativize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(Path sample) {
        try {
            return Files.readAllBytes(ROOT.resolve(sample));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the file with the records that are expected of a sample} */
    static Path expected(Path sample) {
        String name = sample.toString();
        return ROOT.resolve("expected").resolve(name.substring(0, name.lastIndexOf('.')) + ".json");
    }

    /** {@return the lines of some bytes, without their {@code \n}} */
    public static byte[][] lines(byte[] bytes) {
        int count = 0;
        for (byte b : bytes) {
            count += b == '\n' ? 1 : 0;
        }
        byte[][] lines = new byte[count + 1][];
        int line = 0;
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines[line++] = Arrays.copyOfRange(bytes, from, i);
                from = i + 1;
            }
        }
        lines[line] = Arrays.copyOfRange(bytes, from, bytes.length);
        return lines;
    }
}

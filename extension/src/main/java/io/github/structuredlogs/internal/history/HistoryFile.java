package io.github.structuredlogs.internal.history;

import io.github.structuredlogs.internal.files.PrivateFiles;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The file of one class: lines of columns that are separated by tabs. A file that is not understood, be it half a one or of
 * another version, is as good as none. It is replaced as a whole, so that builds that run at the same time may read it.
 */
final class HistoryFile {

    private static final String HEAD = "structured-logs history 2";
    private static final long MAX_BYTES = 4 << 20;
    private static final int MAX_LINES = 250_000;

    private HistoryFile() {}

    static ClassHistory read(Path file) throws IOException {
        ClassHistory read = new ClassHistory();
        try {
            if (Files.size(file) > MAX_BYTES) {
                return read;
            }
            List<String> lines = Files.readAllLines(file);
            if (!lines.isEmpty() && lines.get(0).equals(HEAD)) {
                read(lines.subList(1, Math.min(lines.size(), MAX_LINES)), read);
            }
        } catch (NoSuchFileException | MalformedInputException | NumberFormatException e) {
            return new ClassHistory();
        }
        return read;
    }

    private static void read(List<String> lines, ClassHistory into) {
        ClassHistory.@Nullable PassedMethod method = null;
        for (String line : lines) {
            String[] column = line.split("\t", -1);
            if (column[0].equals("before") && column.length == 2) {
                into.before.add(Long.parseUnsignedLong(column[1], 16));
            } else if (column[0].equals("test") && column.length == 4) {
                method = new ClassHistory.PassedMethod(
                        column[2],
                        Instant.ofEpochMilli(Long.parseLong(column[3])),
                        new LinkedHashMap<>(),
                        new TreeMap<>());
                into.methods.put(column[1], method);
            } else if (column[0].equals("image") && column.length == 4 && method != null) {
                method.images().put(column[1], new ContainerImage(column[2], column[3]));
            } else if (column[0].equals("said") && column.length == 6 && method != null) {
                long template = Long.parseUnsignedLong(column[1], 16);
                String level = column[3].isEmpty() ? null : column[3];
                method.said()
                        .put(
                                template,
                                new SaidMessage(template, column[4], level, column[5], Integer.parseInt(column[2])));
            }
        }
    }

    static void write(Path file, ClassHistory history) throws IOException {
        StringBuilder out = new StringBuilder(HEAD).append('\n');
        history.before.forEach(template -> line(out, "before", Long.toHexString(template)));
        history.methods.forEach((name, method) -> {
            line(out, "test", name, method.run(), Long.toString(method.passed().toEpochMilli()));
            method.images().forEach((container, image) -> line(out, "image", container, image.name(), image.digest()));
            for (SaidMessage said : method.said().values()) {
                line(
                        out,
                        "said",
                        Long.toHexString(said.template()),
                        Integer.toString(said.count()),
                        said.level() == null ? "" : said.level(),
                        said.container(),
                        said.text());
            }
        });
        Path written = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            PrivateFiles.write(written, out);
            try {
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static void line(StringBuilder out, String... columns) {
        for (int i = 0; i < columns.length; i++) {
            out.append(i == 0 ? "" : "\t");
            columns[i].codePoints().forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        }
        out.append('\n');
    }
}

package io.github.structuredlogs.internal.viewer;

import io.github.structuredlogs.internal.files.PrivateFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The temporary file of a page's compressed chunks. A chunk is compressed in the background while the next one is made, which
 * takes about as long. Not thread-safe.
 */
final class ChunkFile implements AutoCloseable {
    private static final byte[] BEGIN =
            "\n<script type=\"text/plain\" class=\"chunk\">".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "</script>".getBytes(StandardCharsets.UTF_8);

    private final Path path;
    private final OutputStream out;
    private @Nullable FutureTask<@Nullable Void> previous;

    ChunkFile(Path path) throws IOException {
        this.path = path;
        out = new BufferedOutputStream(PrivateFiles.newOutputStream(path), 1 << 16);
    }

    /**
     * Writes a chunk in the background, once the one before it is written.
     *
     * @throws IOException if the one before it could not be written
     */
    void write(byte[] chunk) throws IOException {
        awaitPrevious();
        FutureTask<@Nullable Void> task = new FutureTask<>(() -> {
            writeNow(chunk);
            return null;
        });
        previous = task;
        Thread thread = new Thread(task, "structured-logs-page-chunk");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Writes the last chunk and copies all of them.
     *
     * @param last the last chunk, null if there is no other
     * @param target where they are copied to
     */
    void finish(byte @Nullable [] last, OutputStream target) throws IOException {
        awaitPrevious();
        if (last != null) {
            writeNow(last);
        }
        out.close();
        Files.copy(path, target);
    }

    private void writeNow(byte[] chunk) throws IOException {
        out.write(BEGIN);
        Base64Text.write(chunk, out);
        out.write(END);
    }

    /** Waits as long as the chunk takes, as writing it on this thread would: a test that ran out of time has a page, too. */
    private void awaitPrevious() throws IOException {
        FutureTask<@Nullable Void> task = previous;
        previous = null;
        boolean interrupted = false;
        try {
            while (task != null) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IOException("A part of the page could not be written: " + e.getCause(), e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Removes the file. */
    @Override
    public void close() throws IOException {
        try {
            awaitPrevious();
        } finally {
            try {
                out.close();
            } finally {
                Files.deleteIfExists(path);
            }
        }
    }
}

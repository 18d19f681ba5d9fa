package io.github.structuredlogs.internal.viewer.beside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The viewer's JVM: reads marks from its standard input, and says on its standard output where the page is. */
public final class ViewerMain {
    private ViewerMain() {}

    /** Shows a run until it has ended and nobody looks any more. */
    public static void main(String... none) {
        PrintStream parent = System.out;
        BufferedReader marks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int code = 0;
        try {
            String first = marks.readLine();
            if (first != null) {
                show(ViewerMark.read(first), marks, parent);
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            parent.println(sentence(e));
            code = 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.exit(code);
    }

    private static void show(ViewerMark first, BufferedReader marks, PrintStream parent)
            throws IOException, InterruptedException {
        try (ShownRun run = ShownRun.start(first)) {
            parent.println(ViewerProcess.READY + run.address());
            parent.flush();
            // One line is read; if this JVM wrote more, it would wait for a reader once the pipe is full.
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            System.setOut(nowhere);
            System.setErr(nowhere);
            for (String line = marks.readLine(); line != null; line = marks.readLine()) {
                run.take(line);
            }
            run.awaitEnd();
        }
    }

    private static String sentence(Throwable e) {
        return e instanceof NoClassDefFoundError
                        && String.valueOf(e.getMessage()).contains("httpserver")
                ? "this Java lacks the module jdk.httpserver"
                : e.toString();
    }
}

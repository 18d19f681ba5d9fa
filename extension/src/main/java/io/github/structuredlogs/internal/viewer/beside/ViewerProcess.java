package io.github.structuredlogs.internal.viewer.beside;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TimeZone;

/**
 * The viewer's process, as the tests' JVM sees it. It has two pipes and no file: marks go in, the address comes out.
 * The end of the first pipe means that the tests are over, however they have ended.
 */
final class ViewerProcess implements AutoCloseable {
    /** What the line with the address begins with. */
    static final String READY = "structured-logs live at ";

    /** Variables that give a JVM options, such as those of the tests' debugger, whose port is taken. */
    private static final List<String> OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final Process process;
    private final OutputStream in;

    private ViewerProcess(Process process) {
        this.process = process;
        in = new BufferedOutputStream(process.getOutputStream());
    }

    /**
     * Starts the JVM, which waits for its first mark.
     *
     * @param classPath its class path
     * @param main the name of its main class
     */
    static ViewerProcess start(String classPath, String main) throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.awt.headless=true",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-Duser.timezone=" + TimeZone.getDefault().getID(),
                        main)
                .directory(new File(System.getProperty("java.io.tmpdir")))
                .redirectErrorStream(true);
        java.environment().keySet().removeAll(OPTIONS);
        java.environment().put("CLASSPATH", classPath);
        return new ViewerProcess(java.start());
    }

    /** Writes the first mark. A JVM that cannot take it prints the reason instead of its address. */
    void begin(ViewerMark first) {
        try {
            tell(first);
            flush();
        } catch (IOException e) {
            // It prints why it has ended.
            return;
        }
    }

    /** Tells a mark, maybe later. */
    void tell(ViewerMark mark) throws IOException {
        in.write(mark.line());
    }

    /** Writes the marks that are still in the buffer. */
    void flush() throws IOException {
        in.flush();
    }

    /**
     * {@return the address of the page, waited for}
     *
     * @throws IOException if the JVM ends instead; the message is what it said last
     */
    String address() throws IOException {
        String last = "it said nothing";
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return line.substring(READY.length());
            }
            if (!line.isBlank()) {
                last = line;
            }
        }
        throw new IOException(last);
    }

    long pid() {
        return process.pid();
    }

    /** Ends the JVM now. */
    void kill() {
        process.destroyForcibly();
    }

    /** Lets the process go on by itself. It stays while somebody has its page open. */
    @Override
    public void close() throws IOException {
        in.close();
    }
}

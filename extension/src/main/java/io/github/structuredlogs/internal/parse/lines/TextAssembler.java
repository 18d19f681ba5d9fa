package io.github.structuredlogs.internal.parse.lines;

/**
 * A text record that the next line may continue: a stack trace, an indented line, klog's block.
 *
 * <p>For some lines only the next line decides whether they belong: the first line of an exception, a Go function.
 * These wait after the record. If they do not belong, they begin records of their own, and the last of these is kept.
 */
public final class TextAssembler {

    private final JsonAssembler.LineSink sink;
    private final HeldLines lines = new HeldLines();
    private final Continuation continuation;

    public TextAssembler(JsonAssembler.LineSink sink, Continuation.HeadTest heads) {
        this.sink = sink;
        continuation = new Continuation(lines, heads);
    }

    public boolean holds() {
        return !lines.isEmpty();
    }

    /** {@return whether an indented object belongs to the text that is kept, which has announced it} */
    public boolean announcesObject() {
        return holds() && continuation.announcesObject();
    }

    /** {@return whether even a complete object, behind a tab, belongs to the text that is kept} */
    public boolean endsWithObject() {
        return holds() && continuation.endsWithObject();
    }

    public void line(byte[] buffer, int offset, int end, long observed) {
        if (lines.isEmpty()) {
            lines.start(buffer, offset, end, observed);
            continuation.start(buffer, offset, end);
            return;
        }
        switch (continuation.place(buffer, offset, end)) {
            case INSIDE -> lines.add(buffer, offset, end);
            case UNSURE -> lines.await(buffer, offset, end, observed);
            case OUTSIDE -> {
                lines.refuseToWait(!lines.hasRoom());
                release();
                lines.refuseToWait(false);
                line(buffer, offset, end, observed);
            }
        }
    }

    public void blank(byte[] buffer, int offset, int end) {
        if (lines.isEmpty()) {
            return;
        }
        if (lines.mayWait(end - offset)) {
            lines.awaitBlank(buffer, offset, end);
        } else {
            flush();
        }
    }

    /** A test of bytes. */
    @FunctionalInterface
    public interface BytesTest {
        boolean test(byte[] bytes, int from, int end);
    }

    /**
     * Publishes like {@link #flush}, except a single line that a test recognises as the heading of the following lines.
     */
    public void flushUnless(BytesTest heading) {
        if (lines.isOneLine() && !lines.hasWaiting() && lines.is(heading)) {
            lines.release((bytes, offset, end, observed) -> {}, (bytes, offset, end, observed) -> {});
        } else {
            flush();
        }
    }

    public void flush() {
        while (holds()) {
            release();
        }
    }

    private void release() {
        lines.release(sink, this::lineOrBlank);
    }

    private void lineOrBlank(byte[] buffer, int offset, int end, long observed) {
        if (Prefix.blanks(buffer, offset, end) == end) {
            blank(buffer, offset, end);
        } else {
            line(buffer, offset, end, observed);
        }
    }
}

package io.github.structuredlogs.internal.parse.lines;

/**
 * A text record whose next line may belong to it: a stack trace, an indented line, klog's block.
 *
 * <p>Some lines show only by the next one whether they belong: the first line of an exception, a Go function. These wait
 * behind the record; if the next line shows that they do not belong, they start records of their own, the last of which is
 * held.
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

    /** Says whether bytes are what is looked for. */
    @FunctionalInterface
    public interface BytesTest {
        boolean test(byte[] bytes, int from, int end);
    }

    /** As {@link #flush}, but leaves out a line that is held alone and that a test recognises as the heading of what follows. */
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

package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The containers that crashed during a test or a class: by the signal of a fault, out of memory, or with an exit code after
 * an exception or a fatal record. A signal that was sent through the engine is no crash.
 */
final class Crashes {

    /** The number of a container's last records that may be about its end. */
    private static final int LAST_WORDS = 20;

    private static final Pattern CODE = Pattern.compile("exited (\\d{1,9})");
    private static final int SIGNALS = 128;

    /**
     * SIGHUP, SIGINT, SIGKILL and SIGTERM come from outside: no fault of a process sends them, and the engine says when
     * memory was the reason. So a stop is not called a crash if the engine's event of it was lost.
     */
    private static final Set<Integer> SENT_FROM_OUTSIDE = Set.of(1, 2, 9, 15);

    /**
     * A container's end.
     *
     * @param capture the container
     * @param event how it ended
     */
    record Crash(Capture capture, LifecycleEvent event) {

        List<LogRecord> lastWords() {
            List<LogRecord> last = new ArrayList<>();
            for (long index = Math.max(0, event.before() - LAST_WORDS); index < event.before(); index++) {
                last.add(capture.record(index));
            }
            return last;
        }

        /** {@return the crash in words: {@code orders exited 139 (SIGSEGV)}} */
        String words() {
            return capture.name() + " " + event.words();
        }
    }

    private Crashes() {}

    /** {@return the unexpected crashes in a scope's time} */
    static List<Crash> unexpectedIn(Scope scope) {
        List<Crash> crashes = new ArrayList<>();
        for (Capture capture : scope.captures()) {
            for (LifecycleEvent event : capture.lifecycle()) {
                Crash crash = new Crash(capture, event);
                if (event.kind() == LifecycleEvent.LifecycleKind.EXITED
                        && event.crash()
                        && scope.isOfItsTime(event.at())
                        && isFatal(crash)
                        && !isExpected(crash, scope)) {
                    crashes.add(crash);
                }
            }
        }
        return crashes;
    }

    /** A job may use its exit code to report a result. */
    private static boolean isFatal(Crash crash) {
        String words = crash.event().words();
        Matcher code = CODE.matcher(words);
        int signal = code.find() ? Integer.parseInt(code.group(1)) - SIGNALS : 0;
        boolean isOfSignal = signal > 0 && signal < 65 && !SENT_FROM_OUTSIDE.contains(signal);
        return isOfSignal
                || words.contains("out of memory")
                || crash.lastWords().stream()
                        .anyMatch(record -> record.exception() != null || record.level() == LogLevel.FATAL);
    }

    private static boolean isExpected(Crash crash, Scope scope) {
        return scope.expectsEndOf(crash.capture()) || crash.lastWords().stream().anyMatch(scope::expects);
    }
}

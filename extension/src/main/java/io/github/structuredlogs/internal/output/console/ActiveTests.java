package io.github.structuredlogs.internal.output.console;

import io.github.structuredlogs.Print;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The running classes and tests, in the order in which they began. Thread-safe. */
public final class ActiveTests {
    private final List<ActiveTest> members = new CopyOnWriteArrayList<>();
    private volatile Settings latest;

    /** A running class or test. */
    public interface ActiveTest {
        /** Says whether it has claimed the container as its own. */
        boolean owns(Capture capture);

        /** Claims the containers that were started in its fields. */
        void claim();

        Settings settings();

        /** {@return the class that contains it, null for a top-level class} */
        @Nullable ActiveTest around();
    }

    public ActiveTests(Settings first) {
        latest = first;
    }

    public void enter(ActiveTest activeTest) {
        members.add(activeTest);
        PrintingTurn.take();
        latest = activeTest.settings();
    }

    public void leave(ActiveTest activeTest) {
        members.remove(activeTest);
    }

    /**
     * Makes all of them claim their containers; a container that is still being started beside others belongs to nobody
     * else.
     */
    public void claim() {
        members.forEach(ActiveTest::claim);
    }

    /** {@return the settings of the class or test that began last, whether or not it still runs} */
    Settings latest() {
        return latest;
    }

    /** {@return the settings of the innermost classes and tests; if none runs, of the last that did} */
    public List<Settings> innermost() {
        List<ActiveTest> all = List.copyOf(members);
        List<Settings> innermost = all.stream()
                .filter(each -> all.stream().noneMatch(other -> other.around() == each))
                .map(ActiveTest::settings)
                .toList();
        return innermost.isEmpty() ? List.of(latest) : innermost;
    }

    /** Says whether any settings print records as they arrive. */
    boolean printsLive() {
        for (ActiveTest activeTest : members) {
            if (activeTest.settings().print() == Print.LIVE) {
                return true;
            }
        }
        return latest.print() == Print.LIVE;
    }

    /**
     * {@return the settings of the class or test of a container, or of the one that began last if it belongs to none}
     */
    Settings of(Capture capture) {
        Settings last = latest;
        Settings owners = null;
        for (ActiveTest activeTest : members) {
            last = activeTest.settings();
            if (activeTest.owns(capture)) {
                owners = last;
            }
        }
        return owners != null ? owners : last;
    }
}

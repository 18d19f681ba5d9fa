package io.github.structuredlogs.internal.output.console;

import io.github.structuredlogs.Print;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The classes and tests that run, in the order in which they began. Thread-safe. */
public final class ActiveTests {
    private final List<ActiveTest> members = new CopyOnWriteArrayList<>();
    private volatile Settings latest;

    /** A running class or test. */
    public interface ActiveTest {
        /** Whether it has claimed the container as its own. */
        boolean owns(Capture capture);

        /** Claims what has been started in its fields. */
        void claim();

        Settings settings();

        /** {@return the class that it is in, null for a top-level one} */
        @Nullable ActiveTest around();
    }

    public ActiveTests(Settings first) {
        latest = first;
    }

    public void enter(ActiveTest activeTest) {
        members.add(activeTest);
        latest = activeTest.settings();
    }

    public void leave(ActiveTest activeTest) {
        members.remove(activeTest);
    }

    /** Lets everybody claim what is theirs: a container that is still being started, beside others, is nobody's else. */
    public void claim() {
        members.forEach(ActiveTest::claim);
    }

    /** {@return the settings of what began last, whether or not it still runs} */
    Settings latest() {
        return latest;
    }

    /** {@return the settings of the innermost classes and tests, if none runs those of the last that did} */
    public List<Settings> innermost() {
        List<ActiveTest> all = List.copyOf(members);
        List<Settings> innermost = all.stream()
                .filter(each -> all.stream().noneMatch(other -> other.around() == each))
                .map(ActiveTest::settings)
                .toList();
        return innermost.isEmpty() ? List.of(latest) : innermost;
    }

    /** Whether anybody wants to see records as they arrive. */
    boolean printsLive() {
        for (ActiveTest activeTest : members) {
            if (activeTest.settings().print() == Print.LIVE) {
                return true;
            }
        }
        return latest.print() == Print.LIVE;
    }

    /** {@return the settings of the class or test that a container belongs to, or of what began last if it belongs to none} */
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

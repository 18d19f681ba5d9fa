package io.github.structuredlogs.internal.output.console;

import io.github.structuredlogs.Print;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The classes and tests that run, in the order in which they began. Thread-safe. */
public final class Running {
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private volatile Settings latest;

    /** A running class or test. */
    public interface Member {
        /** Whether it has claimed the container as its own. */
        boolean owns(Capture capture);

        /** Claims what has been started in its fields. */
        void claim();

        Settings settings();

        /** {@return the class that it is in, null for a top-level one} */
        @Nullable Member around();
    }

    public Running(Settings first) {
        latest = first;
    }

    public void enter(Member member) {
        members.add(member);
        latest = member.settings();
    }

    public void leave(Member member) {
        members.remove(member);
    }

    /** Lets everybody claim what is theirs: a container that is still being started, beside others, is nobody's else. */
    public void claim() {
        members.forEach(Member::claim);
    }

    /** {@return the settings of what began last, whether or not it still runs} */
    Settings latest() {
        return latest;
    }

    /** {@return the settings of the innermost classes and tests, if none runs those of the last that did} */
    public List<Settings> innermost() {
        List<Member> all = List.copyOf(members);
        List<Settings> innermost = all.stream()
                .filter(each -> all.stream().noneMatch(other -> other.around() == each))
                .map(Member::settings)
                .toList();
        return innermost.isEmpty() ? List.of(latest) : innermost;
    }

    /** Whether anybody wants to see records as they arrive. */
    boolean printsLive() {
        for (Member member : members) {
            if (member.settings().print() == Print.LIVE) {
                return true;
            }
        }
        return latest.print() == Print.LIVE;
    }

    /** {@return the settings of the class or test that a container belongs to, or of what began last if it belongs to none} */
    Settings of(Capture capture) {
        Settings last = latest;
        Settings owners = null;
        for (Member member : members) {
            last = member.settings();
            if (member.owns(capture)) {
                owners = last;
            }
        }
        return owners != null ? owners : last;
    }
}

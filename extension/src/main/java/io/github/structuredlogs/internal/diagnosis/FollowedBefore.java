package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.internal.history.GreenRun;
import io.github.structuredlogs.internal.history.SaidMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What followed when the test passed last, and does not now: the first message of a container that is missing, and the record
 * before it, up to which the two runs are the same.
 */
final class FollowedBefore {

    private static final int MIN_LETTERS = 4;

    private FollowedBefore() {}

    /** Marks the record behind which something is missing, if there is one and the test itself is known to have passed. */
    static void mark(TestFailure test, List<Candidate> all) {
        GreenRun green = test.green();
        if (green == null || green.ofClass()) {
            return;
        }
        Map<Long, Candidate> last = new HashMap<>();
        all.forEach(each -> last.put(each.template(), each));
        Set<String> containers = new HashSet<>();
        test.containers().forEach(container -> containers.add(container.name()));
        Map<String, Candidate> before = new HashMap<>();
        for (SaidMessage said : green.said()) {
            Candidate now = last.get(said.template());
            Candidate anchor = before.get(said.container());
            if (now != null) {
                before.put(said.container(), now);
            } else if (anchor != null && containers.contains(said.container()) && tells(said)) {
                anchor.followed = said.text();
                return;
            }
        }
    }

    private static boolean tells(SaidMessage said) {
        return !"DEBUG".equals(said.level())
                && !"TRACE".equals(said.level())
                && said.text().chars().filter(Character::isLetter).count() >= MIN_LETTERS;
    }
}

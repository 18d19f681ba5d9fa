package io.github.structuredlogs.internal.diagnosis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records that differ in ids and numbers alone: they say the same, and count as one. */
final class Group {

    /** From so many records on it means something that one is unlike all the others. */
    private static final int A_ROUTINE = 50;

    /** A line with less says nothing: a closing brace, a rule. */
    private static final int LETTERS_OF_A_WORD = 3;

    private static final double UNLIKE_ALL_OTHERS = 15;

    final List<Seen> members = new ArrayList<>(1);

    /** The member that tells most; it stands for the others. */
    Seen best;

    double points;

    private Group(Seen first) {
        best = first;
    }

    Seen first() {
        return members.get(0);
    }

    /** {@return the groups in order of their first members} */
    static List<Group> of(List<Seen> all) {
        Map<Long, Group> groups = new LinkedHashMap<>();
        for (Seen each : all) {
            if (each.parent != null) {
                continue;
            }
            Group group = groups.computeIfAbsent(Template.of(each.record), key -> new Group(each));
            group.members.add(each);
            each.group = group;
            if (each.points > group.best.points) {
                group.best = each;
            }
        }
        for (Group group : groups.values()) {
            // What is said all the time is how things are, what is said once is what happened.
            double often = group.best.isTroubleByItself() ? 0.5 : 2;
            group.points = group.best.points - often * Math.log(group.members.size());
        }
        if (all.size() >= A_ROUTINE) {
            favourTheUnusual(groups.values());
        }
        return List.copyOf(groups.values());
    }

    /** What stands out from the routine of the test: the fewer such there are, the more each of them tells. */
    private static void favourTheUnusual(Collection<Group> groups) {
        List<Group> unusual = groups.stream().filter(Group::isUnusual).toList();
        for (Group group : unusual) {
            group.points += Math.max(4, UNLIKE_ALL_OTHERS / Math.sqrt(unusual.size()));
        }
    }

    private boolean isUnusual() {
        return members.size() <= 2
                && !first().before
                && first().text()
                                .chars()
                                .filter(Character::isLetter)
                                .limit(LETTERS_OF_A_WORD)
                                .count()
                        == LETTERS_OF_A_WORD;
    }
}

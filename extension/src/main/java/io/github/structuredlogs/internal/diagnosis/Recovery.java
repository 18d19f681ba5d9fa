package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The recovery from problems that were over before they mattered: a service that could not reach another one while both
 * were starting, and then was ready.
 */
final class Recovery {

    /** Who has logged so much since, without such trouble in the test, is over it, even if it never said so. */
    private static final int CALM = 20;

    private static final Pattern PASSING = Pattern.compile(
            "(?i)starting up|not (?:yet )?(?:ready|available|up)|connection (?:to \\S+ )?(?:refused|reset|failed|lost|closed)"
                    + "|connectexception|econnrefused|(?:cannot|could not|can't|couldn't|unable to|failed to|failure to) (?:be )?"
                    + "(?:connect|reach|resolve|establish|contact|open (?:a )?(?:jdbc )?connection)"
                    + "|unreachable|unavailable|retry\\w*|retries|attempts?\\b|trying again|time[ds]? ?-?out|waiting for"
                    + "|recovery mode|leader|coordinator|no brokers?|broker may not");

    private static final Pattern READY = Pattern.compile(
            "(?i)(?<!not )(?<!not yet )(?<!never )\\b(?:ready|accepting|listening|connected|reconnected|recovered|joined)\\b"
                    + "|connection (?:re-?)?established|up and running|\\bstarted .{1,80} in [\\d.]+ ?(?:s|ms|sec)");

    private Recovery() {}

    /** Subtracts points, from the last record to the first. */
    static void discount(List<Candidate> all) {
        Set<String> ready = new HashSet<>();
        Set<String> troubled = new HashSet<>();
        Map<String, Integer> calm = new HashMap<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            Candidate each = all.get(i);
            if (each.parent != null) {
                continue;
            }
            String container = each.container();
            if (!each.atLeast(LogLevel.WARN)) {
                calm.merge(container, 1, Integer::sum);
                String message = each.record.message();
                if (message != null && READY.matcher(message).find()) {
                    ready.add(container);
                }
            } else if (PASSING.matcher(each.text()).find()) {
                boolean over = each.before && !troubled.contains(container) && calm.getOrDefault(container, 0) >= CALM;
                if (ready.contains(container) || over) {
                    each.points -= each.before ? Weight.RECOVERED_BEFORE.value() : Weight.RECOVERED_IN_TEST.value();
                }
                if (!each.before) {
                    troubled.add(container);
                }
            }
        }
    }
}

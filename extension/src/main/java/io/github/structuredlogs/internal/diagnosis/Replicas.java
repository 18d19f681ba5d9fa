package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one of several containers of the same image said otherwise than the others: another version, another time zone, another
 * topic. What differs between any two processes (times, addresses, ids, how long it took) is no difference.
 */
final class Replicas {

    /** So much of what two containers said has to be the same, or they are no replicas of each other. */
    private static final double MIN_IN_COMMON = 0.4;

    /** A record with fewer words cannot be told to be the same one with another word in it. */
    private static final int MIN_WORDS = 3;

    private static final int MAX_DIFFERENT_WORDS = 3;

    private static final Pattern BLANKS = Pattern.compile("[\\s,;()\\[\\]{}\"]+");

    /** Of a process, not of its configuration; two numbers with a dash between them, such as a month, are a value. */
    private static final Pattern OF_A_PROCESS = Pattern.compile(
            "(?i).*\\d(?:ns|us|µs|ms|s|sec|seconds|[kmg]i?b)\\b.*|\\d+\\.\\d+|(?:.*[:=/@#]|.*(?<!\\d)-)?\\d+"
                    + "|.*\\d{1,2}:\\d{2}(?::\\d{2})?.*|.*\\d{4}-\\d{2}-\\d{2}.*|.*\\d{1,3}(?:\\.\\d{1,3}){3}.*"
                    + "|(?:.*[:=/@#-])?[0-9a-f]{6,}(?:[:=/@#-].*)?|.*[0-9a-f]{8}-[0-9a-f]{4}-.*");

    /** A number with dots is a version where the word before says so, and a duration or a share elsewhere. */
    private static final Pattern VERSION = Pattern.compile("v?\\d+\\.\\d+(?:\\.\\d+)*(?:[-.+]\\w+)*");

    /** A field whose number says what was configured or loaded: a version, or how many of something. */
    private static final Pattern OF_A_CONFIGURATION = Pattern.compile(
            "(?i)(?:[\\w.-]*[_.-])?(?:version|revision|rev|generation|schema|release|build|edition|migration|rules|routes|items"
                    + "|entries|keys|topics|features|flags|locales|templates|tables|migrations|plugins|modules|mappings|prices"
                    + "|tariffs|rates|users|accounts|countries|currencies|properties|profiles)=\\d{1,9}");

    private static final Pattern FIELD = Pattern.compile("([\\p{L}_][\\p{L}\\d_.-]{0,39})=.*");

    private static final Set<String> UNITS = Set.of(
            "s", "ms", "sec", "secs", "seconds", "second", "millis", "minutes", "%", "mb", "gb", "mib", "gib", "ns");

    private final Map<Candidate, String> found = new HashMap<>();

    private Replicas() {}

    /**
     * {@return the records that differ, each with from whose, and in which field if it is in one: {@code unlike api-1 in topic}}
     *
     * @param all what the containers said
     * @param containers the containers, of which those with the same image may be replicas
     */
    static Map<Candidate, String> differences(List<Candidate> all, List<ContainerReport> containers) {
        Map<String, List<String>> byImage = containers.stream()
                .collect(Collectors.groupingBy(
                        ContainerReport::image,
                        LinkedHashMap::new,
                        Collectors.mapping(ContainerReport::name, Collectors.toList())));
        Replicas replicas = new Replicas();
        for (List<String> names : byImage.values()) {
            for (int i = 1; i < names.size(); i++) {
                replicas.compare(saidOnce(all, names.get(i - 1)), saidOnce(all, names.get(i)));
            }
        }
        return replicas.found;
    }

    /** {@return what a container said once, by its words} */
    private static Map<String, Candidate> saidOnce(List<Candidate> all, String container) {
        Map<String, Candidate> said = new LinkedHashMap<>();
        Map<String, Integer> times = new HashMap<>();
        for (Candidate each : all) {
            if (each.parent == null && each.container().equals(container)) {
                String words = words(each);
                said.putIfAbsent(words, each);
                times.merge(words, 1, Integer::sum);
            }
        }
        said.keySet().removeIf(words -> times.getOrDefault(words, 0) > 1);
        return said;
    }

    /** Level, logger and words, without what differs between any two processes. */
    private static String words(Candidate each) {
        LogRecord record = each.record;
        String[] words = BLANKS.split(each.text().replace(each.container(), "<name>"), -1);
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            String next = i + 1 < words.length ? words[i + 1].toLowerCase(Locale.ROOT) : "";
            boolean version = (VERSION.matcher(words[i]).matches() && !UNITS.contains(next))
                    || OF_A_CONFIGURATION.matcher(words[i]).matches();
            kept.add(!version && OF_A_PROCESS.matcher(words[i]).matches() ? "#" : words[i]);
        }
        return record.level() + " " + record.logger() + " " + String.join(" ", kept);
    }

    private void compare(Map<String, Candidate> ones, Map<String, Candidate> others) {
        long common = ones.keySet().stream().filter(others::containsKey).count();
        if (common < MIN_IN_COMMON * Math.min(ones.size(), others.size())) {
            return;
        }
        List<String> left = ones.keySet().stream()
                .filter(words -> !others.containsKey(words))
                .toList();
        List<String> right = new ArrayList<>(others.keySet().stream()
                .filter(words -> !ones.containsKey(words))
                .toList());
        for (String one : left) {
            for (String other : right) {
                if (isVariation(one, other)) {
                    Candidate first = Objects.requireNonNull(ones.get(one));
                    Candidate second = Objects.requireNonNull(others.get(other));
                    String in = fieldOfDifference(one, other);
                    found.put(first, "unlike " + second.container() + in);
                    found.put(second, "unlike " + first.container() + in);
                    right.remove(other);
                    break;
                }
            }
        }
    }

    /** {@return in which field the first word that differs is, empty if in none} Its value may be a secret. */
    private static String fieldOfDifference(String one, String other) {
        String[] words = one.split(" ", -1);
        String[] others = other.split(" ", -1);
        int first = 0;
        while (words[first].equals(others[first])) {
            first++;
        }
        Matcher field = FIELD.matcher(words[first]);
        return field.matches() ? " in " + field.group(1) : "";
    }

    /** Whether the two are the same but for a few words. */
    private static boolean isVariation(String one, String other) {
        String[] left = one.split(" ", -1);
        String[] right = other.split(" ", -1);
        if (left.length != right.length || left.length < MIN_WORDS || !left[0].equals(right[0])) {
            return false;
        }
        int different = 0;
        for (int i = 0; i < left.length; i++) {
            different += left[i].equals(right[i]) ? 0 : 1;
        }
        return different <= Math.min(MAX_DIFFERENT_WORDS, (left.length - 1) / 2);
    }
}

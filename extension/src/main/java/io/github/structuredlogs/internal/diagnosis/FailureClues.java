package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.internal.text.FailureMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The clues in a failure: the ids, numbers, paths and words of its messages and of the test's name, which the records
 * of the failed request contain as well.
 */
final class FailureClues {

    private static final int MAX_CHARACTERS = 6000;
    private static final int MAX_WORDS = 60;
    private static final int MAX_CHAIN_LENGTH = 8;
    private static final int MAX_HEAD = 64;

    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.:/@-]*");
    /** When it was said is nothing that it names. */
    private static final Pattern TIME = Pattern.compile(
            "\\d{4}[-/]\\d{2}[-/]\\d{2}(?:[T ]\\d{2}:\\d{2}[\\d:.,]*Z?)?|\\b\\d{2}:\\d{2}:\\d{2}[.,\\d]*");

    /** What is written in capitals names something, however short it is. */
    private static final Pattern ACRONYM = Pattern.compile("\\b\\p{Lu}[\\p{Lu}\\p{N}]{2,9}\\b");

    private static final Pattern PARTS = Pattern.compile("[/:@]");
    private static final Pattern TIMEOUT = Pattern.compile(
            "time[ds]? ?-?out|timeout|not (?:fulfilled|satisfied|completed?) within|within \\d+ ?(?:ms|milli|sec|min|s\\b)"
                    + "|waited \\d{4,} ms|deadline|took too long|exceeded|\\b504\\b|\\b408\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern START_FAILED = Pattern.compile("ContainerLaunchException|ContainerFetchException");

    /** Words of assertions, HTTP and Java, which are in every failure. */
    private static final Set<String> COMMON = Set.copyOf(List.of(
            ("expected expecting expect actual but was were to be equal equals that this from with and the for not have has"
                            + " been element elements following contain contains containing match matches matching value"
                            + " values java lang util org com net junit jupiter opentest4j assertj core api assertion"
                            + " assertionerror assertionfailederror multiple failures failure error errors test tests it"
                            + " should does do did when then given string null true false http https localhost object"
                            + " instance size length list map response status code request body exception runtime"
                            + " condition within after before while could would only same type class message cause caused"
                            + " least most more less than there their they none some any all one two three first second"
                            + " millis milliseconds seconds minutes timeout timed get put post head patch delete warn"
                            + " warning info debug trace fatal not url api json")
                    .split(" ")));

    private final Map<String, Double> weights = new LinkedHashMap<>();
    private final Map<String, Integer> frequency = new HashMap<>();
    private final String text;
    private int records;

    FailureClues(TestFailure test) {
        String messages = joined(test.failure(), FailureMessage::of);
        text = types(test.failure()) + messages;
        addWords(messages, 1);
        addWords(split(test.name()), Weight.WORD_OF_THE_NAME.value());
    }

    private static String types(Throwable failure) {
        return joined(failure, each -> each.getClass().getName());
    }

    private static String joined(Throwable failure, Function<Throwable, @Nullable String> part) {
        StringBuilder all = new StringBuilder();
        Throwable next = failure;
        for (int i = 0; next != null && i < MAX_CHAIN_LENGTH; i++, next = FailureMessage.causeOf(next)) {
            String text = part.apply(next);
            if (text != null) {
                all.append(text, 0, Math.min(text.length(), MAX_CHARACTERS)).append('\n');
            }
        }
        return all.toString();
    }

    /** {@return whether a failure is a timeout} */
    static boolean isTimeout(Throwable failure) {
        return TIMEOUT.matcher(types(failure) + joined(failure, FailureMessage::of))
                .find();
    }

    /**
     * Takes what a record of the failed test names, as other records may name it as well: ids, addresses, acronyms; and its
     * words, if it tells of trouble.
     */
    void add(Candidate record) {
        boolean trouble = record.isTroubleByItself();
        double share = trouble ? 1 : Weight.WORD_OF_A_CALM_RECORD.value();
        String text = TIME.matcher(record.text()).replaceAll(" ");
        Set<String> before = Set.copyOf(weights.keySet());
        addWords(text, share, weights.size() + MAX_WORDS);
        if (!trouble) {
            weights.entrySet()
                    .removeIf(word -> !before.contains(word.getKey()) && weight(word.getKey()) <= Weight.WORD.value());
        }
        Matcher acronyms = ACRONYM.matcher(text);
        while (acronyms.find()) {
            String word = acronyms.group().toLowerCase(Locale.ROOT);
            if (!COMMON.contains(word)) {
                weights.merge(word, Weight.WORD.value() * share, Math::max);
            }
        }
    }

    /** Takes away what all records of a container hold. */
    void ignore(String container) {
        weights.remove(container.toLowerCase(Locale.ROOT));
    }

    /** Splits a name such as {@code refusesAnUnknownSku()} into words. */
    private static String split(String name) {
        return name.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ");
    }

    private void addWords(String source, double factor) {
        addWords(source, factor, MAX_WORDS);
    }

    private void addWords(String source, double factor, int most) {
        Matcher matcher =
                TOKEN.matcher(source.length() > MAX_CHARACTERS ? source.substring(0, MAX_CHARACTERS) : source);
        while (matcher.find() && weights.size() < most) {
            String word = matcher.group().toLowerCase(Locale.ROOT);
            while (!word.isEmpty() && !Character.isLetterOrDigit(word.charAt(word.length() - 1))) {
                word = word.substring(0, word.length() - 1);
            }
            double weight = weight(word) * factor;
            if (weight > 0 && word.length() <= 120) {
                weights.merge(word, weight, Math::max);
            }
            // the parts of /orders/4711, host:port and ada@example.org count as well
            if (word.indexOf('/') >= 0 || word.indexOf(':') >= 0 || word.indexOf('@') >= 0) {
                for (String part : PARTS.split(word, -1)) {
                    double partWeight = weight(part) * factor;
                    if (partWeight > 0) {
                        weights.merge(part, partWeight, Math::max);
                    }
                }
            }
        }
    }

    private static double weight(String word) {
        boolean digit = word.chars().anyMatch(c -> c >= '0' && c <= '9');
        boolean letter = word.chars().anyMatch(Character::isLetter);
        if (COMMON.contains(word)) {
            return 0;
        }
        if (digit && letter) {
            return word.length() >= 3 ? Weight.WORD_ID.value() : 0;
        }
        if (digit) {
            return word.length() >= 4
                    ? Weight.WORD_LONG_NUMBER.value()
                    : word.length() >= 2 ? Weight.WORD_NUMBER.value() : 0;
        }
        return word.length() >= 4 ? Weight.WORD.value() : 0;
    }

    /**
     * {@return which of the words the text contains; each record is asked once, so that frequent words get less value}
     */
    List<String> in(String record) {
        records++;
        List<String> found = new ArrayList<>(2);
        String lower = withoutTime(record).toLowerCase(Locale.ROOT);
        for (String word : weights.keySet()) {
            if (occurs(lower, word)) {
                found.add(word);
                frequency.merge(word, 1, Integer::sum);
            }
        }
        return found;
    }

    /** Removes the time at the beginning of a text, whose hour is not the 10 of "within 10 seconds". */
    private static String withoutTime(String record) {
        Matcher time = TIME.matcher(record).region(0, Math.min(record.length(), MAX_HEAD));
        return time.find() ? record.substring(0, time.start()) + record.substring(time.end()) : record;
    }

    /** {@return whether the text contains that word or its plural, not as a part of another word} */
    static boolean occurs(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            if ((at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
                    && (endsAt(text, end) || (text.charAt(end) == 's' && endsAt(text, end + 1)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsAt(String text, int end) {
        return end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
    }

    /** {@return the value of these words after all records were asked: 0 to 36} */
    double worth(List<String> words) {
        double worth = 0;
        for (String word : words) {
            worth += worth(word);
        }
        return Math.min(worth, Weight.WORDS_IN_COMMON_MAX.value());
    }

    private double worth(String word) {
        double rarity = 1 - Math.log(frequency.getOrDefault(word, 1)) / Math.log(records + 2.0);
        return weights.getOrDefault(word, 0.0) * Math.max(0, rarity);
    }

    /** {@return whether the failure is a timeout} */
    boolean timeout() {
        return TIMEOUT.matcher(text).find();
    }

    /** {@return whether a container did not start} */
    boolean startFailed() {
        return START_FAILED.matcher(text).find();
    }

    /** {@return whether the failure's own words contain this text: an image, a container's name} */
    boolean names(String what) {
        return occurs(text.toLowerCase(Locale.ROOT), what.toLowerCase(Locale.ROOT));
    }
}

package io.github.structuredlogs.internal.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of what is printed or written: by the name of a field, and inside text by the name before an
 * {@code =} or {@code :} and by shape (bearer tokens, passwords in URLs, JSON web tokens, private keys).
 *
 * <p>A name is compared by whole words: {@code apiKey}, {@code x-api-key} and {@code PAYMENTS_APIKEY} hold the words
 * "api key", {@code messageKey} does not. Immutable; costs a scan of each text.
 */
public final class Redaction {

    /** What stands in a secret's place. */
    public static final String MASK = "***";

    private static final List<String> DEFAULTS = List.of(
            "password",
            "passwd",
            "pwd",
            "pass phrase",
            "pass code",
            "pg password",
            "db password",
            "user password",
            "db pass",
            "user pass",
            "secret",
            "client secret",
            "token",
            "access token",
            "auth token",
            "csrf token",
            "id token",
            "refresh token",
            "xsrf token",
            "authorization",
            "cookie",
            "credential",
            "jwt",
            "bearer",
            "access key",
            "account key",
            "api key",
            "app key",
            "auth key",
            "encryption key",
            "master key",
            "private key",
            "secret key",
            "session key",
            "shared key",
            "signing key",
            "ssh key",
            "storage key");

    /** What stands where a secret would, and is none: "token=null", "password: must not be empty". */
    private static final Set<String> NO_SECRETS =
            Set.copyOf(List.of(("null nil none undefined empty unset missing absent present true false yes no ok"
                            + " a an the is was are not must may can cannot could should has have does for of in and or"
                            + " invalid expired required unknown unexpected wrong failed failure denied rejected granted"
                            + " revoked accepted changed header redacted masked hidden protected error")
                    .split(" ")));

    private static final Pattern CREDENTIALS_IN_URL =
            Pattern.compile("(?<=://)([^\\s:/@\"'<>]{0,256}+):[^\\s/\"'<>]{1,512}@");
    private static final Pattern TOKEN_IN_URL = Pattern.compile("(?<=://)[A-Za-z0-9_-]{20,512}+@");
    private static final Pattern CREDENTIALS_IN_ORACLE_URL =
            Pattern.compile("(?<=jdbc:oracle:(?:thin|oci):)([^\\s/@]{1,128}+)/[^\\s@]{1,256}+@");
    private static final Pattern SCHEME = Pattern.compile(
            "(?<![A-Za-z])(bearer|basic|negotiate)\\s{1,4}+([A-Za-z0-9+/=._~-]{6,}+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]{0,24}[.]?");
    private static final Pattern KNOWN_TOKEN = Pattern.compile(
            "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{4,}+(?:\\.[A-Za-z0-9_-]*+)?"
                    + "|(?<![A-Za-z0-9])(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,}+|github_pat_[A-Za-z0-9_]{20,}+"
                    + "|[sr]k_(?:live|test)_[A-Za-z0-9]{10,}+|xox[abprs]-[A-Za-z0-9-]{10,}+|glpat-[A-Za-z0-9_-]{15,}+)");
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----).*?(?:(?=-----END [A-Z ]{0,30}PRIVATE KEY-----)|\\z)",
            Pattern.DOTALL);

    private static final int SHORTEST_SECRET = 4;
    private static final int LONGEST_NAME = 128;
    private static final int REMEMBERED_NAMES = 4096;

    private final List<List<String>> names;
    private final Map<String, Secrecy> decided = new ConcurrentHashMap<>();

    private enum Secrecy {
        NO,
        /** {@code passwordLength}: text in it is secret, a number is not. */
        TEXT,
        /** {@code password}: numbers too. */
        ANY,
        /** {@code cookie}, {@code authorization}: in text, the value goes on to the end of the line. */
        LINE
    }

    /** Starts with names as their words. */
    private Redaction(List<List<String>> names) {
        this.names = names;
    }

    /**
     * The built-in names, changed by a setting.
     *
     * @param changes names to add, and with a leading {@code -} names to remove
     * @return the redaction
     */
    public static Redaction of(Collection<String> changes) {
        Set<List<String>> names = new LinkedHashSet<>();
        DEFAULTS.forEach(name -> names.add(words(name)));
        for (String change : changes) {
            if (change.startsWith("-")) {
                List<String> removed = words(change.substring(1));
                names.removeIf(name ->
                        name.equals(removed) || (Collections.indexOfSubList(name, removed) >= 0 && !removed.isEmpty()));
            } else if (!words(change).isEmpty()) {
                names.add(words(change));
            }
        }
        return new Redaction(List.copyOf(names));
    }

    /** {@return what hides whatever this one hides or the other; this one if the other hides nothing more} */
    public Redaction and(Redaction other) {
        if (names.containsAll(other.names)) {
            return this;
        }
        Set<List<String>> all = new LinkedHashSet<>(names);
        all.addAll(other.names);
        return new Redaction(List.copyOf(all));
    }

    /** {@return whether the value of a field with that name is to be replaced by {@link #MASK}} */
    public boolean hides(String name, @Nullable Object value) {
        if (value == null || value instanceof Boolean || (value instanceof CharSequence text && text.isEmpty())) {
            return false;
        }
        Secrecy secrecy = secrecy(name);
        return secrecy != Secrecy.NO && (secrecy != Secrecy.TEXT || !(value instanceof Number));
    }

    /** {@return what fields that are hidden by their names hold, at any depth; without what is too short to be told apart} */
    public Set<String> secrets(Map<?, ?> fields) {
        Set<String> secrets = new LinkedHashSet<>();
        addSecrets(secrets, fields, false);
        return secrets;
    }

    private void addSecrets(Set<String> secrets, @Nullable Object value, boolean hidden) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> addSecrets(secrets, member, hidden || hides(String.valueOf(name), member)));
        } else if (value instanceof Collection<?> list) {
            list.forEach(element -> addSecrets(secrets, element, hidden));
        } else if (hidden && String.valueOf(value).length() >= SHORTEST_SECRET) {
            secrets.add(String.valueOf(value));
        }
    }

    private Secrecy secrecy(String name) {
        Secrecy known = decided.get(name);
        if (known != null) {
            return known;
        }
        Secrecy secrecy = decide(words(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name));
        // Names come from containers: a program that makes up names must not fill the memory.
        if (decided.size() < REMEMBERED_NAMES) {
            decided.put(name, secrecy);
        }
        return secrecy;
    }

    private Secrecy decide(List<String> words) {
        Secrecy secrecy = Secrecy.NO;
        for (List<String> name : names) {
            for (int start = 0; start < words.size(); start++) {
                int end = match(words, start, name);
                if (end < 0) {
                    continue;
                }
                if (name.contains("cookie") || name.contains("authorization")) {
                    return Secrecy.LINE;
                }
                boolean plural = words.get(end - 1).endsWith("s")
                        && !name.get(name.size() - 1).endsWith("s");
                if (end == words.size() && !plural) {
                    secrecy = Secrecy.ANY;
                } else if (secrecy == Secrecy.NO) {
                    secrecy = Secrecy.TEXT;
                }
            }
        }
        return secrecy;
    }

    /** Where the name's words end that begin at that word, -1 if they do not: one by one, or written as one. */
    private static int match(List<String> words, int start, List<String> name) {
        if (same(words.get(start), String.join("", name))) {
            return start + 1;
        }
        int end = start + name.size();
        if (end > words.size()) {
            return -1;
        }
        for (int i = 0; i < name.size(); i++) {
            if (!same(words.get(start + i), name.get(i))) {
                return -1;
            }
        }
        return end;
    }

    private static boolean same(String word, String name) {
        return word.equals(name) || (word.length() == name.length() + 1 && word.endsWith("s") && word.startsWith(name));
    }

    /** The words of a name, in lower case: split at what is no letter or digit, and where capitals begin. */
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            boolean separator = i == name.length() || !Character.isLetterOrDigit(name.charAt(i));
            boolean capital = !separator
                    && i > start
                    && Character.isUpperCase(name.charAt(i))
                    && (!Character.isUpperCase(name.charAt(i - 1))
                            || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1))));
            // password1, token2: a number at a word's end counts to no word.
            boolean digit = !separator && i > start && isDigit(name.charAt(i)) && !isDigit(name.charAt(i - 1));
            if (separator || capital || digit) {
                if (i > start && !isDigit(name.charAt(start))) {
                    words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
                }
                start = separator ? i + 1 : i;
            }
        }
        return words;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** {@return the text without the secrets that can be told by their name or shape; the same object if it has none} */
    public String text(String text) {
        String result = byName(text);
        if (result.contains("://")) {
            result = CREDENTIALS_IN_URL.matcher(result).replaceAll("$1:" + MASK + "@");
            result = TOKEN_IN_URL.matcher(result).replaceAll(MASK + "@");
        }
        if (result.contains("jdbc:oracle:")) {
            result = CREDENTIALS_IN_ORACLE_URL.matcher(result).replaceAll("$1/" + MASK + "@");
        }
        if (result.contains("PRIVATE KEY-----")) {
            result = PRIVATE_KEY.matcher(result).replaceAll("$1" + MASK);
        }
        result = byShape(KNOWN_TOKEN, result);
        return bySchemes(result);
    }

    private static String byShape(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.replaceAll(MASK) : text;
    }

    /** {@code Bearer 3f9c…}; not "bearer authentication" or "basic settings", where a plain word follows. */
    private static String bySchemes(String text) {
        Matcher matcher = SCHEME.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        return matcher.replaceAll(match -> Matcher.quoteReplacement(
                WORD.matcher(match.group(2)).matches() ? match.group() : match.group(1) + " " + MASK));
    }

    private String byName(String text) {
        StringBuilder out = null;
        int copied = 0;
        int length = text.length();
        for (int i = 1; i < length; i++) {
            char c = text.charAt(i);
            if (c != '=' && c != ':') {
                continue;
            }
            Secrecy secrecy = secrecyBefore(text, i, copied);
            if (secrecy == Secrecy.NO) {
                continue;
            }
            int start = i + 1;
            // "=>", ":=", "==" as some languages write it
            while (start < length && (text.charAt(start) == '=' || text.charAt(start) == '>')) {
                start++;
            }
            while (start < length && text.charAt(start) == ' ') {
                start++;
            }
            if (start < length && text.charAt(start) == '[') {
                start++;
            }
            int escapedEnd = text.startsWith("\\\"", start) ? text.indexOf("\\\"", start + 2) : -1;
            boolean quoted = start < length && (text.charAt(start) == '"' || text.charAt(start) == '\'');
            int end = quoted ? endOfQuoted(text, start) : endOfValue(text, start, secrecy);
            if (quoted) {
                start++;
            } else if (escapedEnd > 0) {
                // JSON in JSON
                start += 2;
                end = escapedEnd;
            }
            boolean sentence = c == ':' && !quoted;
            if (end <= start
                    || isNoSecret(text, start, end, sentence)
                    || (secrecy == Secrecy.TEXT && isNumber(text, start, end))) {
                continue;
            }
            if (out == null) {
                out = new StringBuilder(length);
            }
            out.append(text, copied, start).append(MASK);
            copied = end;
            i = end - 1;
        }
        return out == null ? text : out.append(text, copied, length).toString();
    }

    /** By the name before the separator, of one word ({@code api_key}) or of two ({@code API key}). */
    private Secrecy secrecyBefore(String text, int separator, int from) {
        int end = separator;
        while (end > from && (text.charAt(end - 1) == ' ' || isQuote(text.charAt(end - 1)))) {
            end--;
        }
        int start = startOfName(text, end, from);
        if (start == end || isDigit(text.charAt(start))) {
            return Secrecy.NO;
        }
        if (text.charAt(separator) == ':'
                && start > from
                && (text.charAt(start - 1) == '/' || text.charAt(start - 1) == '@')) {
            // the host of an address
            return Secrecy.NO;
        }
        Secrecy secrecy = secrecy(text.substring(start, end));
        if (secrecy == Secrecy.NO && start > from + 1 && text.charAt(start - 1) == ' ') {
            int first = startOfName(text, start - 1, from);
            if (first < start - 1 && Character.isLetter(text.charAt(first)) && isWord(text, start, end)) {
                return secrecy(text.substring(first, end));
            }
        }
        return secrecy;
    }

    private static int startOfName(String text, int end, int from) {
        int start = end;
        while (start > from && end - start < LONGEST_NAME && isNamePart(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '\\';
    }

    private static boolean isWord(String text, int start, int end) {
        return text.chars().skip(start).limit(end - start).allMatch(Character::isLetter);
    }

    private static boolean isNumber(String text, int start, int end) {
        return text.chars().skip(start).limit(end - start).allMatch(c -> (c >= '0' && c <= '9') || c == '.');
    }

    private static int endOfQuoted(String text, int start) {
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != text.charAt(start)) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, text.length());
    }

    private static int endOfValue(String text, int start, Secrecy secrecy) {
        int end = endOfToken(text, start, secrecy);
        if (secrecy == Secrecy.LINE) {
            // "Bearer x", "a=1; b=2", "Digest username=…, realm=…"
            boolean scheme = end > start && isWord(text, start, end);
            while (end > start
                    && end + 1 < text.length()
                    && text.charAt(end) == ' '
                    && (scheme || ";,".indexOf(text.charAt(end - 1)) >= 0)) {
                end = endOfToken(text, end + 1, secrecy);
                scheme = false;
            }
        }
        return end;
    }

    private static int endOfToken(String text, int start, Secrecy secrecy) {
        String ends = secrecy == Secrecy.LINE ? " \t\r\n)}]<" : " \t\r\n,;&)}]\"'<";
        int i = start;
        while (i < text.length() && ends.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static boolean isNoSecret(String text, int start, int end, boolean sentence) {
        int wordEnd = start;
        while (wordEnd < end && Character.isLetter(text.charAt(wordEnd))) {
            wordEnd++;
        }
        return (wordEnd == end || (sentence && text.charAt(wordEnd) == ' '))
                && NO_SECRETS.contains(text.substring(start, wordEnd).toLowerCase(Locale.ROOT));
    }
}

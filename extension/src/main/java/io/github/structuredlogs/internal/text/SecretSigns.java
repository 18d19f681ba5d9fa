package io.github.structuredlogs.internal.text;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The signs of which a text has at least one if it holds a secret: the word of a name, the beginning of a token, a few
 * characters. One pass over the characters, without an object, tells most texts from those that the rules must read.
 *
 * <p>A sign is not yet a secret. The opposite must hold: whatever {@link NamedSecrets} or {@link SecretShapes} hides
 * has a sign. A new rule needs one here.
 */
final class SecretSigns {
    /** Words of which the rules know without their names. Letters are compared without case. */
    private static final List<String> WORDS = List.of(
            "bearer",
            "basic",
            "negotiate",
            "apikey",
            "ntlm",
            "auth",
            "add_user",
            "pass",
            "login",
            "masterauth",
            "basic_auth",
            "basicauth",
            "httpbasicauth",
            "mysqli_connect",
            "__construct",
            "sqlplus",
            "sig",
            "kty");

    /** What functions of encryption, hashes of passwords and a few tokens begin with, and "482913 is your code". */
    private static final List<String> PIECES =
            List.of("aes", "pgp", "pbkdf", "scrypt", "argon", "noop", "atlasv", "your");

    /** The rules cut two words of 128 characters before they compare them, which may make other words of them. */
    private static final int MAX_WORD_LENGTH = 56;

    private static final int MIN_KEY_LINE = 64;
    private static final int ASCII = 128;

    private static final byte OTHER = 0;
    private static final byte JOINER = 1;
    private static final byte DIGIT = 2;
    private static final byte LOWER = 3;
    private static final byte UPPER = 4;
    private static final byte FOREIGN = -1;
    private static final byte[] KINDS = kinds();
    /** What a hash is multiplied by where letters are appended, by their number. */
    private static final int[] POWERS = powers();

    private final SecretNames names;
    private final Hashes words = new Hashes();
    private final Hashes single = new Hashes();
    private final Hashes first = new Hashes();
    private final Hashes second = new Hashes();
    private final boolean[] lastThree = new boolean[32 * 32 * 32];
    private final boolean[] tokenPairs = new boolean[ASCII * ASCII];

    SecretSigns(SecretNames names) {
        this.names = names;
        WORDS.forEach(words::add);
        PIECES.forEach(single::add);
        for (List<String> name : names.all()) {
            single.addWithPlural(String.join("", name));
            if (name.size() > 1) {
                first.addWithPlural(name.get(0));
                second.addWithPlural(name.get(1));
            }
        }
        for (String ending : names.endings()) {
            int length = ending.length();
            lastThree[three(ending.charAt(length - 3), ending.charAt(length - 2), ending.charAt(length - 1))] = true;
            lastThree[three(ending.charAt(length - 2), ending.charAt(length - 1), 's')] = true;
        }
        for (String beginning : SecretShapes.beginnings()) {
            tokenPairs[pair(beginning.charAt(0), beginning.charAt(1))] = true;
        }
    }

    private static int pair(char one, char other) {
        return one << 7 | other;
    }

    /** Of letters, whatever their case. */
    private static int three(char one, char two, char three) {
        return (one & 31) << 10 | (two & 31) << 5 | (three & 31);
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[ASCII];
        for (char c = 0; c < ASCII; c++) {
            if (Ascii.isDigit(c)) {
                kinds[c] = DIGIT;
            } else if (Ascii.isLetter(c)) {
                kinds[c] = c >= 'a' ? LOWER : UPPER;
            } else if (c == '_' || c == '-' || c == '.') {
                kinds[c] = JOINER;
            }
        }
        return kinds;
    }

    private static int[] powers() {
        int[] powers = new int[MAX_WORD_LENGTH + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * Hashes.FACTOR;
        }
        return powers;
    }

    /** {@return whether the text may hold a secret; if not, it certainly holds none} */
    boolean any(String text) {
        int length = text.length();
        boolean afterFirst = false;
        int keyLine = 0;
        int wordFrom = -1;
        int word = 0;
        byte before = OTHER;
        int at = 0;
        while (at < length) {
            char c = text.charAt(at);
            byte kind = kind(c);
            if (kind >= LOWER) {
                if (before < DIGIT && beginsToken(text, at, c)) {
                    return true;
                }
                int from = at;
                int piece = Hashes.next(0, c);
                at++;
                if (kind == UPPER) {
                    // "APIKey" is "API" and "Key".
                    while (kindAt(text, at) == UPPER && kindAt(text, at + 1) != LOWER) {
                        piece = Hashes.next(piece, text.charAt(at++));
                    }
                }
                while (kindAt(text, at) == LOWER) {
                    piece = Hashes.next(piece, text.charAt(at++));
                }
                if (single.has(piece) || (afterFirst && second.has(piece)) || endsLikeName(text, from, at)) {
                    return true;
                }
                afterFirst = first.has(piece);
                if (wordFrom < 0) {
                    wordFrom = from;
                    word = 0;
                }
                if (at - from > MAX_WORD_LENGTH) {
                    return true;
                }
                word = word * POWERS[at - from] + piece;
                before = LOWER;
                continue;
            }
            if (kind == FOREIGN) {
                return true;
            }
            if (kind < DIGIT && c != '+' && c != '/' && c != '=') {
                if (at - keyLine >= MIN_KEY_LINE
                        || (c == '-' && (text.startsWith("-----", at) || text.startsWith("---- BEGIN ", at)))) {
                    return true;
                }
                keyLine = at + 1;
            }
            if (kind == OTHER) {
                if ((wordFrom >= 0 && isWordOfRule(text, wordFrom, at, word)) || isSign(text, at, c)) {
                    return true;
                }
                wordFrom = -1;
            } else {
                if (wordFrom < 0) {
                    wordFrom = at;
                    word = 0;
                }
                word = Hashes.next(word, c);
            }
            before = kind;
            at++;
        }
        return length - keyLine >= MIN_KEY_LINE || (wordFrom >= 0 && isWordOfRule(text, wordFrom, length, word));
    }

    private static byte kind(char c) {
        return c < ASCII ? KINDS[c] : FOREIGN;
    }

    private static byte kindAt(String text, int at) {
        return at < text.length() ? kind(text.charAt(at)) : OTHER;
    }

    /** {@code adminpassword}. */
    private boolean endsLikeName(String text, int from, int to) {
        return to - from >= 3
                && lastThree[three(text.charAt(to - 3), text.charAt(to - 2), text.charAt(to - 1))]
                && (names.endsLikeName(text, from, to) || names.endsLikeName(text, from, to - 1));
    }

    private boolean isWordOfRule(String text, int from, int to, int hash) {
        int size = to - from;
        if (size > MAX_WORD_LENGTH || words.has(hash)) {
            return true;
        }
        if (size == 2 && text.regionMatches(true, from, "by", 0, 2)) {
            return CommandSecrets.isIdentifiedBy(text, from);
        }
        return size > 1
                && text.charAt(from) == '-'
                && ("aspwPukU".indexOf(text.charAt(from + 1)) >= 0 || text.startsWith("-user", from + 1));
    }

    private boolean beginsToken(String text, int at, char c) {
        if (at + 1 >= text.length()) {
            return false;
        }
        char next = text.charAt(at + 1);
        return next < ASCII && tokenPairs[pair(c, next)] && SecretShapes.beginsToken(text, at);
    }

    /** Of a character that is no part of a word. */
    private static boolean isSign(String text, int at, char c) {
        return switch (c) {
            case ':' -> text.startsWith("://", at) || text.startsWith(":oracle:", at);
            case '@' -> text.startsWith("@tcp(", at);
            case '$' -> at + 1 < text.length() && "1256ya".indexOf(text.charAt(at + 1)) >= 0;
            // %26password%3D: behind a code, a word begins elsewhere.
            case '%' -> at + 1 < text.length() && SecretValue.isNamePart(text.charAt(at + 1));
            case '=' -> isOfQuery(text, at);
            case '\\' -> text.startsWith("u00", at + 1);
            // A password of one of Redis' users.
            case '>' -> at + 1 < text.length() && at > 0 && text.charAt(at - 1) == ' ' && text.charAt(at + 1) > ' ';
            default -> false;
        };
    }

    private static boolean isOfQuery(String text, int equals) {
        int from = equals;
        while (from > 0
                && from > equals - SecretShapes.MAX_PARAMETER_LENGTH
                && SecretValue.isNamePart(text.charAt(from - 1))) {
            from--;
        }
        return from > 0
                && "?&".indexOf(text.charAt(from - 1)) >= 0
                && SecretShapes.isSecretParameter(text.substring(from, equals));
    }

    /** The hashes of some words. Equal hashes of different words only cost a closer look. */
    private static final class Hashes {
        private static final int FACTOR = 31;
        private static final int SIZE = 1 << 12;

        private final Set<Integer> all = new HashSet<>();
        private final boolean[] maybe = new boolean[SIZE];

        static int next(int hash, char c) {
            return hash * FACTOR + (c | 0x20);
        }

        void add(String word) {
            int hash = 0;
            for (int i = 0; i < word.length(); i++) {
                hash = next(hash, word.charAt(i));
            }
            all.add(hash);
            maybe[place(hash)] = true;
        }

        void addWithPlural(String word) {
            add(word);
            add(word + "s");
        }

        boolean has(int hash) {
            return maybe[place(hash)] && all.contains(hash);
        }

        private static int place(int hash) {
            return (hash * 0x9e3779b9) >>> 20;
        }
    }
}

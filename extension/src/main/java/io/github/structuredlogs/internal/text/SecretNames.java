package io.github.structuredlogs.internal.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The names whose values are secrets.
 *
 * <p>Names are compared by whole words: {@code apiKey}, {@code x-api-key} and {@code PAYMENTS_APIKEY} contain the words
 * "api key", {@code messageKey} does not. A property of a secret is not a secret: {@code passwordPolicy}, {@code
 * TokenService}. Immutable except for a cache.
 */
final class SecretNames {

    /** The kind of value that a name has. */
    enum Secrecy {
        NO,
        /** A secret if the value is text: {@code passwordLength}, {@code tokens}. */
        TEXT,
        /** A secret, also if the value is a number: {@code password}. */
        ANY,
        /** A secret of several parts, in text up to the end of the line: {@code cookie}, {@code authorization}. */
        LINE
    }

    private static final List<String> DEFAULTS = List.of(
            "password",
            "passwd",
            "passwort",
            "pwd",
            "pass",
            "pass phrase",
            "pass code",
            "pg password",
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
            "creds",
            "jwt",
            "bearer",
            "jsessionid",
            "phpsessid",
            "access key",
            "account key",
            "api key",
            "app key",
            "auth key",
            "encryption key",
            "decryption key",
            "master key",
            "private key",
            "secret key",
            "session key",
            "shared key",
            "shared access key",
            "shared access signature",
            "signing key",
            "ssh key",
            "storage key",
            "hmac key",
            "aes key",
            "deploy key",
            "license key",
            "recovery code",
            "recovery key",
            "seed phrase",
            "amz signature",
            "saml response",
            "saml request",
            "subscription key",
            "functions key",
            "function key",
            "unseal key",
            "client key data",
            "community string",
            "auth password",
            "pw",
            "otp",
            "pin",
            "verification code",
            "security code",
            "one time code",
            "kennwort",
            "passphrase",
            "de passe",
            "contrase\u00f1a",
            "senha",
            "wachtwoord",
            "has\u0142o",
            "\u043f\u0430\u0440\u043e\u043b\u044c",
            "\u5bc6\u7801",
            "\u5bc6\u78bc",
            "\u30d1\u30b9\u30ef\u30fc\u30c9",
            "webhook url",
            "registry auth",
            "net session id",
            "sessionid",
            "mnemonic",
            "backup code",
            "cvv",
            "cvc");

    /** A number with several digits is a code, one with few is a version. */
    private static final Set<String> CODES = Set.of("otp", "pin", "code");

    /** Words that may end another one: {@code adminpassword}, {@code dbpwd}. */
    private static final List<String> ENDINGS = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "token",
            "apikey",
            "secretkey",
            "accesskey",
            "privatekey",
            "pwd",
            "pass",
            "jsessionid");

    /** Ordinary words that end with {@code pass}. */
    private static final Set<String> NOT_PASS = Set.of(
            "bypass compass trespass overpass underpass surpass encompass impass outpass onepass byepass lowpass highpass"
                    .split(" "));

    /**
     * Words after which the name is about a secret but not the secret: {@code tokenType}, {@code PasswordEncoder},
     * {@code token.go}.
     */
    private static final Set<String> ABOUT = Set.of(
            ("type types length len count counts size sizes ttl expiry expires expire expired expiration exp lifetime age"
                            + " policy policies encoder decoder name names url uri endpoint path paths file files filename"
                            + " dir directory field fields header headers param params parameter prefix suffix provider"
                            + " providers store stores manager service services issuer audience scope scopes status state"
                            + " valid invalid version algorithm alg min max minimum maximum strength attempts attempt"
                            + " required enabled disabled rotation hint source class bean ref reference filter controller"
                            + " handler repository factory config configuration configurer settings options impl util"
                            + " utils helper client server interceptor converter generator parser validator verifier"
                            + " authenticator resolver listener module plugin component exception error errors failure"
                            + " failed success test tests it spec request requests response event events entity dto table"
                            + " column relation constraint missing rejected denied mismatch created updated deleted"
                            + " rotated refreshed issued revoked verified validated exists not changed cache pool limit"
                            + " limits rate bucket buckets usage used budget cost price id ids index position offset"
                            + " line kind format encoding schema mode method methods domain secure samesite httponly"
                            + " policyid stdin prompt auth authentication java go rb py js ts cs php rs kt scala cpp yml"
                            + " yaml json xml properties conf txt log sql sh html css pem crt md toml ini page based less encryption"
                            + " check checks checker login accepted sent received blocked allowed supported code codes grant ring holder span spans tracker processor consent banner jar parse")
                    .split(" "));

    /** Words before which the name is not a secret: {@code hasPassword}, {@code maxTokens}, {@code invalid_token}. */
    private static final Set<String> BEFORE = Set.of(
            "has is no missing invalid unexpected expected max min num number count total use uses page next prev enable allow"
                    .split(" "));

    private static final int MAX_NAME_LENGTH = 128;
    private static final int REMEMBERED_NAMES = 4096;

    private final List<List<String>> names;
    private final Map<String, List<List<String>>> byFirstWord = new HashMap<>();
    private final Set<String> joined = new HashSet<>();
    private final Set<String> lastWords = new HashSet<>();
    private final List<String> endings = new ArrayList<>();
    /** The first three letters of each name, to skip other words quickly. */
    private final boolean[] beginnings = new boolean[26 * 26 * 26];

    private boolean anyWordMayBe;
    private boolean otherScripts;
    private boolean shortNames;
    private final Map<String, Secrecy> decided = new ConcurrentHashMap<>();

    private SecretNames(List<List<String>> names) {
        this.names = names;
        for (List<String> name : names) {
            byFirstWord.computeIfAbsent(name.get(0), key -> new ArrayList<>()).add(name);
            String whole = String.join("", name);
            joined.add(whole);
            if (name.size() > 1) {
                lastWords.add(name.get(name.size() - 1));
            }
            if (ENDINGS.contains(whole)) {
                endings.add(whole);
            }
            int beginning = beginning(name.get(0), 0);
            if (beginning < 0 && name.get(0).charAt(0) > 0x7f) {
                otherScripts = true;
            } else if (beginning < 0 && name.size() > 1 && beginning(name.get(name.size() - 1), 0) >= 0) {
                beginnings[beginning(name.get(name.size() - 1), 0)] = true;
            } else if (beginning < 0 && name.get(0).equals("pw")) {
                shortNames = true;
            } else if (beginning < 0) {
                anyWordMayBe = true;
            } else {
                beginnings[beginning] = true;
            }
        }
    }

    /** {@return the built-in names with the given additions, and without those that have a leading {@code -}} */
    static SecretNames of(Collection<String> changes) {
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
        return new SecretNames(List.copyOf(names));
    }

    /** {@return these names if they contain all of the others} */
    SecretNames and(SecretNames other) {
        if (this == other || names.containsAll(other.names)) {
            return this;
        }
        Set<List<String>> all = new LinkedHashSet<>(names);
        all.addAll(other.names);
        return new SecretNames(List.copyOf(all));
    }

    /** {@return the words of each name, in lower case} */
    List<List<String>> all() {
        return names;
    }

    /** {@return the names that may end another word} */
    List<String> endings() {
        return endings;
    }

    /** {@return whether a part of the text ends with such a name} */
    boolean endsLikeName(String text, int from, int to) {
        for (String ending : endings) {
            int length = ending.length();
            if (to - from >= length && text.regionMatches(true, to - length, ending, 0, length)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether a part of the text may be a secret's name, after one pass over its characters} */
    boolean mayBe(CharSequence text, int from, int to) {
        if (anyWordMayBe) {
            return true;
        }
        if (shortNames
                && to - from >= 2
                && (text.charAt(to - 1) | 0x20) == 'w'
                && (text.charAt(to - 2) | 0x20) == 'p') {
            return true;
        }
        for (int i = from; i < to; i++) {
            if (otherScripts && text.charAt(i) > 0x7f) {
                return true;
            }
            int beginning = i + 2 < to ? beginning(text, i) : -1;
            if (beginning >= 0 && beginnings[beginning]) {
                return true;
            }
        }
        return false;
    }

    private static int beginning(CharSequence text, int at) {
        if (at + 2 >= text.length()) {
            return -1;
        }
        int first = (text.charAt(at) | 0x20) - 'a';
        int second = (text.charAt(at + 1) | 0x20) - 'a';
        int third = (text.charAt(at + 2) | 0x20) - 'a';
        boolean letters = (first | second | third) >= 0 && first < 26 && second < 26 && third < 26;
        return letters ? (first * 26 + second) * 26 + third : -1;
    }

    /** {@return whether a word may be the last one of a name of several words, as in "API key"} */
    boolean mayEnd(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lastWords.contains(lower)
                || (lower.endsWith("s") && lastWords.contains(lower.substring(0, lower.length() - 1)));
    }

    /** {@return whether the name is that of a numeric code that a person types in} */
    boolean isCode(String name) {
        List<String> words = words(name);
        return !words.isEmpty() && CODES.contains(words.get(words.size() - 1));
    }

    Secrecy secrecy(String name) {
        Secrecy known = decided.get(name);
        if (known != null) {
            return known;
        }
        Secrecy secrecy = decide(words(name.length() > MAX_NAME_LENGTH ? name.substring(0, MAX_NAME_LENGTH) : name));
        // Names come from containers, so a program that generates names must not fill the memory.
        if (name.length() <= MAX_NAME_LENGTH && decided.size() < REMEMBERED_NAMES) {
            decided.put(name, secrecy);
        }
        return secrecy;
    }

    private Secrecy decide(List<String> words) {
        Secrecy secrecy = Secrecy.NO;
        for (int start = 0; start < words.size(); start++) {
            for (List<String> name : byFirstWord.getOrDefault(singular(words.get(start)), List.of())) {
                if (matches(words, start, name)) {
                    secrecy = stronger(secrecy, of(words, start, start + name.size(), name));
                }
            }
            List<String> whole = whole(words.get(start));
            if (whole != null) {
                secrecy = stronger(secrecy, of(words, start, start + 1, whole));
            }
        }
        return secrecy;
    }

    private String singular(String word) {
        return byFirstWord.containsKey(word) || !word.endsWith("s") ? word : word.substring(0, word.length() - 1);
    }

    /** Several words written as one: {@code apikey}, {@code adminpassword}. */
    private @Nullable List<String> whole(String word) {
        boolean plural = word.endsWith("s") && !word.endsWith("ss") && !joined.contains(word);
        String single = plural ? word.substring(0, word.length() - 1) : word;
        if (byFirstWord.containsKey(single)) {
            return null;
        }
        if (joined.contains(single)) {
            return List.of(single);
        }
        for (String ending : endings) {
            if (single.endsWith(ending) && !NOT_PASS.contains(single)) {
                return List.of(ending);
            }
        }
        return null;
    }

    private static boolean matches(List<String> words, int start, List<String> name) {
        if (start + name.size() > words.size()) {
            return false;
        }
        for (int i = 0; i < name.size(); i++) {
            String word = words.get(start + i);
            String wanted = name.get(i);
            boolean same = word.equals(wanted)
                    || (word.length() == wanted.length() + 1 && word.endsWith("s") && word.startsWith(wanted));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static Secrecy of(List<String> words, int start, int end, List<String> name) {
        if (words.subList(end, words.size()).stream().anyMatch(ABOUT::contains)
                || (start > 0 && BEFORE.contains(words.get(start - 1)))) {
            // A number under such a name is a count; only text may be a secret.
            return Secrecy.NO;
        }
        if (name.contains("cookie") || name.contains("authorization")) {
            return Secrecy.LINE;
        }
        String last = words.get(end - 1);
        boolean plural = last.endsWith("s") && !name.get(name.size() - 1).endsWith("s");
        return end == words.size() && !plural ? Secrecy.ANY : Secrecy.TEXT;
    }

    private static Secrecy stronger(Secrecy one, Secrecy other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /**
     * Splits a name into words in lower case, at characters that are not letters or digits and where capitals begin.
     */
    static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            boolean separator = i == name.length() || !Character.isLetterOrDigit(name.charAt(i));
            boolean capital = !separator
                    && i > start
                    && Character.isUpperCase(name.charAt(i))
                    && (!Character.isUpperCase(name.charAt(i - 1))
                            || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1))));
            // password1, token2: a number at the end of a word is ignored.
            boolean digit =
                    !separator && i > start && Ascii.isDigit(name.charAt(i)) && !Ascii.isDigit(name.charAt(i - 1));
            if (separator || capital || digit) {
                if (i > start && !Ascii.isDigit(name.charAt(start))) {
                    words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
                }
                start = separator ? i + 1 : i;
            }
        }
        return words;
    }
}

package io.github.structuredlogs.internal.text;

import io.github.structuredlogs.internal.text.SecretNames.Secrecy;
import java.util.Locale;
import java.util.Set;

/** Secrets in sentences: "the generated password for elastic: x". */
final class SpokenSecrets {
    private static final Set<String> LINKS = Set.of(
            "is", "was", "are", "to", "as", "set", "changed", "reset", "be", "being", "lautet", "ist", "est", "es");
    /** Words before a colon that name something other than the secret. */
    private static final Set<String> OTHERS = Set.of(
            "user",
            "username",
            "account",
            "host",
            "id",
            "code",
            "status",
            "error",
            "reason",
            "at",
            "in",
            "after",
            "line",
            "attempts",
            "policy",
            "message",
            "cause",
            "exception",
            "login",
            "email",
            "client",
            "realm",
            "time",
            "path",
            "address",
            "url",
            "version",
            "by",
            "from",
            "database",
            "role",
            "principal",
            "subject",
            "detail",
            "details");
    /** The maximum distance in a sentence between a name and its secret. */
    private static final int MAX_SENTENCE_LENGTH = 120;

    private static final int LONG_TOKEN = 16;

    private final SecretSearch search;
    private final SecretNames names;
    private final String text;
    private final int length;
    private final SecretValue value;

    SpokenSecrets(SecretSearch search) {
        this.search = search;
        names = search.names;
        text = search.text;
        length = search.length;
        value = search.value;
    }

    /** "Password for the elastic user:" and the password on a line of its own. */
    void onNextLine(int at, char separator) {
        int line = at;
        while (line < length && line < at + 4 && text.charAt(line) <= ' ') {
            line++;
        }
        if (line == at || line >= length) {
            return;
        }
        if (text.startsWith("string(", line)) {
            // PHP's var_dump
            int quote = text.indexOf('"', line);
            if (quote > 0 && quote < line + 20) {
                value.read(quote, line, false);
                search.hideUnlessNone();
            }
            return;
        }
        if (separator != ':') {
            return;
        }
        value.start = line;
        value.end = line;
        while (value.end < length && text.charAt(value.end) > ' ') {
            value.end++;
        }
        boolean alone = value.end == length || text.charAt(value.end) == '\n' || text.charAt(value.end) == '\r';
        if (alone && value.looksSecret(SecretSearch.MIN_TOKEN_LENGTH)) {
            search.hideValue();
        }
    }

    /** {@code password 'x'}, "password is x", "the generated password for elastic: x". */
    void spoken(int from, int to, int next, Secrecy secrecy) {
        if (secrecy == Secrecy.TEXT) {
            return;
        }
        boolean code = names.isCode(text.substring(Math.max(from, to - SecretSearch.MAX_NAME_LENGTH), to));
        value.readSome(next, from, SecretSearch.MAX_PAIR_LENGTH);
        boolean first = isFirstWord(from);
        if (!value.enclosed
                && !value.isPlaceholder()
                && value.looksSecret(first ? SecretSearch.MIN_TOKEN_LENGTH : LONG_TOKEN)
                && (first ? value.end == search.endOfLine(next) : isRandom() || isOfIdentifier(from, to))) {
            search.hideValue();
            return;
        }
        if (search.isOpeningQuote(next)) {
            value.readSome(next, from, SecretSearch.MAX_PAIR_LENGTH);
            boolean sql = isSqlPassword(from, to);
            boolean shown =
                    value.isPlaceholder() || value.isNone(!sql) || (value.words() > 2 && secrecy != Secrecy.LINE);
            if (!shown && (sql || secrecy == Secrecy.LINE || value.looksSecret(4))) {
                search.hideValue();
            }
            return;
        }
        int end = Math.min(length, to + MAX_SENTENCE_LENGTH);
        int at = next;
        String before = "";
        for (int words = 0; words < 10 && at < end; words++) {
            int word = at;
            while (at < end && text.charAt(at) > ' ') {
                at++;
            }
            if (at == word) {
                return;
            }
            char last = text.charAt(at - 1);
            boolean colon = last == ':' || last == '=';
            String bare = text.substring(word, colon ? at - 1 : at).toLowerCase(Locale.ROOT);
            int following = value.afterBlanks(at);
            if (following >= length || text.charAt(following) == '\n' || text.charAt(following) == '\r') {
                if (colon && !OTHERS.contains(bare)) {
                    onNextLine(following, ':');
                }
                return;
            }
            boolean link = LINKS.contains(bare) && (!bare.equals("to") || LINKS.contains(before) || words == 0);
            if (colon ? !OTHERS.contains(bare) : link) {
                value.readSome(following, from, SecretSearch.MAX_PAIR_LENGTH);
                if (value.looksSecret(colon ? 8 : SecretSearch.MIN_TOKEN_LENGTH)
                        && !value.isPlaceholder()
                        && !value.isProse()) {
                    search.hideValue();
                    return;
                }
                if (code && value.isNumber() && value.end - value.start >= 4 && value.end - value.start <= 8) {
                    search.hideValue();
                    return;
                }
                if (value.enclosed
                        && link
                        && (bare.equals("to") || !value.isProse())
                        && !value.isNone(true)
                        && value.end - value.start >= 4) {
                    search.hideValue();
                    return;
                }
            } else if ((bare.equals("from") || bare.equals("to")) && search.isOpeningQuote(following)) {
                value.readSome(following, from, SecretSearch.MAX_PAIR_LENGTH);
                if (value.looksSecret(4)) {
                    search.mask(value.start, value.end);
                }
            }
            if (".!?".indexOf(last) >= 0 || last == ';') {
                return;
            }
            before = bare;
            at = following;
        }
    }

    /** .netrc's {@code password x}. */
    private boolean isFirstWord(int from) {
        int at = from;
        while (at > 0 && SecretValue.isBlank(text.charAt(at - 1))) {
            at--;
        }
        return at > 0 && text.charAt(at - 1) == '\n';
    }

    /** {@code aws configure set aws_secret_access_key wJalrXUtnFEMI7MDENG}: an identifier, and capitals within the value. */
    private boolean isOfIdentifier(int from, int to) {
        int capitals = 0;
        for (int i = value.start + 1; i < value.end; i++) {
            capitals += Character.isUpperCase(text.charAt(i)) ? 1 : 0;
        }
        return text.substring(from, to).indexOf('_') > 0 && capitals >= 3 && !value.isIdentifier();
    }

    /** Letters and digits alternate, which no written word does. */
    private boolean isRandom() {
        int changes = 0;
        for (int i = value.start + 1; i < value.end; i++) {
            boolean digit = Character.isDigit(text.charAt(i));
            changes += digit != Character.isDigit(text.charAt(i - 1)) ? 1 : 0;
        }
        return changes >= 6;
    }

    /** {@code CREATE USER shop WITH PASSWORD 'x'}. */
    private boolean isSqlPassword(int from, int to) {
        if (!text.regionMatches(true, from, "password", 0, to - from) || to - from != 8) {
            return false;
        }
        int before = Math.max(0, from - 120);
        String start = text.substring(before, from).toLowerCase(Locale.ROOT);
        return start.contains("user ") || start.contains("role ") || start.contains("identified by");
    }
}

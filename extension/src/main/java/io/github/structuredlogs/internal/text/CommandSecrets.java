package io.github.structuredlogs.internal.text;

import io.github.structuredlogs.internal.text.SecretNames.Secrecy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Secrets at a place of their own in a command, a function call or a protocol: {@code curl -u a:x}, {@code AUTH x}. */
final class CommandSecrets {

    private static final List<String> LDAP =
            List.of("ldapsearch", "ldapadd", "ldapmodify", "ldapdelete", "ldapwhoami", "ldappasswd", "ldapcompare");

    /** The options of everyday commands whose name alone does not say that a secret follows. */
    private static final Map<String, List<String>> COMMANDS = Map.of(
            "-p", List.of("sshpass", "login", "mongo", "cqlsh"),
            "-a", List.of("redis-cli", "ldappasswd"),
            "-s", List.of("ldappasswd"),
            "-w", LDAP,
            "-k", List.of("openssl"),
            "-P", List.of("mosquitto_pub", "mosquitto_sub", "sqlcmd", "ipmitool", "zip "));

    private static final Set<String> SCHEMES = Set.of("bearer", "basic", "negotiate", "digest", "apikey", "ntlm");

    private final SecretSearch search;
    private final ArgumentSecrets arguments;
    private final String text;
    private final int length;
    private final SecretValue value;

    CommandSecrets(SecretSearch search, ArgumentSecrets arguments) {
        this.search = search;
        this.arguments = arguments;
        text = search.text;
        length = search.length;
        value = search.value;
    }

    /** {@code Bearer  3f9c…}; not "bearer authentication" or "basic settings", where a plain word follows. */
    boolean scheme(int from, int to) {
        char first = (char) (text.charAt(from) | 0x20);
        if ("bnda".indexOf(first) < 0
                || !SCHEMES.contains(text.substring(from, to).toLowerCase(Locale.ROOT))) {
            return false;
        }
        int at = value.afterBlanks(to);
        int end = at;
        while (end < length && (SecretValue.isNamePart(text.charAt(end)) || "+/=~".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        if (at == to
                || end - at < SecretSearch.MIN_TOKEN_LENGTH
                || isPlainWord(at, end)
                || first == 'd'
                || (search.isPair(at, end) && !isUserAndPassword(at, end))) {
            return false;
        }
        search.hide(at, end);
        return true;
    }

    private boolean isOfLoginModule(int before) {
        return text.substring(Math.max(0, before - 4 * SecretSearch.MAX_PAIR_LENGTH), before)
                .contains("password=");
    }

    /** Padding looks like the sign of a pair where a quote follows: {@code "Basic dTpw…="}. */
    private boolean isUserAndPassword(int from, int to) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text.substring(from, to));
            return new String(decoded, StandardCharsets.ISO_8859_1).indexOf(':') > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isPlainWord(int from, int to) {
        int end = text.charAt(to - 1) == '.' ? to - 1 : to;
        if (end - from > 25) {
            return false;
        }
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            boolean lower = (c >= 'a' && c <= 'z') || (c == '-' && i > from);
            if (!lower && (i > from || c < 'A' || c > 'Z')) {
                return false;
            }
        }
        return true;
    }

    static boolean isIdentifiedBy(String text, int from) {
        int before = Math.max(0, from - 60);
        for (int i = before; i + 10 <= from; i++) {
            if (text.regionMatches(true, i, "identified", 0, 10)) {
                // "Can't locate revision identified by '3f2ac81'" is a sentence.
                return i < 9 || !text.regionMatches(true, i - 9, "revision ", 0, 9);
            }
        }
        return false;
    }

    /** {@code -psecret} of MySQL's programs, {@code -u user:secret} of curl, {@code -a secret} of redis-cli. */
    boolean option(int from, int to) {
        String name = text.substring(from, Math.min(to, from + 8));
        boolean attached = isCommand("mysql", from) || isCommand("mariadb", from) || isCommand("7z", from);
        if (name.startsWith("-p") && to > from + 2 && attached) {
            int end = to;
            while (end < length && text.charAt(end) > ' ' && !SecretValue.isQuote(text.charAt(end))) {
                end++;
            }
            search.hide(from + 2, end);
            return true;
        }
        if (COMMANDS.getOrDefault(name, List.of()).stream().anyMatch(command -> isCommand(command, from))) {
            if (text.startsWith("\",", to)) {
                arguments.listed(from, to, value.afterBlanks(to + 2), Secrecy.LINE);
            } else {
                arguments.hideArgument(to, from);
            }
            return true;
        }
        if (name.startsWith("-u") && to > from + 2 && text.startsWith(":", to) && isCommand("curl", from)) {
            search.hide(to + 1, search.endOfWord(to));
            return true;
        }
        if (name.equals("-U") && isCommand("smb", from)) {
            int user = value.afterBlanks(to);
            int end = search.endOfWord(user);
            int sign = text.indexOf('%', user);
            if (sign > user && sign < end) {
                search.hide(sign + 1, end);
                return true;
            }
        }
        if ((name.equals("-u") || name.equals("--user")) && isCommand("curl", from)) {
            int at = value.afterBlanks(to);
            value.read(at, from, false);
            int colon = value.start;
            while (colon < value.end && text.charAt(colon) != ':') {
                colon++;
            }
            if (colon < value.end) {
                search.hide(colon + 1, value.end);
                return true;
            }
        }
        return false;
    }

    private boolean isCommand(String command, int before) {
        String start = text.substring(Math.max(0, before - 200), before);
        return start.lastIndexOf(command) > start.lastIndexOf('\n');
    }

    /** Handles commands and functions whose secret has a fixed position. */
    boolean command(int from, int to) {
        switch (text.charAt(from)) {
            case 'A', 'a' -> {
                if (is("AUTH", from, to) || is("auth", from, to)) {
                    return authenticates(from, to);
                }
                if (text.startsWith("aes_", from) && text.startsWith("(", to)) {
                    arguments.hideArgumentAt(-1, to + 1, from);
                    return true;
                }
                if (is("add_user", from, to) && isCommand("rabbitmqctl", from)) {
                    arguments.hideArgument(search.endOfWord(value.afterBlanks(to)), from);
                    return true;
                }
            }
            case 'c' -> {
                if (is("change_password", from, to) && isCommand("rabbitmqctl", from)) {
                    arguments.hideArgument(search.endOfWord(value.afterBlanks(to)), from);
                    return true;
                }
            }
            case 'u' -> {
                // Kafka's login module lists the passwords of its users.
                if (text.startsWith("user_", from) && text.startsWith("=\"", to) && isOfLoginModule(from)) {
                    value.read(to + 1, from, false);
                    search.hideUnlessNone();
                    return true;
                }
            }
            case 'P', 'p' -> {
                if (is("PASS", from, to)) {
                    hideLastWord(to, 4);
                    return true;
                }
                if (text.startsWith("pgp_sym_", from) && text.startsWith("(", to)) {
                    arguments.hideArgumentAt(-1, to + 1, from);
                    return true;
                }
            }
            case 'L' -> {
                if (is("LOGIN", from, to)) {
                    int user = search.endOfWord(value.afterBlanks(to));
                    if (search.isOpeningQuote(value.afterBlanks(user))) {
                        arguments.hideArgument(user, from);
                        return true;
                    }
                }
            }
            case '_', 'b', 'm', 'B', 'H' -> {
                if (is("masterauth", from, to)) {
                    arguments.hideArgument(to, from);
                    return true;
                }
                boolean login = is("basic_auth", from, to)
                        || is("basicAuth", from, to)
                        || is("HTTPBasicAuth", from, to)
                        || is("mysqli_connect", from, to)
                        || (is("__construct", from, to) && text.startsWith("PDO->", from - 5));
                if (login && text.startsWith("(", to)) {
                    lastArgument(to + 1, from);
                    return true;
                }
            }
            case 's' -> {
                if (is("sqlplus", from, to)) {
                    int user = value.afterBlanks(to);
                    int slash = text.indexOf('/', user);
                    int at = text.indexOf('@', user);
                    if (slash > user && at > slash && at < search.endOfWord(user)) {
                        search.hide(slash + 1, at);
                    }
                    return true;
                }
                if (is("sig", from, to)
                        && text.startsWith("=", to)
                        && from > 0
                        && "?&".indexOf(text.charAt(from - 1)) >= 0) {
                    value.read(to + 1, from, false);
                    search.hideUnlessNone();
                    return true;
                }
            }
            case 'd', 'k' -> {
                if (to - from == 1 && text.startsWith("\":\"", to) && isWebKey(from)) {
                    value.read(to + 2, from, false);
                    search.hideUnlessNone();
                    return true;
                }
            }
            default -> {
                // none of them
            }
        }
        return false;
    }

    /** Redis' {@code "AUTH" "user" "x"}, SMTP's {@code AUTH PLAIN x}, Docker's {@code "auth":"x"}. */
    private boolean authenticates(int from, int to) {
        boolean quoted = from > 0 && text.charAt(from - 1) == '"' && text.startsWith("\"", to);
        if (quoted && text.startsWith("\" \"", to)) {
            int end = search.endOfLine(to);
            search.hide(to + 3, end);
            return true;
        }
        if (quoted && text.startsWith(":", to + 1)) {
            int at = value.afterBlanks(to + 2);
            if (at < length && SecretValue.isQuote(text.charAt(at))) {
                value.read(at, from, false);
                if (value.end - value.start >= 12 && value.looksSecret(12)) {
                    search.hideValue();
                    return true;
                }
            }
            return false;
        }
        if (text.startsWith(" PLAIN ", to) || text.startsWith(" LOGIN ", to)) {
            int at = value.afterBlanks(to + 6);
            if (at < length && !isPlainWord(at, Math.max(at + 1, search.endOfWord(at)))) {
                arguments.hideArgument(to + 6, from);
            }
            return true;
        }
        return authenticatesAlone(from, to);
    }

    /** {@code AUTH x} and {@code AUTH user x}, as they are typed to Redis: nothing else stands in the line. */
    private boolean authenticatesAlone(int from, int to) {
        boolean begins = from == 0 || text.charAt(from - 1) == '\n' || text.startsWith("> ", from - 2);
        int first = value.afterBlanks(to);
        int second = value.afterBlanks(search.endOfWord(first));
        int last = second < length && text.charAt(second) > ' ' ? second : first;
        int end = search.endOfWord(last);
        boolean endsLine = end == length || text.charAt(end) == '\n' || text.charAt(end) == '\r';
        if (!begins
                || first == to
                || !endsLine
                || end - last < SecretSearch.MIN_TOKEN_LENGTH
                || isPlainWord(last, end)) {
            return false;
        }
        value.start = last;
        value.end = end;
        search.hideValue();
        return true;
    }

    boolean is(String word, int from, int to) {
        return to - from == word.length() && text.startsWith(word, from);
    }

    private void hideLastWord(int to, int shortest) {
        int at = value.afterBlanks(to);
        value.start = at;
        value.end = search.endOfWord(at);
        if (at > to && value.end == search.endOfLine(at) && value.looksSecret(shortest)) {
            search.hideValue();
        }
    }

    private void lastArgument(int at, int from) {
        int last = -1;
        int to = -1;
        int arguments = 0;
        int most = Math.min(length, at + 4 * SecretSearch.MAX_PAIR_LENGTH);
        for (int i = at; i < most && text.charAt(i) != ')'; i++) {
            if (SecretValue.isQuote(text.charAt(i))) {
                value.readSome(i, from, SecretSearch.MAX_PAIR_LENGTH);
                last = value.start;
                to = value.end;
                arguments++;
                i = value.end;
            }
        }
        if (arguments > 1) {
            search.hide(last, to);
        }
    }

    /** The private parts of a JSON web key. */
    private boolean isWebKey(int from) {
        return text.substring(Math.max(0, from - 4 * SecretSearch.MAX_PAIR_LENGTH), from)
                .contains("\"kty\"");
    }
}

package io.github.structuredlogs.internal.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The search for secrets by their shape, whatever is before them: tokens of well-known services, password hashes,
 * private keys, passwords in addresses. Each rule reads the text once.
 */
final class SecretShapes {

    /** The prefix of a kind of token, and its minimum length. */
    private record TokenKind(String prefix, int shortest) {}

    private static final List<TokenKind> TOKENS = List.of(
            new TokenKind("AKIA", 20),
            new TokenKind("ASIA", 20),
            new TokenKind("ghp_", 24),
            new TokenKind("gho_", 24),
            new TokenKind("ghu_", 24),
            new TokenKind("ghs_", 24),
            new TokenKind("ghr_", 24),
            new TokenKind("github_pat_", 30),
            new TokenKind("sk_live_", 18),
            new TokenKind("sk_test_", 18),
            new TokenKind("rk_live_", 18),
            new TokenKind("rk_test_", 18),
            new TokenKind("whsec_", 16),
            new TokenKind("xoxa-", 15),
            new TokenKind("xoxb-", 15),
            new TokenKind("xoxp-", 15),
            new TokenKind("xoxr-", 15),
            new TokenKind("xoxs-", 15),
            new TokenKind("xoxe-", 15),
            new TokenKind("xapp-", 15),
            new TokenKind("glpat-", 20),
            new TokenKind("gldt-", 20),
            new TokenKind("glrt-", 20),
            new TokenKind("glptt-", 20),
            new TokenKind("AIza", 35),
            new TokenKind("ya29.", 20),
            new TokenKind("npm_", 30),
            new TokenKind("pypi-", 30),
            new TokenKind("dckr_pat_", 20),
            new TokenKind("hvs.", 20),
            new TokenKind("hvb.", 20),
            new TokenKind("shpat_", 24),
            new TokenKind("shpss_", 24),
            new TokenKind("dop_v1_", 24),
            new TokenKind("sk-ant-", 20),
            new TokenKind("sk-proj-", 20),
            new TokenKind("sk-", 40),
            new TokenKind("hf_", 24),
            new TokenKind("SG.", 40),
            new TokenKind("AGE-SECRET-KEY-", 40),
            new TokenKind("EAACEdEose0cBA", 20),
            new TokenKind("lin_api_", 24),
            new TokenKind("sq0atp-", 20),
            new TokenKind("NRAK-", 20),
            new TokenKind("pul-", 24));

    private static final List<String> WEBHOOKS =
            List.of("hooks.slack.com/services/", "/api/webhooks/", "api.telegram.org/bot", "webhook.office.com/");

    private static final String WEB_TOKEN = "eyJ";
    /** {@code -----BEGIN} in Base64. */
    private static final String ENCODED_KEY = "LS0tLS1CRUdJTi";

    private static final int MIN_TOKEN_LENGTH = 15;
    private static final int MAX_USER_LENGTH = 256;
    private static final int MAX_PASSWORD_LENGTH = 512;
    private static final int MIN_USER_TOKEN_LENGTH = 20;

    private final String text;
    private final int length;
    private final MaskedText masked;

    SecretShapes(String text, MaskedText masked) {
        this.text = text;
        this.masked = masked;
        length = text.length();
    }

    /** {@return what tokens begin with} */
    static List<String> beginnings() {
        return Stream.concat(TOKENS.stream().map(TokenKind::prefix), Stream.of(WEB_TOKEN, ENCODED_KEY))
                .toList();
    }

    /** {@return whether a token may begin there} */
    static boolean beginsToken(String text, int at) {
        for (TokenKind tokenKind : TOKENS) {
            if (text.startsWith(tokenKind.prefix, at)) {
                return true;
            }
        }
        return text.startsWith(WEB_TOKEN, at) || text.startsWith(ENCODED_KEY, at);
    }

    void find() {
        tokens();
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
            address(at + 3);
        }
        for (int at = text.indexOf("@tcp("); at >= 0; at = text.indexOf("@tcp(", at + 5)) {
            userBefore(at);
        }
        for (int at = text.indexOf("jdbc:oracle:"); at >= 0; at = text.indexOf("jdbc:oracle:", at + 12)) {
            oracle(at + 12);
        }
        keys();
        if (text.indexOf('$') >= 0) {
            hashes();
        }
        if (length >= 64 && text.indexOf("-----BEGIN ") < 0) {
            linesOfKeys();
        }
    }

    // --- tokens

    private void tokens() {
        int at = 0;
        while (at < length) {
            while (at < length && !isTokenPart(text.charAt(at))) {
                at++;
            }
            int from = at;
            while (at < length && isTokenPart(text.charAt(at))) {
                at++;
            }
            if (at - from >= MIN_TOKEN_LENGTH) {
                token(from, at);
            }
        }
    }

    private static boolean isTokenPart(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || c == '.'
                || c == '~';
    }

    private void token(int from, int to) {
        for (int i = from; i < to - MIN_TOKEN_LENGTH + 1; i++) {
            boolean begins = i == from || !Character.isLetterOrDigit(text.charAt(i - 1));
            if (begins && isEncodedKey(i)) {
                int end = to;
                while (end < length && isBase64(text.charAt(end))) {
                    end++;
                }
                masked.hide(i, end);
                return;
            }
            if (begins && (isWebToken(i, to) || isKnown(i, to))) {
                masked.hide(i, to);
                return;
            }
        }
    }

    /** {@code -----BEGIN …} in Base64, unless it is a certificate or a public key. */
    private boolean isEncodedKey(int at) {
        return text.startsWith(ENCODED_KEY, at)
                && !text.startsWith("BD", at + 14)
                && !text.startsWith("BQVUJM", at + 14);
    }

    /** {@code eyJ….….…}. */
    private boolean isWebToken(int from, int to) {
        if (!text.startsWith(WEB_TOKEN, from)) {
            return false;
        }
        int dot = from;
        while (dot < to && text.charAt(dot) != '.') {
            dot++;
        }
        return dot > from + 8 && dot < to - 4;
    }

    private boolean isKnown(int from, int to) {
        for (TokenKind tokenKind : TOKENS) {
            if (text.startsWith(tokenKind.prefix, from) && to - from >= tokenKind.shortest) {
                return true;
            }
        }
        return false;
    }

    // --- addresses

    /**
     * {@code user:password@host}, with any characters in the password except blanks and quotes; {@code token@host};
     * signed queries.
     */
    private void address(int from) {
        int to = from;
        int most = Math.min(length, from + MAX_USER_LENGTH + MAX_PASSWORD_LENGTH);
        while (to < most && !endsAddress(text.charAt(to)) && !text.startsWith("://", to)) {
            to++;
        }
        int colon = -1;
        int slash = -1;
        int lastAt = -1;
        int anyAt = -1;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == ':' && colon < 0 && slash < 0) {
                colon = i;
            } else if (slash < 0 && (c == '/' || c == '?' || c == '#')) {
                slash = i;
            } else if (c == '@') {
                lastAt = slash < 0 ? i : lastAt;
                anyAt = anyAt < 0 && slash >= 0 ? i : anyAt;
            }
        }
        if (lastAt > 0 && colon > 0 && colon < lastAt) {
            if (!isMasked(colon + 1, lastAt)) {
                masked.hide(colon + 1, lastAt);
            }
        } else if (lastAt < 0 && colon > 0 && anyAt > 0 && !isPort(colon + 1, slash)) {
            masked.hide(colon + 1, anyAt);
        } else if (lastAt - from >= MIN_USER_TOKEN_LENGTH && isToken(from, lastAt)) {
            masked.hide(from, lastAt);
        }
        query(from, to);
        webhook(from, to);
    }

    /** {@code xxxxx}, as Go hides a password, {@code ****}, or a variable. */
    private boolean isMasked(int from, int to) {
        char c = text.charAt(from);
        if (text.startsWith("${", from) || text.startsWith("{{", from)) {
            return true;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != c || "x*X".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsAddress(char c) {
        return c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || c == '`' || c == '\u00a0';
    }

    private boolean isPort(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private boolean isToken(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isTokenPart(text.charAt(i)) || text.charAt(i) == '.') {
                return false;
            }
        }
        return true;
    }

    /** {@code ?sig=…}, {@code &X-Amz-Signature=…}: parameters whose names are too short to be recognised elsewhere. */
    private void query(int from, int to) {
        int start = -1;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '?' || c == '&') {
                start = i + 1;
            } else if (c == '=' && start > 0) {
                String name = text.substring(start, Math.min(i, start + 40)).toLowerCase(Locale.ROOT);
                start = -1;
                if (name.equals("sig")
                        || name.endsWith("signature")
                        || name.equals("x-amz-credential")
                        || name.equals("samlresponse")
                        || (name.equals("code") && to - i > MIN_TOKEN_LENGTH + 1)
                        || name.equals("hmac")
                        || name.equals("sas")) {
                    int end = i + 1;
                    while (end < to && "&#),;]}".indexOf(text.charAt(end)) < 0) {
                        end++;
                    }
                    masked.hide(i + 1, end);
                    i = end - 1;
                }
            }
        }
    }

    private void webhook(int from, int to) {
        String address = text.substring(from, to);
        for (String path : WEBHOOKS) {
            int at = address.indexOf(path);
            if (at >= 0) {
                int start = from + at + path.length();
                int end = start;
                while (end < to && (isTokenPart(text.charAt(end)) || "/:@".indexOf(text.charAt(end)) >= 0)) {
                    end++;
                }
                if (end - start >= MIN_TOKEN_LENGTH) {
                    masked.hide(start, end);
                }
            }
        }
    }

    /** Go's {@code user:password@tcp(host)/name}. */
    private void userBefore(int at) {
        int colon = -1;
        for (int i = at - 1; i >= Math.max(0, at - MAX_USER_LENGTH); i--) {
            char c = text.charAt(i);
            if (endsAddress(c) || c == '/') {
                break;
            }
            colon = c == ':' ? i : colon;
        }
        if (colon > 0) {
            masked.hide(colon + 1, at);
        }
    }

    /** {@code jdbc:oracle:thin:scott/tiger@db}. */
    private void oracle(int from) {
        int to = from;
        int slash = -1;
        while (to < length && to < from + MAX_USER_LENGTH && text.charAt(to) != '@' && !endsAddress(text.charAt(to))) {
            slash = slash < 0 && text.charAt(to) == '/' ? to : slash;
            to++;
        }
        if (slash > 0 && to < length && text.charAt(to) == '@') {
            masked.hide(slash + 1, to);
        }
    }

    // --- keys

    /** Hides PEM and PGP keys, except public ones. Line ends may be escaped, and the end may be missing. */
    private void keys() {
        for (int at = text.indexOf("-----BEGIN "); at >= 0; at = text.indexOf("-----BEGIN ", at)) {
            int title = at + 11;
            int dashes = text.indexOf("-----", title);
            if (dashes < 0 || dashes - title > 60) {
                at = title;
                continue;
            }
            String name = text.substring(title, dashes);
            int start = dashes + 5;
            boolean secret =
                    name.endsWith("PRIVATE KEY") || name.startsWith("PGP PRIVATE") || name.equals("PGP MESSAGE");
            int end = text.indexOf("-----END ", start);
            int next = text.indexOf("-----BEGIN ", start);
            int to = end >= 0 && (next < 0 || end < next) ? end : next >= 0 ? next : length;
            if (secret) {
                masked.hide(start, to);
            }
            at = Math.max(to, start);
        }
        // If a key was logged line by line, only its last line may be here.
        int end = text.indexOf("PRIVATE KEY-----");
        if (end >= 0 && text.indexOf("-----BEGIN ") < 0) {
            int from = text.lastIndexOf("-----END ", end);
            if (from > 0) {
                masked.hide(lineOfKey(from), from);
            }
        }
    }

    private int lineOfKey(int to) {
        int from = to;
        while (from > 0 && (isBase64(text.charAt(from - 1)) || text.charAt(from - 1) <= ' ')) {
            from--;
        }
        return from;
    }

    /** Hides lines that consist of as much Base64 as a line of a key: the key was logged line by line. */
    private void linesOfKeys() {
        int from = 0;
        while (from < length) {
            int feed = text.indexOf('\n', from);
            int to = feed < 0 ? length : feed;
            int end = to > from && text.charAt(to - 1) == '\r' ? to - 1 : to;
            if ((end - from == 64 || end - from == 76 || end - from == 70) && isLineOfKey(from, end)) {
                masked.hide(from, end);
            }
            from = to + 1;
        }
    }

    private boolean isLineOfKey(int from, int to) {
        int upper = 0;
        int lower = 0;
        int other = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!isBase64(c)) {
                return false;
            }
            if (c >= 'A' && c <= 'Z') {
                upper++;
            } else if (c >= 'a' && c <= 'z') {
                lower++;
            } else {
                other++;
            }
        }
        return upper > 5 && lower > 5 && other > 0;
    }

    private static boolean isBase64(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '=';
    }

    // --- hashes of passwords

    /** {@code $2a$10$…}, {@code $6$…}, {@code $argon2id$…}. */
    private void hashes() {
        for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) {
            if (isHash(at)) {
                int end = at;
                while (end < length && ("./$=,+".indexOf(text.charAt(end)) >= 0 || isTokenPart(text.charAt(end)))) {
                    end++;
                }
                if (end - at >= 20) {
                    masked.hide(at, end);
                }
                at = end - 1;
            }
        }
    }

    private boolean isHash(int at) {
        return text.startsWith("$2a$", at)
                || text.startsWith("$2b$", at)
                || text.startsWith("$2y$", at)
                || text.startsWith("$1$", at)
                || text.startsWith("$5$", at)
                || text.startsWith("$6$", at)
                || text.startsWith("$y$", at)
                || text.startsWith("$argon2", at);
    }
}

package io.github.structuredlogs.internal.text;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
            new TokenKind("pul-", 24),
            new TokenKind("GOCSPX-", 24),
            new TokenKind("LTAI", 20),
            new TokenKind("key-", 36),
            new TokenKind("shpca_", 24),
            new TokenKind("shppa_", 24),
            new TokenKind("sq0csp-", 24),
            new TokenKind("ATATT3", 24),
            new TokenKind("ATCTT3", 24),
            new TokenKind("glcbt-", 20),
            new TokenKind("glft-", 20),
            new TokenKind("glimt-", 20),
            new TokenKind("glagent-", 24),
            new TokenKind("glsa_", 24),
            new TokenKind("glc_", 24),
            new TokenKind("dp.pt.", 30),
            new TokenKind("dp.st.", 30),
            new TokenKind("pscale_", 30),
            new TokenKind("dapi", 36),
            new TokenKind("sbp_", 30),
            new TokenKind("lin_oauth_", 30),
            new TokenKind("ntn_", 40),
            new TokenKind("secret_", 40),
            new TokenKind("PMAK-", 40),
            new TokenKind("sntrys_", 30),
            new TokenKind("sntryu_", 30),
            new TokenKind("xkeysib-", 40),
            new TokenKind("rubygems_", 40),
            new TokenKind("tskey-", 24),
            new TokenKind("gsk_", 40),
            new TokenKind("nvapi-", 40),
            new TokenKind("figd_", 30),
            new TokenKind("AKCp", 40),
            new TokenKind("EAAA", 50),
            new TokenKind("ops_eyJ", 40));

    private static final List<String> WEBHOOKS =
            List.of("hooks.slack.com/services/", "/api/webhooks/", "api.telegram.org/bot", "webhook.office.com/");

    private static final String WEB_TOKEN = "eyJ";
    /** {@code -----BEGIN} in Base64. */
    private static final String ENCODED_KEY = "LS0tLS1CRUdJTi";

    /** What an object that holds a secret has in its JSON. */
    private static final List<String> OBJECT_SECRETS =
            List.of("password", "\"passwd", "secret", "token\"", "\"auth\"", "\"key\"", "apikey", "credential");

    /** What precedes a hash of a password, besides a dollar. */
    private static final List<String> HASHES = List.of("pbkdf2_", "pbkdf2:", "scrypt:", "argon2$", "{noop}");

    static final int MAX_PARAMETER_LENGTH = 40;
    private static final int MAX_HEADER_LENGTH = 2048;
    private static final int MAX_OBJECT_LENGTH = 1024;
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
        for (int at = text.indexOf('?'); at >= 0; at = text.indexOf('?', at)) {
            at = queryOfPath(at);
        }
        keys();
        if (text.indexOf('$') >= 0) {
            hashes();
        }
        HASHES.forEach(this::hash);
        for (int at = text.indexOf(" >"); at >= 0; at = text.indexOf(" >", at + 2)) {
            passwordOfUser(at);
        }
        for (int at = text.indexOf(" is your "); at >= 0; at = text.indexOf(" is your ", at + 9)) {
            codeBefore(at);
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
                masked.hide(i, endOfToken(to));
                return;
            }
            if (begins && isObjectWithSecret(i, to)) {
                masked.hide(i, endOfToken(to));
                return;
            }
        }
        if (isOfThreeParts(from, to)) {
            masked.hide(from, to);
        }
    }

    /** A checksum or the padding of Base64 may follow. */
    private int endOfToken(int to) {
        int end = to;
        while (end < length && text.charAt(end) == '=') {
            end++;
        }
        int sum = end;
        while (end > to && sum < length && isTokenPart(text.charAt(sum))) {
            sum++;
        }
        return sum;
    }

    /** An object of JSON in Base64 that names a secret, as Docker's registries and Elasticsearch take it. */
    private boolean isObjectWithSecret(int from, int to) {
        if (!text.startsWith("eyJ", from)) {
            return false;
        }
        int end = from;
        while (end < length && isBase64(text.charAt(end)) && end - from < MAX_OBJECT_LENGTH) {
            end++;
        }
        if ((end < to && end - from < MAX_OBJECT_LENGTH) || end - from < MIN_USER_TOKEN_LENGTH) {
            return false;
        }
        String decoded = decoded(from, end).toLowerCase(Locale.ROOT);
        return OBJECT_SECRETS.stream().anyMatch(decoded::contains);
    }

    private String decoded(int from, int to) {
        int end = to;
        while (end > from && text.charAt(end - 1) == '=') {
            end--;
        }
        end -= (end - from) % 4 == 1 ? 1 : 0;
        try {
            return new String(Base64.getDecoder().decode(text.substring(from, end)), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The token of a Discord bot, {@code <account>.<time>.<signature>}, and Terraform's {@code <id>.atlasv1.<secret>}. */
    private boolean isOfThreeParts(int from, int to) {
        int first = dot(from, to);
        int second = dot(first + 1, to);
        if (second >= to || dot(second + 1, to) < to) {
            return false;
        }
        boolean terraform = text.startsWith(".atlasv1.", first) && to - second > MIN_USER_TOKEN_LENGTH;
        return terraform
                || (first - from >= 24
                        && first - from <= 28
                        && second - first == 7
                        && to - second > 27
                        && isMixed(from, first)
                        && isMixed(second, to));
    }

    private int dot(int from, int to) {
        int at = Math.min(from, to);
        while (at < to && text.charAt(at) != '.') {
            at++;
        }
        return at;
    }

    private boolean isMixed(int from, int to) {
        boolean upper = false;
        boolean lower = false;
        boolean digit = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            upper |= c >= 'A' && c <= 'Z';
            lower |= c >= 'a' && c <= 'z';
            digit |= c >= '0' && c <= '9';
            if (c == '~') {
                return false;
            }
        }
        return upper && lower && digit;
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
        int dot = dot(from, Math.min(to, from + MAX_HEADER_LENGTH));
        return dot > from + 8 && dot < to - 4 && text.charAt(dot) == '.';
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
                String name = text.substring(start, Math.min(i, start + MAX_PARAMETER_LENGTH));
                start = -1;
                if (isSecretParameter(name) && (!name.equalsIgnoreCase("code") || to - i > MIN_TOKEN_LENGTH + 1)) {
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

    static boolean isSecretParameter(String parameter) {
        String name = parameter.toLowerCase(Locale.ROOT);
        return name.endsWith("signature")
                || switch (name) {
                    case "sig", "x-amz-credential", "samlresponse", "code", "hmac", "sas" -> true;
                    default -> false;
                };
    }

    /** The query of an address without a host, as in the first line of a request. {@return where it ends} */
    private int queryOfPath(int at) {
        int to = at + 1;
        while (to < length && !endsAddress(text.charAt(to))) {
            to++;
        }
        query(at, to);
        return to;
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

    /** Redis' {@code user alice on >password ~*}, {@code ACL SETUSER alice on >password}. */
    private void passwordOfUser(int at) {
        String before = text.substring(Math.max(0, at - MAX_USER_LENGTH), at).toLowerCase(Locale.ROOT);
        String line = before.substring(before.lastIndexOf('\n') + 1);
        int end = at + 2;
        while (end < length && text.charAt(end) > ' ' && !endsAddress(text.charAt(end))) {
            end++;
        }
        int user = line.lastIndexOf("user ");
        if (user >= 0 && (line.contains("setuser ") || line.indexOf(" on", user) > 0)) {
            masked.hide(at + 2, end);
        }
    }

    /** {@code 482913 is your one-time password}. */
    private void codeBefore(int at) {
        int from = at;
        while (from > 0 && text.charAt(from - 1) >= '0' && text.charAt(from - 1) <= '9') {
            from--;
        }
        String after = text.substring(at + 9, Math.min(length, at + 49)).toLowerCase(Locale.ROOT);
        boolean code = after.contains("code") || after.contains("password") || after.contains("pin");
        if (at - from >= 4 && at - from <= 8 && code) {
            masked.hide(from, at);
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
        } else if (slash > 0 && to == slash + 1 && to < length && text.charAt(to) == '"') {
            int end = text.indexOf('"', to + 1);
            masked.hide(to + 1, end < 0 ? length : end);
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
        for (int at = text.indexOf("---- BEGIN SSH2 "); at >= 0; at = text.indexOf("---- BEGIN SSH2 ", at)) {
            // ---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----
            int start = at + 16;
            String title = text.substring(start, Math.min(length, start + 40));
            int close = title.indexOf(" KEY ----");
            int end = text.indexOf("---- END", start);
            at = end < 0 ? length : end;
            if (close > 0 && title.lastIndexOf("PRIVATE", close) >= 0) {
                masked.hide(start + close + 9, at);
            }
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

    /** {@code pbkdf2_sha256$600000$…}, {@code scrypt:32768:8:1$…}, Spring's {@code {noop}password}. */
    private void hash(String prefix) {
        int end = 0;
        for (int at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, end)) {
            int from = at + (prefix.charAt(0) == '{' ? prefix.length() : 0);
            end = Math.max(at + 1, from);
            int dollars = 0;
            while (end < length && text.charAt(end) > ' ' && !endsAddress(text.charAt(end))) {
                dollars += text.charAt(end) == '$' ? 1 : 0;
                end++;
            }
            boolean begins = at == 0 || !Character.isLetter(text.charAt(at - 1));
            if (from > at || (begins && dollars >= 2 && end - from >= MIN_USER_TOKEN_LENGTH)) {
                masked.hide(from, end);
            }
        }
    }

    private boolean isHash(int at) {
        return text.startsWith("$2a$", at)
                || text.startsWith("$2b$", at)
                || text.startsWith("$2y$", at)
                || text.startsWith("$1$", at)
                || text.startsWith("$apr1$", at)
                || text.startsWith("$5$", at)
                || text.startsWith("$6$", at)
                || text.startsWith("$y$", at)
                || text.startsWith("$argon2", at);
    }
}

package io.github.structuredlogs.internal.diagnosis;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The degree to which a message's words mean a problem, independent of its level. */
final class TroubleWords {

    /** A message with one of these words is looked at. */
    static final int STRONG = (int) Weight.TROUBLE_WORDS_STRONG.value();

    private static final int SOFT = (int) Weight.TROUBLE_WORDS_SOFT.value();
    private static final int FOR_DEADLY_WORDS = (int) Weight.TROUBLE_WORDS_DEADLY.value();
    /** From here on it is deadly, or sounds as bad. */
    static final int DEADLY_FROM = STRONG + FOR_DEADLY_WORDS;

    private static final int FURTHER_WORD = (int) Weight.TROUBLE_WORDS_FURTHER.value();
    private static final int MAX_FURTHER_WORDS = 4;
    private static final int MAX_CHARACTERS = 4000;

    private static final Pattern STRONG_WORDS = words(
            "\\w{0,40}(?:error|exception)s?",
            "errored",
            "fatal",
            "panic\\w*",
            "segfault\\w*|segmentation fault|core dumped|sig(?:segv|abrt|bus|kill|ill)",
            "out ?of ?memory|oom\\w*|cannot allocate memory|heap space",
            "fail(?:s|ed|ure|ures|ing)?",
            "abort(?:s|ed|ing)?",
            "crash\\w*",
            "killed",
            "unhandled|uncaught",
            "traceback",
            "deadlock\\w*",
            "lock timeout|still waiting for|could not obtain lock|database is locked|lock wait\\w*",
            "time[ds]? ?-?out|timeouts?|deadline exceeded",
            "refus(?:ed|ing|es)",
            "den(?:y|ies|ied)",
            "reject(?:s|ed|ing|ion)?",
            "unauthori[sz]ed|forbidden",
            "cannot|can't|can not|could not|couldn't|unable to|impossible",
            "must (?:not )?be|is not set|not set|not configured|unset|no such|no suitable",
            "missing|absent",
            "unbound variable|command not found|exec format",
            "not found|unknown|undefined|unresolved|no route",
            "invalid|illegal|malformed|unexpected|unsupported|unrecogni[sz]ed|unparseable|bad",
            "does not exist|doesn't exist|already exists|duplicate key|violat\\w+|constraint",
            "denied|not allowed|not permitted|insufficient|too (?:many|large|long|old|short|big)",
            "exhausted|exceeded|exceeds|no space left|disk full|overflow\\w*|quota|rate.?limit\\w*|throttl\\w+",
            "unavailable|unreachable|disconnected|connection (?:reset|closed|lost)|broken pipe|reset by peer",
            "corrupt\\w*|inconsisten\\w+|truncated",
            "expired|certificate|handshake|untrusted",
            "circuit\\w*(?: breaker)?|breaker",
            "address already in use|bind",
            "rolled back|rollback",
            "poison\\w*|dead.?letter\\w*|undeliver\\w+",
            // PostgreSQL, the JVM and the shell speak the language of their system
            "fehler\\w*|fehlgeschlagen|existiert nicht|erreur\\w*|échec\\w*|échoué\\w*|errore|erro|fallo|falló|no existe"
                    + "|błąd|ошибка|错误|失败|エラー|失敗",
            "unhealthy|dying|died|terminated|shut(?:ting)? down unexpectedly");

    /** Words about the end of a process or the failure of a disk, and nothing else. */
    private static final Pattern DEADLY = words(
            "(?:terminated|killed) by signal|signal \\d+|segmentation fault|core dumped|sig(?:segv|abrt|bus|kill|ill)",
            "out ?of ?memory(?:error)?|heap space|cannot allocate memory",
            "panic(?:ked)?|unhandled|uncaught|fatal",
            "deadlock detected|database is locked",
            "no space left|disk full|read-only file system");

    private static final Pattern SOFT_WORDS = words(
            "retry\\w*|retries|attempts?",
            "fall(?:ing|s)?[ -]?back|fell back|instead",
            "default(?:s|ed|ing)?",
            "stale|outdated|old|behind|lag\\w*|late|delayed?",
            "skip\\w*|ignor\\w+|discard\\w*|drop(?:ped|ping|s)?|suppress\\w*|omitted|swallow\\w*",
            "disabled?|paused?|suspended|read-?only|maintenance|offline",
            "ended|lapsed|revoked|rotated",
            "slow\\w*|degraded?|took",
            "mismatch\\w*|differs?|conflict\\w*|disagree\\w*|drift\\w*",
            "declin\\w+|refund\\w*|cancel\\w*|revert\\w*|compensat\\w+",
            "limit\\w*|full|capacity|backlog",
            "wait\\w*|lock\\w*|held|holding|blocked|blocking|stuck|pending",
            "not|no|never|without|nothing|none|null|empty|nan",
            "(?:loaded|found|read|imported|applied|matched|returned|updated|sent|received|fetched) 0(?![.,:]?\\d)",
            "0 (?:of \\d+|(?:\\w+ ){0,2}(?:rows?|results?|matches|rules?|entries|items?|hits|records?|documents?|messages?))",
            "warn(?:ing)?s?",
            "duplicate\\w*|twice|again|redeliver\\w*|requeued?|replay\\w*",
            "wrong\\w*|incorrect\\w*|odd|strange|suspicious\\w*",
            "overr(?:ide|iding|idden)|forced|emergency",
            "exit(?:ed|ing|s)?|stopped|stopping|restart\\w*");

    private static final Pattern WAITING = words(
            "\\w{0,40}locks?|locked|locking|deadlock\\w*",
            "wait\\w*",
            "slow\\w*",
            "block\\w*|stuck|held|holding|hang\\w*|hung",
            "took|elapsed|duration",
            "pool|exhausted|saturated|queue\\w*|backlog|busy",
            "sleep\\w*|pause\\w*|gc",
            "time[ds]? ?-?out|timeouts?");

    /** "0 errors", "no errors", "without error", "errors=0", "failed: 0" */
    private static final Pattern NEGATED_BEFORE = Pattern.compile("(?:\\b(?:0|no|without|zero|any)\\s{1,2})$");

    private static final Pattern NEGATED_BEHIND =
            Pattern.compile("^(?:s?\\s?[=:]\\s?(?:0|none|null|false|\\[])(?![\\w.])|-free)");

    /**
     * Messages about a service that works. The last two are Tomcat's, about every service that could not start, and
     * PostgreSQL's, about each of its ends: its image has one before the server is ready.
     */
    private static final Pattern HARMLESS = words(
            "deprecat\\w+",
            "illegal reflective access",
            "open-in-view",
            "appears to have started a thread named",
            "logical replication launcher\\W{1,3}pid \\d+\\) exited with exit code 1");

    /** What a framework says at every start if the service has no configuration for it. */
    private static final Pattern USUAL = words("no active profile set");

    private TroubleWords() {}

    private static Pattern words(String... alternatives) {
        return Pattern.compile("(?<![a-z0-9])(?:" + String.join("|", alternatives) + ")(?![a-z])");
    }

    /** {@return how suspicious the text is: 0 for not at all, {@link #STRONG} and above for trouble by name} */
    static int of(String text) {
        String lower = lower(text);
        if (HARMLESS.matcher(lower).find()) {
            return 0;
        }
        int strong = count(STRONG_WORDS, lower);
        if (strong > 0) {
            int deadly = DEADLY.matcher(lower).find() ? FOR_DEADLY_WORDS : 0;
            return STRONG + deadly + FURTHER_WORD * Math.min(strong - 1, MAX_FURTHER_WORDS);
        }
        int soft = count(SOFT_WORDS, lower);
        return soft == 0 ? 0 : SOFT + FURTHER_WORD * Math.min(soft - 1, 2);
    }

    /** {@return whether it is said in each of the service's starts, such as advice for its developers} */
    static boolean isHarmless(String text) {
        String lower = lower(text);
        return HARMLESS.matcher(lower).find() || USUAL.matcher(lower).find();
    }

    /** {@return whether the text tells of waiting, as the cause of a timeout does} */
    static boolean ofWaiting(String text) {
        return WAITING.matcher(lower(text)).find();
    }

    private static String lower(String text) {
        if (text.length() <= MAX_CHARACTERS) {
            return text.toLowerCase(Locale.ROOT);
        }
        // a stack's last cause stands at its end
        String ends = text.substring(0, MAX_CHARACTERS * 3 / 4) + text.substring(text.length() - MAX_CHARACTERS / 4);
        return ends.toLowerCase(Locale.ROOT);
    }

    private static int count(Pattern words, String lower) {
        int count = 0;
        Matcher matcher = words.matcher(lower);
        while (matcher.find()) {
            String before = lower.substring(Math.max(0, matcher.start() - 10), matcher.start());
            String behind = lower.substring(matcher.end(), Math.min(lower.length(), matcher.end() + 10));
            if (!NEGATED_BEFORE.matcher(before).find()
                    && !NEGATED_BEHIND.matcher(behind).find()) {
                count++;
            }
        }
        return count;
    }
}

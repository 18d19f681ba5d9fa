package io.github.structuredlogs.internal.diagnosis;

/**
 * How much each sign counts when records are ranked: the one table of the diagnosis. A record's points are the sum of what
 * applies to it. Only their relation matters: an error that is new (105) stands above a known one (35), and above a
 * warning (50) that shares words with the failure (96 at most).
 */
enum Weight {

    // --- what a record says by itself
    LEVEL_FATAL(92, "above every error"),
    LEVEL_ERROR(80, "above every warning, even if that is new or names what the failure names"),
    LEVEL_WARN(50, "trouble by its level"),
    LEVEL_INFO(5, "level alone says next to nothing"),
    LEVEL_DEBUG(2, "as INFO, but after it"),
    NO_LEVEL(6, "plain text may be anything"),
    NO_LEVEL_STDERR(10, "plain text on standard error is trouble more often"),
    TROUBLE_WORDS_OF_A_WARNING(0.25, "the level has said so already; a share of what the words count"),
    TROUBLE_WORDS_STRONG(26, "a word like failed, refused, timeout; with two more it is conspicuous without a level"),
    TROUBLE_WORDS_SOFT(12, "a word like retry, default, ignored: interesting, not conspicuous"),
    TROUBLE_WORDS_DEADLY(12, "on top of strong: said of a process or a disk that is done for"),
    TROUBLE_WORDS_FURTHER(3, "each further word of trouble"),
    HARMLESS_ADVICE(25, "taken off: a warning that advises the developers in every start"),
    EXCEPTION_OF_AN_ERROR(4, "an error with an exception before one without"),
    EXCEPTION(14, "below ERROR an exception is what tells"),
    LAST_WORDS_WITHOUT_LEVEL(40, "a runtime writes them past the logger: an error without the word"),
    STATUS_5XX(26, "an access line with a server error is conspicuous, as strong words are"),
    STATUS_4XX(14, "a refused request is interesting: half of what a server error is"),

    // --- what it has to do with the failure
    WORD_ID(30, "an id of the failure in a record: the same request"),
    WORD_LONG_NUMBER(24, "a number of four digits and more is nearly an id"),
    WORD_NUMBER(12, "a shorter number may be there by chance"),
    WORD(7, "a word may be there by chance; three of them are not"),
    WORD_OF_THE_NAME(0.7, "a share: the test's name is written by a person, the message by what failed"),
    WORD_OF_A_CALM_RECORD(0.4, "a share: what the failed test logged without trouble, beside what was said before it"),
    WORDS_IN_COMMON_MAX(36, "however many words, they do not outweigh an error's level"),
    WORDS_OF_TROUBLE(10, "trouble that shares words with the failure"),
    WORDS_OF_NO_TROUBLE(0.6, "a share: words in common with a record that tells of no trouble"),
    NEW_TROUBLE(25, "no test that passed has logged this warning or error"),
    NEW_SOFT(12, "no test that passed has logged these words of trouble"),
    NEW(4, "every test does something that none did before"),
    KNOWN_TROUBLE(45, "taken off: a warning or error that tests which passed have logged as well"),
    KNOWN(15, "taken off: the usual"),
    WAITING_TROUBLE(22, "in a timeout: trouble that tells of waiting"),
    WAITING(10, "in a timeout: a record that tells of waiting"),
    OWN_TRACE(12, "it carries the trace of the test's own request"),
    OTHER_TRACE(8, "taken off: it carries another trace"),
    BEFORE_THE_METHOD_ERROR(12, "taken off: an error of the set-up is still an error"),
    BEFORE_THE_METHOD(26, "taken off: said in the set-up"),
    LATE(60, "taken off: it belongs to a request of the test before"),
    SHARED(15, "taken off: it may belong to a test that ran beside this one"),

    CONTRADICTION(
            90, "two containers name another tenant or total in one trace: above a new warning, below a new error"),

    // --- what stands around it
    RECOVERED_BEFORE(60, "taken off: trouble of the start that was over when the test began"),
    RECOVERED_IN_TEST(20, "taken off: trouble that was over later in the test"),
    START_LAST_FIVE(42, "of a container that never started, the last words"),
    START_LAST_FORTY(34, "of a container that never started, what came just before"),
    CRASH_TROUBLE(34, "of a container that crashed, trouble within its last fifteen records"),
    CRASH_LAST_THREE(22, "of a container that crashed, the last words"),
    CRASH_LAST_TEN(10, "of a container that crashed, what came just before"),
    WORK_DONE(36, "a migration that ended well could not speak later than before the test"),
    REPEATED_TROUBLE(0.5, "taken off, times the logarithm of how often: a retry's error stays an error"),
    REPEATED(2, "taken off, times the logarithm of how often: what is said all the time is how things are"),
    STORM(45, "what was a warning now and then, and is one all the time, is as good as new"),
    SLOW(40, "it took ten times as long as such things take"),
    UNLIKE_ALL_OTHERS(15, "it stands out from a routine; shared by all that do"),
    UNLIKE_ALL_OTHERS_MIN(4, "what each of many that stand out gets at least"),
    FIRST_ERROR(10, "the first error is nearer to the cause than the last"),
    FIRST_OF_ITS_TRACE(8, "the first trouble of a trace is nearer to the cause"),
    FIRST_FROM(50, "so many points has what may be the first error"),
    REASON_OF_A_REFUSAL(8, "what a service said just before it refused a request"),
    TRACE_OF_THE_WORST(10, "it tells of trouble in the trace of the worst record"),
    PASSED_ON(18, "taken off: it only tells that another service failed"),
    BLAMED(10, "it tells of trouble in a service that another one complains of"),
    SAID_ALREADY(40, "taken off: a better one has the same words"),

    // --- what is shown
    CONSPICUOUS(30, "from so many points on a record is conspicuous: strong words with one more sign"),
    WORTH_A_LINE(14, "from so many points on it may fill a place that is left"),
    BEFORE_A_QUIET_TEST(18, "if the test shows nothing, its set-up counts nearly as much"),

    // --- what was said before the test's own records
    EARLIER_BY_ITSELF(0.5, "a share: it did no harm to the tests that passed, so that its level tells little"),
    EARLIER_MISSPELT(120, "it complains of a name that is nearly one of the failure's"),
    EARLIER_COMMON_WORDS(12, "times the words in common: it did no harm to other tests, so what it explains counts"),
    EARLIER_WORD_IN_COMMON(5, "from so much in common on, it is shown beside a test with trouble of its own"),
    EARLIER_STRONG(12, "from so much in common on, it deserves the place of a finding of the test"),
    EARLIER_MISCONFIGURED(40, "a configuration that is not what somebody wanted: what no record of the test repeats"),
    EARLIER_DIFFERENCE(90, "one of two replicas says another version or another topic");

    private final double value;

    private final String reason;

    Weight(double value, String reason) {
        this.value = value;
        this.reason = reason;
    }

    double value() {
        return value;
    }

    String reason() {
        return reason;
    }
}

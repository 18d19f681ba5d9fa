package io.github.structuredlogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.SoakedProgram.Way;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random programs of containers, tests and classes against the rule of absence: nothing that is not true may hold, and
 * nothing that is true may fail but as undecided, which without an injected fault nothing may be.
 *
 * <p>The long form is {@code -Dsoak.assertions=10000}, from {@code -Dsoak.seed=1} on, in which the engine is away for up to
 * {@code -Dsoak.away=60000} milliseconds; {@link #main} runs it without JUnit.
 */
@Tag("containers")
@Tag("soak")
class AssertionSoakTest {

    private static final int ASSERTIONS = Integer.getInteger("soak.assertions", 60);
    private static final int LONGEST_AWAY = Integer.getInteger("soak.away", 3_000);
    private static final long FIRST_SEED = Long.getLong("soak.seed", 1);

    @Test
    void withoutAFaultEverythingIsDecided() throws Exception {
        SoakTally tally = soak(Way.CALM, Way.FAR);

        assertThat(tally.falselyGreen()).as("%s", tally).isEmpty();
        assertThat(tally.falselyRed()).as("%s", tally).isEmpty();
        assertThat(tally.undecidedThoughTrue()).as("%s", tally).isZero();
    }

    @Test
    void withFaultsNothingIsFalselyGreenOrRed() throws Exception {
        SoakTally tally = soak(Way.TROUBLED);

        assertThat(tally.falselyGreen()).as("%s", tally).isEmpty();
        assertThat(tally.falselyRed()).as("%s", tally).isEmpty();
    }

    private static SoakTally soak(Way... ways) throws IOException, InterruptedException, ExecutionException {
        SoakTally tally = new SoakTally();
        for (long seed = FIRST_SEED; tally.all() < ASSERTIONS; seed++) {
            SoakedProgram program = new SoakedProgram(seed, ways[(int) (seed % ways.length)], LONGEST_AWAY, tally);
            int before = tally.all();
            long begun = System.nanoTime();
            program.run();
            System.out.println(
                    program + ": " + (tally.all() - before) + " in " + (System.nanoTime() - begun) / 1_000_000 + " ms");
        }
        System.out.println(tally);
        return tally;
    }

    /** Runs the ways that are named, {@code CALM}, {@code FAR} and {@code TROUBLED}, or all of them. */
    public static void main(String[] names) throws IOException, InterruptedException, ExecutionException {
        Way[] ways = new Way[names.length];
        for (int i = 0; i < names.length; i++) {
            ways[i] = Way.valueOf(names[i]);
        }
        soak(ways.length == 0 ? Way.values() : ways);
        System.exit(0);
    }
}

package io.github.structuredlogs.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which fields of one trace contradict each other: each case is what containers say one after the other. */
class ContradictionTest {

    private static final class Requests extends WrittenLogs<Requests> {

        /** @param said {@code container field=value}, divided by commas */
        TestFailure fails(String said) {
            testBegins();
            for (String each : said.split(",", -1)) {
                String[] words = each.strip().split("[ =]", -1);
                String trace = words.length > 3 ? words[3] : CauseInTheFirstTenLines.TRACE;
                out(
                        words[0],
                        "{\"time\":\"{iso}\",\"level\":\"info\",\"msg\":\"handled\",\"traceId\":\"%s\",\"%s\":%s}"
                                .formatted(trace, words[1], words[2]));
            }
            return fails("OrderIT > orders()", new AssertionError("expected: 200 but was: 404"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            edge tenant="birch", auth tenant="alder"                       | unlike edge in tenant
            edge tenantId=7, auth tenantId=8                               | unlike edge in tenantId
            edge customer_id="c-1", auth name="x", mail customer_id="c-2"  | unlike edge in customer_id
            edge order.currency="EUR", pay order.currency="USD"            | unlike edge in order.currency
            carts total=549, orders total=499                              | unlike carts in total
            web locale="fr", mail locale="en", print locale="en"           | unlike web in locale
            """)
    void marksTheFirstContainerThatNamesAnother(String said, String mark) {
        assertThat(marks(said).lines().filter(line -> line.startsWith("1 ") && line.contains(mark)))
                .isNotEmpty();
        assertThat(marks(said).lines().filter(line -> line.startsWith("2 ") && line.contains("unlike")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The same, though one of them is read from text.
                "edge tenant=\"birch\", auth tenant=\"birch\"",
                "edge tenant=7, auth tenant=\"7\"",
                // Of one container: it goes through its customers.
                "edge tenant=\"birch\", edge tenant=\"alder\"",
                // A cart has several articles.
                "carts sku=\"X-1\", carts sku=\"X-2\", stock sku=\"X-2\"",
                // Where it ran, and how long that took.
                "edge host=\"a\", auth host=\"b\"",
                "edge ms=12, auth ms=3",
                "edge status=404, auth status=200",
                // Of two requests.
                "edge tenant=\"birch\", auth tenant=\"alder\" 5bf92f3577b34da6a3ce929d0e0e4736",
                "edge tenant=\"\", auth tenant=\"alder\"",
                "edge tenant=null, auth tenant=\"alder\"",
            })
    void marksNothingElse(String said) {
        assertThat(marks(said)).doesNotContain("unlike");
    }

    private static String marks(String said) {
        return Shop.block(new Requests().fails(said), false, 160);
    }
}

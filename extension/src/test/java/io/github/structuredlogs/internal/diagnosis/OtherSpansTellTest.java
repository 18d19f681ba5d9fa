package io.github.structuredlogs.internal.diagnosis;

import static io.github.structuredlogs.SpanKind.CLIENT;
import static io.github.structuredlogs.SpanKind.INTERNAL;
import static io.github.structuredlogs.SpanKind.PRODUCER;
import static io.github.structuredlogs.SpanKind.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A second set of failures that only spans explain, written down before anything was made for the first one. */
class OtherSpansTellTest {

    @Test
    void manyQueriesForOneRequest() {
        PlantedTrace trace = new PlantedTrace()
                .logs("shop", "GET /carts/7 200")
                .span("shop", 1, 0, "GET /carts/{id}", SERVER, 0, 1_204, "http.response.status_code", 200L)
                .span(
                        "shop",
                        2,
                        1,
                        "SELECT shop.cart",
                        CLIENT,
                        3,
                        9,
                        "db.query.text",
                        "select * from cart where id = 7");
        for (int i = 0; i < 41; i++) {
            trace.span(
                    "shop",
                    3 + i,
                    1,
                    "SELECT shop.item",
                    CLIENT,
                    14 + 28 * i,
                    11,
                    "db.query.text",
                    "select * from item where id = " + (100 + i));
        }

        assertThat(trace.firstTen("expected: less than 300L but was: 1204L"))
                .contains("SELECT shop.item")
                .contains("41");
    }

    @Test
    void aSlowNameServer() {
        PlantedTrace trace = new PlantedTrace()
                .logs("web", "GET /report")
                .span("web", 1, 0, "GET /report", SERVER, 0, 5_040, "http.response.status_code", 200L)
                .span("web", 2, 1, "render header", INTERNAL, 1, 12)
                .span(
                        "web",
                        3,
                        1,
                        "GET",
                        CLIENT,
                        15,
                        5_020,
                        "url.full",
                        "http://stats.internal/day",
                        "http.response.status_code",
                        200L)
                .span("web", 4, 3, "dns.lookup", INTERNAL, 16, 5_002, "dns.question.name", "stats.internal")
                .span("web", 5, 3, "tcp.connect", INTERNAL, 5_019, 1)
                .span("stats", 6, 3, "GET /day", SERVER, 5_022, 9, "http.response.status_code", 200L);

        assertThat(trace.firstTen("expected: \"ready\" but was: \"loading\"")).containsPattern("dns\\.lookup.*5\\.0");
    }

    @Test
    void nobodyConsumes() {
        PlantedTrace trace = new PlantedTrace()
                .logs("orders", "order placed")
                .logs("shipping", "0 orders to ship")
                .span("orders", 1, 0, "POST /orders", SERVER, 0, 30, "http.response.status_code", 201L)
                .span("orders", 2, 1, "INSERT orders", CLIENT, 3, 5, "db.system.name", "postgresql")
                .span(
                        "orders",
                        3,
                        1,
                        "publish",
                        PRODUCER,
                        12,
                        6,
                        "messaging.system",
                        "kafka",
                        "messaging.destination.name",
                        "orders.created",
                        "messaging.operation.type",
                        "send");

        assertThat(trace.firstTen("expected: SHIPPED but was: PLACED")).contains("orders.created");
    }

    @Test
    void aClockThatIsAhead() {
        PlantedTrace trace = new PlantedTrace()
                .logs("web", "login ok")
                .logs("tokens", "issued token")
                .span("web", 1, 0, "POST /login", SERVER, 0, 48, "http.response.status_code", 200L)
                .span(
                        "web",
                        2,
                        1,
                        "POST",
                        CLIENT,
                        4,
                        30,
                        "url.full",
                        "http://tokens/issue",
                        "http.response.status_code",
                        200L)
                .span("tokens", 3, 2, "POST /issue", SERVER, 300_006, 24, "http.response.status_code", 200L)
                .span("web", 4, 1, "SETEX", CLIENT, 37, 3, "db.system.name", "redis");

        assertThat(trace.firstTen("expected: 1 but was: 0")).containsPattern("(?i)300(\\.\\d+)? s|5 ?min|clock");
    }

    @Test
    void attemptsThatAllTookEffect() {
        PlantedTrace trace = new PlantedTrace()
                .logs("orders", "reserved")
                .span("orders", 1, 0, "POST /orders", SERVER, 0, 640, "http.response.status_code", 201L)
                .span("orders", 2, 1, "reserve stock", INTERNAL, 2, 630)
                .span(
                        "orders",
                        3,
                        2,
                        "POST",
                        CLIENT,
                        3,
                        200,
                        "url.full",
                        "http://inventory/reserve",
                        "error.type",
                        "timeout")
                .span("inventory", 4, 3, "POST /reserve", SERVER, 8, 260, "http.response.status_code", 200L)
                .span(
                        "orders",
                        5,
                        2,
                        "POST",
                        CLIENT,
                        210,
                        200,
                        "url.full",
                        "http://inventory/reserve",
                        "error.type",
                        "timeout",
                        "http.request.resend_count",
                        1L)
                .span("inventory", 6, 5, "POST /reserve", SERVER, 214, 255, "http.response.status_code", 200L)
                .span(
                        "orders",
                        7,
                        2,
                        "POST",
                        CLIENT,
                        420,
                        120,
                        "url.full",
                        "http://inventory/reserve",
                        "http.response.status_code",
                        200L,
                        "http.request.resend_count",
                        2L)
                .span("inventory", 8, 7, "POST /reserve", SERVER, 424, 110, "http.response.status_code", 200L);

        assertThat(trace.firstTen("expected: 9 but was: 7"))
                .contains("timeout")
                .containsPattern("(?s)×3|POST /reserve.*POST /reserve.*POST /reserve");
    }
}

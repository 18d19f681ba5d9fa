package io.github.structuredlogs.internal.parse.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.internal.store.Capture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which status of a response a record tells of. */
class HttpStatusTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST /orders 500 | 500",
                "took 12 ms: GET /orders 404 | 404",
                "GET /orders 12 599, 3 ms | 0",
                "PUT /a HTTP/1.1 204 17 | 204",
                "DELETE /orders/4711 600 | 0",
                "GET /orders 2001 | 0",
                "GET /orders 20 | 0",
                "GET /orders 20x 301 | 0",
                "served 200 | 0",
                "200 | 0",
                "GET 200 200 | 200",
            })
    void isFoundInTheMessage(String message, int status) {
        try (FedCaptures run = new FedCaptures()) {
            Capture orders = run.container("orders");
            run.log(orders, "info", message);

            assertThat(HttpStatus.of(orders.record(0))).isEqualTo(status);
        }
    }
}

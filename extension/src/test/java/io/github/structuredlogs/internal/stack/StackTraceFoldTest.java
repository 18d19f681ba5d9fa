package io.github.structuredlogs.internal.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LoggedException;
import org.junit.jupiter.api.Test;

class StackTraceFoldTest {

    private static String fold(String type, String message, String stack) {
        return String.join("\n", StackTraceFold.fold(new LoggedException(type, message, stack), null, 2, "…"));
    }

    @Test
    void putsTheApplicationsFramesFirstAndShowsEveryCause() {
        String folded = fold("a.A", "one", """
                a.A: one
                \tat org.springframework.X.a(X.java:1)
                \tat com.acme.Shop.b(Shop.java:2)
                \tat com.acme.Shop$$SpringCGLIB$$0.b(<generated>)
                \tat com.acme.Shop.c(Shop.java:3)
                \tat com.acme.Shop.d(Shop.java:4)
                \tSuppressed: b.B: two
                \t\tat com.acme.Closed.close(Closed.java:5)
                Caused by: c.C: three
                  Detail: more of it
                \tat org.postgresql.X.a(X.java:1)
                \tat org.postgresql.X.b(X.java:2)
                \t... 12 more
                Caused by: d.D
                \t... 20 common frames omitted
                """);
        assertThat(folded).isEqualTo("""
                        a.A: one
                          at com.acme.Shop.b(Shop.java:2)
                          at com.acme.Shop.c(Shop.java:3)
                          … 3 frames
                        Suppressed: b.B: two
                          at com.acme.Closed.close(Closed.java:5)
                        Caused by: c.C: three
                          Detail: more of it
                          at org.postgresql.X.a(X.java:1)
                          … 13 frames
                        Caused by: d.D""");
    }

    @Test
    void turnsARootCauseThatComesFirstAround() {
        assertThat(fold(
                        "a.A",
                        "one",
                        "c.C: three\n\tat com.acme.X.y(X.java:1)\nWrapped by: a.A: one\n\tat com.acme.Z.y(Z.java:1)\n"))
                .isEqualTo("a.A: one\n  at com.acme.Z.y(Z.java:1)\nCaused by: c.C: three\n  at com.acme.X.y(X.java:1)");
    }

    @Test
    void readsNode() {
        assertThat(fold(
                        "TypeError",
                        "x is not a function",
                        "TypeError: x is not a function\n    at charge (/app/server.js:40:11)\n    at process.tick"
                                + " (node:internal/process/task_queues:95:5)\n    at async /app/node_modules/fastify/lib/x.js:1:1\n"
                                + "  [cause]: Error: inner\n      at f (/app/bank.js:3:1)"))
                .isEqualTo("TypeError: x is not a function\n  at charge (/app/server.js:40:11)\n  … 2 frames\n"
                        + "Caused by: Error: inner\n  at f (/app/bank.js:3:1)");
    }

    @Test
    void readsPythonFromItsEnd() {
        assertThat(fold("shop.OutOfStock", "X-1", """
                        Traceback (most recent call last):
                          File "/app/stock.py", line 9, in take
                            return shelf[sku]
                                   ~~~~~^^^^^
                        KeyError: 'X-1'

                        During handling of the above exception, another exception occurred:

                        Traceback (most recent call last):
                          File "/usr/lib/python3.11/site-packages/flask/app.py", line 1455, in wsgi_app
                            response = self.full_dispatch_request()
                          File "/app/orders.py", line 31, in place
                            take(sku)
                        shop.OutOfStock: X-1
                        """)).isEqualTo("""
                        shop.OutOfStock: X-1
                          File "/app/orders.py", line 31, in place  take(sku)
                          … 1 frame
                        Caused by: KeyError: 'X-1'
                          File "/app/stock.py", line 9, in take  return shelf[sku]""");
    }

    @Test
    void readsGo() {
        assertThat(
                        fold(
                                null,
                                "no rate",
                                "main.charge\n\t/app/charge.go:42\nmain.main\n\t/app/main.go:7\nruntime.main\n\t/usr/local/go/src/runtime/proc.go:250"))
                .isEqualTo("no rate\n  main.charge (/app/charge.go:42)\n  main.main (/app/main.go:7)\n  … 1 frame");
    }

    @Test
    void readsDotNet() {
        assertThat(fold(
                        "Acme.OrderException",
                        "X-1",
                        "Acme.OrderException: X-1\n ---> System.TimeoutException: slow\n   at Npgsql.X.Y()\n   --- End of inner"
                                + " exception stack trace ---\n   at Acme.Orders.Place() in /src/Orders.cs:line 42"))
                .contains("Acme.OrderException: X-1", "Caused by: System.TimeoutException: slow", "Orders.cs:line 42");
    }

    @Test
    void hasTheTypeAndMessageWhereThereIsNoStack() {
        assertThat(fold("a.A", "one", null)).isEqualTo("a.A: one");
        assertThat(fold("a.A", null, null)).isEqualTo("a.A");
        assertThat(fold(null, "one", null)).isEqualTo("one");
    }

    @Test
    void takesAnyText() {
        assertThat(fold(null, null, "\n\n\t\n... 99999999999 more\nCaused by: \n"))
                .isNotNull();
        assertThat(fold("A", "b", "x\n".repeat(20_000)).lines().count()).isLessThan(20);
    }
}

"""Adds up a file of payments; what it cannot convert it leaves out, and says so at level DEBUG."""
import http.server
import logging
import os

logging.basicConfig(level=logging.DEBUG, format="%(levelname)s:%(name)s:%(message)s")
log = logging.getLogger("ledger.totals")
RATES = {"EUR": 1.0, "USD": 0.5, "GBP": 2.0}
if os.environ.get("MORE_RATES"):
    RATES[os.environ["MORE_RATES"]] = 1.0


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        total = 0.0
        for row in range(120):
            currency = ["EUR", "USD", "GBP"][row % 3] if row != 71 else "CHF"
            rate = RATES.get(currency)
            if rate is None:
                log.debug("row %d left out, no rate for %s", row, currency)
                continue
            log.debug("row %d added, %s at %.2f", row, currency, rate)
            total += 10 * rate
        log.info("totals computed")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"{total:.2f}".encode())


log.info("ledger starts")
http.server.ThreadingHTTPServer(("", 8000), Handler).serve_forever()

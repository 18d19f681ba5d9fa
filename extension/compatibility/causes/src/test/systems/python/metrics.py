"""The application and, in a second thread, its metrics."""
import http.server
import logging
import os
import threading

logging.basicConfig(level=logging.INFO, format="%(asctime)s - %(name)s - %(levelname)s - %(message)s")
log = logging.getLogger("app")


class App(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/" else 404)
        self.end_headers()
        self.wfile.write(b"hello")


class Metrics(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"app_requests_total 1\n")


app = http.server.ThreadingHTTPServer(("", 8000), App)
threading.Thread(target=app.serve_forever).start()
log.info("application on port 8000")
port = int(os.environ["METRICS_PORT"])
try:
    threading.Thread(target=http.server.ThreadingHTTPServer(("", port), Metrics).serve_forever).start()
    log.info("metrics on port %d", port)
except OSError:
    log.exception("metrics are not available")

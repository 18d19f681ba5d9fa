"""Says which day it is for a customer; the day ends when it does in the zone of the service."""
import http.server
import logging
import os
import time
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

logging.basicConfig(level=logging.INFO, format="%(asctime)s | %(levelname)s | %(message)s")
logging.Formatter.converter = time.gmtime
zone = os.environ.get("ZONE") or "UTC"
logging.info("calendar 1.4 starting")
logging.info("days end in time zone %s", zone)


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, format, *args):
        logging.info(format, *args)

    def do_GET(self):
        moment = datetime(2026, 5, 4, 3, 30, tzinfo=timezone.utc)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(moment.astimezone(ZoneInfo(zone)).date().isoformat().encode())


http.server.ThreadingHTTPServer(("", 8000), Handler).serve_forever()

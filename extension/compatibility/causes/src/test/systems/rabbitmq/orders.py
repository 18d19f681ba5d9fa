"""Takes orders over HTTP and hands them to the broker; declares its queue when it is first used."""
import http.server
import logging
import os

import pika

logging.basicConfig(level=logging.INFO, format="%(asctime)s [%(levelname)s] %(name)s: %(message)s")
logging.getLogger("pika").setLevel(logging.CRITICAL)
log = logging.getLogger("orders")


def publish(body):
    connection = pika.BlockingConnection(pika.ConnectionParameters("broker", blocked_connection_timeout=3))
    try:
        channel = connection.channel()
        channel.queue_declare("orders", durable=os.environ.get("DURABLE") == "yes")
        channel.confirm_delivery()
        channel.basic_publish("", "orders", body)
    finally:
        if connection.is_open:
            connection.close()


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, format, *args):
        log.info(format, *args)

    def do_GET(self):
        self.answer(200)

    def do_POST(self):
        try:
            publish(self.rfile.read(int(self.headers["Content-Length"])))
            self.answer(202)
        except Exception as e:
            log.info("order was put aside (%s)", type(e).__name__)
            self.answer(503)

    def answer(self, status):
        self.send_response(status)
        self.end_headers()


http.server.ThreadingHTTPServer(("", 8000), Handler).serve_forever()

"""Jobs are files: the web side writes them, a worker of its own process does them."""
import http.server
import json
import os
import sys
import time


def log(level, message, **extra):
    print(json.dumps({"asctime": time.strftime("%Y-%m-%d %H:%M:%S,000"), "levelname": level, "name": sys.argv[1], "message": message, **extra}), flush=True)


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, format, *args):
        log("INFO", format % args)

    def do_GET(self):
        self.answer(200 if os.path.exists("/tmp/jobs" + self.path + ".done") else 204)

    def do_POST(self):
        open("/tmp/jobs" + self.path, "w").close()
        self.answer(202)

    def answer(self, status):
        self.send_response(status)
        self.end_headers()


os.makedirs("/tmp/jobs", exist_ok=True)
log("INFO", "ready")
if sys.argv[1] == "web":
    http.server.ThreadingHTTPServer(("", 8000), Handler).serve_forever()
while True:
    for job in os.listdir("/tmp/jobs"):
        if not job.endswith(".done"):
            os.rename("/tmp/jobs/" + job, "/tmp/jobs/" + job + ".done")
            log("INFO", "job done", job=job)
    time.sleep(0.1)

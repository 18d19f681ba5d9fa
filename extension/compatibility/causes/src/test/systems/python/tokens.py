"""Issues and accepts tokens; writes key=value, as structlog does."""
import http.server
import os
import sys
import time
import urllib.request


def log(level, event, **fields):
    pairs = " ".join(f"{key}={value!r}" for key, value in fields.items())
    stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    print(f"timestamp='{stamp}' level='{level}' event='{event}' {pairs}", flush=True)


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        log("info", "request", method="GET", path=self.path)
        if self.path == "/token":
            return self.answer(200, str(int(time.time())))
        if self.path == "/healthz":
            return self.answer(200, "ok")
        with urllib.request.urlopen(os.environ["ISSUER"] + "/token") as token:
            issued = int(token.read())
        ahead = issued - int(time.time())
        if ahead > 60:
            log("info", "session_rejected", reason=f"token is not yet valid, issued {ahead} s in the future", issuer=os.environ["ISSUER"])
            return self.answer(401, "login required")
        return self.answer(200, "welcome")

    def answer(self, status, body):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body.encode())


log("info", "started", role=sys.argv[1])
http.server.ThreadingHTTPServer(("", 8000), Handler).serve_forever()

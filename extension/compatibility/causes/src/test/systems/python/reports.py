import logging
import random
import time
from datetime import datetime

from flask import Flask, request

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s [%(name)s] %(message)s")
log = logging.getLogger("reports")
app = Flask(__name__)
carts = {}
ballast = []


@app.get("/healthz")
def healthz():
    return "ok"


@app.get("/reports/<year>")
def report(year):
    seconds = float(request.args.get("seconds", "0"))
    log.info("building report for %s", year)
    time.sleep(seconds)
    return {"year": year, "rows": 12}


@app.get("/orders")
def orders():
    since = datetime.strptime(request.args["since"], "%Y-%m-%d")
    return {"since": since.isoformat(), "orders": []}


@app.post("/carts/<cart>/items")
def add(cart):
    carts.setdefault(cart, []).append(request.get_data(as_text=True))
    return {"items": len(carts[cart])}, 201


@app.get("/carts/<cart>")
def show(cart):
    return {"items": len(carts.get(cart, []))}


@app.get("/export")
def export():
    for _ in range(int(request.args["megabytes"])):
        ballast.append(random.randbytes(1 << 20))
    return "done"

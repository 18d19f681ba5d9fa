"""Tickets in PostgreSQL; whatever goes wrong, customers see one sentence, and the log another."""
import logging
import os

import psycopg2
from flask import Flask, request

logging.basicConfig(level=logging.INFO, format="[%(asctime)s] %(levelname)s in %(module)s: %(message)s")
app = Flask(__name__)


def query(sql, *values):
    connection = psycopg2.connect(os.environ["DSN"])
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()
    finally:
        connection.close()


@app.get("/healthz")
def healthz():
    return "ok"


@app.post("/tickets")
def create():
    try:
        return {"ticket": query("insert into ticket (topic) values (%s) returning id", request.get_data(as_text=True))[0][0]}, 201
    except psycopg2.Error:
        app.logger.info("ticket was not created, asking the customer to try again")
        return {"message": "Please try again."}, 503


@app.get("/articles/<sku>")
def article(sku):
    try:
        cents, currency = query("select cents, currency from article where sku = %s", sku)[0]
        return {"price": f"{cents / 100:.2f} {currency}"}
    except psycopg2.Error:
        app.logger.warning("article %s is shown without a price", sku)
        return {"price": None}


@app.get("/together")
def together():
    open_connections = []
    try:
        for _ in range(4):
            open_connections.append(psycopg2.connect(os.environ["DSN"]))
        return "4"
    except psycopg2.OperationalError:
        app.logger.warning("only %d connections", len(open_connections))
        return str(len(open_connections))
    finally:
        for connection in open_connections:
            connection.close()

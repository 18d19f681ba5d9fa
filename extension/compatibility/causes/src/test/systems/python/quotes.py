"""Asks three carriers at the same time."""
import asyncio
import json
import logging
import os

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)-8s %(name)s: %(message)s")
log = logging.getLogger("quotes")
TARIFFS = json.loads(os.environ["TARIFFS"])


async def quote(carrier, zone):
    await asyncio.sleep(0.01)
    return TARIFFS[carrier][zone]


async def cheapest(zone):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(quote(carrier, zone)) for carrier in TARIFFS]
    return min(task.result() for task in tasks)


async def serve(reader, writer):
    request = (await reader.readline()).decode().split()
    while (await reader.readline()).strip():
        pass
    path = request[1] if len(request) > 1 else "/"
    status, body = "200 OK", "ok"
    if path.startswith("/quotes/"):
        try:
            body = str(await cheapest(path.rsplit("/", 1)[1]))
        except* Exception:
            log.exception("no quote")
            status, body = "503 Service Unavailable", "no quote"
    log.info("GET %s %s", path, status)
    writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}".encode())
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "0.0.0.0", 8000)
    log.info("quotes for %s", ", ".join(TARIFFS))
    await server.serve_forever()


asyncio.run(main())

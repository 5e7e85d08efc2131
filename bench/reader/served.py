"""The reader with a clock at its door: python bench/reader/served.py STORE PORT TIMES

Every answer is written to TIMES as a line: the page, milliseconds of wall time inside the server, status.
"""

import sys
import time
from pathlib import Path

import uvicorn

from readout.desk import open_desk
from readout.web.app import make_app, steady


class Timed:
    """The application with the time of each answer noted."""

    def __init__(self, app, out) -> None:
        self.app, self.out = app, out

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def sent(message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        await self.app(scope, receive, sent)
        took = 1000 * (time.perf_counter() - began)
        kind = scope["path"].split("/")[1] or "river"
        self.out.write(f"{kind} {took:.3f} {status}\n")


if __name__ == "__main__":
    store, port, times = sys.argv[1:]
    with open_desk(store) as desk, Path(times).open("w", buffering=1) as out:
        app = make_app(desk)
        steady()
        uvicorn.run(Timed(app, out), host="127.0.0.1", port=int(port), log_level="warning")

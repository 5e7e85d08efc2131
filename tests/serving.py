"""The reader running on this machine, for tests with programs of others."""

import socket
import threading
import time
from contextlib import contextmanager

import uvicorn

from readout.desk import demo_clock, demo_files, open_desk
from readout.web.app import make_app


def served(desk):
    """The address of the running reader."""
    return served_app(make_app(desk, demo_clock))


@contextmanager
def served_app(app):
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


@contextmanager
def demo_desk(address=None):
    with open_desk(address) as desk:
        desk.add(demo_files()[:8], captured_at=demo_clock())
        yield desk

"""A web server on loopback that misbehaves on purpose, one path a kind of trouble."""

import gzip
import threading
import time
import zlib
from collections import Counter
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def rss(*items: str, title: str = "The Quay") -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel><title>{title}</title>{inside}</channel></rss>'.encode()


FEED = rss(
    "<guid>1</guid><title>Envoy denies</title><pubDate>Mon, 09 Mar 2026 10:00:00 GMT</pubDate>"
    "<description>The envoy denied it.</description>"
)


class Server:
    """Answers with what `pages` holds: bytes, or a function of the request handler."""

    def __init__(self, pages=None, tls=None):
        self.pages = dict(pages or {})
        self.asked = Counter()
        self.headers = []
        self.times = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                path = self.path
                server.asked[path] += 1
                server.headers.append(dict(self.headers))
                server.times.append(time.monotonic())
                page = server.pages.get(path)
                try:
                    if page is None:
                        give(self, b"nothing here", 404)
                    elif callable(page):
                        page(self)
                    else:
                        give(self, page)
                except OSError:
                    pass  # the client has had enough

            def do_POST(self):
                self.do_GET()

            def log_message(self, *words):
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request, client_address):
                pass

        self.http = Quiet(("127.0.0.1", 0), Handler)
        if tls is not None:
            self.http.socket = tls.wrap_socket(self.http.socket, server_side=True)
        self.port = self.http.server_address[1]
        self.host = f"127.0.0.1:{self.port}"
        self.url = f"{'https' if tls else 'http'}://{self.host}"
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *trouble):
        self.http.shutdown()
        self.http.server_close()


def give(handler, body=b"", status=200, **headers):
    """An answer with its length; `headers` in place of the usual ones, "_" for "-"."""
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    named = {"Content-Type": "application/rss+xml", "Content-Length": str(len(body)), **named}
    handler.send_response(status)
    for name, value in named.items():
        if value is not None:
            handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def gives(body=b"", status=200, **headers):
    return lambda handler: give(handler, body, status, **headers)


def redirect(to, status=302):
    return gives(b"", status, location=to)


def drip(handler):
    """A byte now and then, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    for _ in range(600):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def silent(handler):
    """No answer, for longer than a test waits."""
    time.sleep(20)


@cache
def zeros():
    return gzip.compress(b"\0" * (16 << 20), 6)


def bomb(handler):
    """16 MiB of zeros in 16 kB."""
    give(handler, zeros(), content_encoding="gzip")


def endless(handler):
    """Chunks without an end."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for _ in range(100_000):
        handler.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def conditional(handler):
    """Unchanged for whoever knows its tag."""
    if handler.headers.get("If-None-Match") == '"v1"':
        handler.send_response(304)
        handler.end_headers()
        return
    give(handler, FEED, etag='"v1"', last_modified="Mon, 09 Mar 2026 10:00:00 GMT")


def raw_deflate(body):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


CHALLENGE = (
    b"<!DOCTYPE html><html><title>Just a moment...</title><script>window._cf_chl_opt={}</script></html>"
)

"""Twenty-five feeds of newsrooms, served from loopback, through `readout update` to stories.

    python bench/feeds/world.py FOLDER_OF_FEEDS [--keep STORE]

The feeds are those of the real captures whose address belongs to an outlet with a newsroom: a
broadcaster, paper, magazine or news site with several reporters, not a person's or a firm's page.
A capture is named by the first 16 digits of its address's MD5. Pages are not fetched. Prints what
came, the problems, CPU seconds and the peak of memory.
"""

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FEEDS = """
https://abcnews.go.com/abcnews/internationalheadlines
https://aljazeera.com/xml/rss/all.xml
https://allafrica.com/tools/headlines/rdf/latest/headlines.rdf
https://en.mercopress.com/rss/
https://feeds.a.dj.com/rss/RSSWorldNews.xml
https://feeds.bbci.co.uk/news/world/rss.xml
https://feeds.elpais.com/mrss-s/pages/ep/site/english.elpais.com/portada
https://feeds.feedburner.com/ndtvnews-world-news
https://feeds.npr.org/1004/rss.xml
https://feeds.washingtonpost.com/rss/world
https://foreignpolicy.com/feed/
https://japantoday.com/category/world/feed
https://restofworld.org/feed/latest
https://rss.csmonitor.com/feeds/all
https://rss.dw.com/rdf/rss-en-all
https://rss.nytimes.com/services/xml/rss/nyt/World.xml
https://theweek.com/feeds.xml
https://time.com/tech/feed/
https://time.com/world/feed
https://www.abc.net.au/news/feed/45910/rss.xml
https://www.al-monitor.com/rss
https://www.boston.com/tag/world-news/feed/
https://www.cbsnews.com/latest/rss/world
https://www.dawn.com/feeds/world/
https://www.economist.com/asia/rss.xml
""".split()


def capture(folder: Path, address: str) -> Path:
    for kind in ("md5", "sha1", "sha256"):
        path = folder / hashlib.new(kind, address.encode()).hexdigest()[:16]
        if path.exists():
            return path
    raise SystemExit(f"no capture of {address} in {folder}")


def serve(bodies: list[bytes]) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = self.path.strip("/")
            body = bodies[int(name)] if name.isdecimal() and int(name) < len(bodies) else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("folder", type=Path)
    ask.add_argument("--keep", type=Path)
    asked = ask.parse_args()
    server = serve([capture(asked.folder, address).read_bytes() for address in FEEDS])
    host = f"127.0.0.1:{server.server_address[1]}"
    store = str(asked.keep or Path(tempfile.mkdtemp()) / "world.sqlite3")
    env = {**os.environ, "READOUT_ALLOW_HOSTS": host, "READOUT_DELAY": "0"}
    outlines = "".join(f'<outline xmlUrl="http://{host}/{n}"/>' for n in range(len(FEEDS)))

    def run(*words: str, into: str | None = None) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "readout", *words, "--store", store]
        return subprocess.run(command, env=env, input=into, capture_output=True, text=True)

    run("feeds", "import", "-", into=f"<opml><body>{outlines}</body></opml>")
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    updated = run("update", "--no-pages")
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.monotonic() - began
    again = run("update", "--no-pages", *[f"http://{host}/{n}" for n in range(len(FEEDS))])
    exported = run("export").stdout.splitlines()
    kinds = Counter(json.loads(line)["kind"] for line in exported)
    states = Counter(json.loads(line)["state"] for line in run("feeds").stdout.splitlines())
    print(updated.stderr)
    print("again:", again.stderr)
    print(json.dumps({
        "states": states, "kinds": kinds, "exit": updated.returncode,
        "cpu_seconds": round(spent.ru_utime - before, 1), "seconds": round(seconds, 1),
        "megabytes": round(spent.ru_maxrss / 1024), "store_megabytes": round(Path(store).stat().st_size / 1e6, 1),
    }, indent=1))  # fmt: skip


main()

"""What every other page and door costs: CPU and memory, each asked in a process of its own.

    python bench/reader/doors.py STORE [--only WORD] [--times 10]

STORE is what generate.py filled. Each is asked once cold, by a process that has opened the store and nothing
else, and then so many times more; the most memory is that of the process after all of it.
"""

import argparse
import gc
import os
import resource
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

#: What a program of its own logs in with where nobody has an account.
KEY = {"X-Auth-Token": "any"}
SOMEBODY = {"Authorization": "GoogleLogin auth=reader/any"}


def doors(store: str) -> Iterator[tuple[str, str]]:
    """What is asked for, by a short name."""
    db = sqlite3.connect(store)
    (story,) = db.execute(
        "SELECT id FROM derived_listed_stories ORDER BY newest DESC LIMIT 1 OFFSET 5"
    ).fetchone()
    (thread,) = db.execute("SELECT id FROM derived_threads ORDER BY position DESC LIMIT 1").fetchone()
    actor, name = db.execute(
        "SELECT v.actor_id, n.name FROM derived_listed_voices v JOIN derived_listed_names n USING (actor_id) "
        "WHERE part = 'said' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1 OFFSET 20"
    ).fetchone()
    (text,) = db.execute("SELECT text FROM derived_texts ORDER BY rowid DESC LIMIT 1").fetchone()
    later, earlier = (row[0] for row in db.execute("SELECT id FROM derived_listed_articles LIMIT 2"))
    db.close()
    word, who = max(text.split("\n")[0].split(), key=len).lower(), name.replace(" ", "%20")
    for page in ("ledger", f"issue?q={word}", "measures", "open", "quotes", "alerts", "digest"):
        yield page.partition("?")[0], f"/{page}"
    yield "explain, story", f"/explain/{story}"
    yield "explain, thread", f"/explain/{thread}"
    yield "thread", f"/thread/{thread}"
    yield "difference", f"/difference/{later}/{earlier}"
    yield "feed of stories", "/feed/stories.atom"
    yield "feed of disputes", "/feed/disputes.atom"
    yield "feed of an actor", f"/feed/actor/{actor}.atom"
    for records in (
        "stories", "threads", "articles", f"timeline/{story}", "statements", f"statements?words={word}",
        f"who?name={who}", "actors", f"actors?name={who}", "disputes", f"disputes?words={word}", "changes",
        "measures", "open", "quotes", f"issue?words={word}", "digest", f"explain/{story}",
    ):  # fmt: skip
        yield f"REST {records.split('/')[0].replace('%20', ' ')}", f"/api/v1/{records}"
    yield "Miniflux entries", "/v1/entries?status=unread&direction=desc&limit=100"
    yield "Miniflux starred", "/v1/entries?starred=1"
    yield "Miniflux counters", "/v1/feeds/counters"
    yield "Miniflux feeds", "/v1/feeds"
    stream, read = "user/-/state/com.google/reading-list", "user/-/state/com.google/read"
    yield "Reader ids", f"/reader/api/0/stream/items/ids?s={stream}&xt={read}&n=1000"
    yield "Reader contents", f"/reader/api/0/stream/contents/{stream}?n=20"
    yield "Reader counts", "/reader/api/0/unread-count"
    yield "Reader subscriptions", "/reader/api/0/subscription/list"
    yield "MCP who_said", f"mcp who_said {name}"
    yield "MCP said", f"mcp said {word}"
    yield "MCP disputes", "mcp disputes "
    yield "MCP open", "mcp open"
    yield "MCP explain", f"mcp explain {story}"


def prepare() -> None:
    """Import everything before the children are made: none of them has to."""
    from readout.api import asked, doors  # noqa: F401
    from readout.web import app  # noqa: F401


def ask(store: str, path: str, times: int) -> tuple[float, float, float, int]:
    """CPU milliseconds cold and warm, MiB at most, bytes of the answer: in this process, which is a new one."""
    from starlette.testclient import TestClient

    from readout.api.asked import Tools
    from readout.desk import now, open_desk
    from readout.web.app import make_app

    with open_desk(store) as desk:
        headers = KEY if path.startswith("/v1") else SOMEBODY if path.startswith("/reader") else {}
        client = TestClient(make_app(desk), base_url="http://127.0.0.1", headers=headers)
        tools = Tools(desk, now)

        def once() -> int:
            if path.startswith("mcp "):
                _, name, *given = path.split(" ", 2)
                return len(str(getattr(tools, name)(*given)))
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.status_code, answer.text[:200])
            return len(answer.content)

        client.get("/about")
        gc.collect()
        taken = []
        for _ in range(times + 1):
            began = time.process_time()
            size = once()
            taken.append(1000 * (time.process_time() - began))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return taken[0], statistics.median(taken[1:]), most, size


def apart(store: str, path: str, times: int) -> str:
    """The same in a child, whose memory is its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            cold, warm, most, size = ask(store, path, times)
            words = f"{cold:10,.0f} {warm:10,.1f} {most:8,.0f} {size / 1024:10,.0f}"
        except BaseException as error:  # the parent goes on with the next one
            words = f"  {type(error).__name__}: {error}"
        os.write(writer, words.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as told:
        words = told.read()
    os.waitpid(child, 0)
    return words


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("store")
    parser.add_argument("--only", default="")
    parser.add_argument("--times", type=int, default=10)
    asked = parser.parse_args()
    prepare()
    with tempfile.TemporaryDirectory() as folder:
        # What the first page has to make once is made on a copy, and is not counted.
        copy = str(Path(folder) / "copy.sqlite3")
        shutil.copy(asked.store, copy)
        made = apart(copy, "/", 1)
        print(f"{'':24} {'cold, ms':>10} {'warm, ms':>10} {'MiB':>8} {'KiB sent':>10}")
        print(f"{'(river)':24} {made}", flush=True)
        for name, path in doors(copy):
            if asked.only in name:
                print(f"{name:24} {apart(copy, path, asked.times)}", flush=True)

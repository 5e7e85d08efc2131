"""How fast the reader serves a large store while an update writes to it.

    python bench/reader/run.py STORE [--seconds 60] [--clients 16] [--no-writer] [--alone 100]

STORE is what generate.py filled. First each kind of page alone, one after another, in CPU time: what a busy
machine does not distort. Then the clients, each asking once a second, with a process beside that writes.
"""

import argparse
import asyncio
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import httpx2

HERE = Path(__file__).parent
PORT = 8371


class Asker:
    """Pages as readers ask for them: what is new and who speaks often, most of all."""

    def __init__(self, store: str, seed: int) -> None:
        self.rng = random.Random(seed)
        db = sqlite3.connect(store)
        order = "ORDER BY newest DESC, size DESC, first"
        self.stories = [i for (i,) in db.execute(f"SELECT id FROM derived_listed_stories {order}")]
        self.actors = db.execute(
            "SELECT actor_id, count(*) FROM derived_listed_voices WHERE part = 'said' GROUP BY 1 ORDER BY 2 DESC"
        ).fetchall()
        names = dict(db.execute("SELECT actor_id, name FROM derived_listed_names").fetchall())
        self.names = [names[actor] for actor, _ in self.actors if actor in names]
        texts = db.execute("SELECT text FROM derived_texts ORDER BY rowid DESC LIMIT 400").fetchall()
        self.words = [word.strip(".").lower() for (text,) in texts for word in text.split() if len(word) > 3]
        self.pairs = [text.split()[20:22] for (text,) in texts]
        self.store = store
        db.close()

    def articles(self) -> list[tuple[str, str]]:
        """Some articles, each with the address of the feed that it is in at the peer."""
        db = sqlite3.connect(self.store)
        rows = db.execute(
            "SELECT id, outlet FROM derived_listed_articles ORDER BY number DESC LIMIT 5000"
        ).fetchall()
        db.close()
        return [(i, f"https://{outlet.replace(' ', '-').lower()}.example/feed") for i, outlet in rows]

    def newest(self) -> str:
        rank = min(int(self.rng.paretovariate(0.6)), len(self.stories)) - 1
        return self.stories[rank] if self.rng.random() < 0.8 else self.rng.choice(self.stories)

    def page(self, kind: str) -> str:
        rng = self.rng
        if kind == "river":
            return "/" if rng.random() < 0.6 else f"/?after={20 * rng.randrange(1, 50)}"
        if kind == "story":
            return f"/story/{self.newest()}"
        if kind == "actor":
            (actor, _) = rng.choices(self.actors, weights=[n for _, n in self.actors])[0]
            return f"/actor/{actor}"
        asked = rng.choice(
            (
                lambda: rng.choice(self.words),
                lambda: " ".join(rng.sample(self.words, 2)),
                lambda: rng.choice(self.names[:500]),
                lambda: f'who:"{rng.choice(self.names[:500])}" act:deny',
                lambda: f'{rng.choice(self.words)} from:2025-01 outlet:"Paper 7"',
                lambda: f'"{" ".join(rng.choice(self.pairs)).strip(".")}"',
            )
        )()
        return f"/search?q={quote(asked)}"

    def any(self) -> str:
        return self.page(self.rng.choices(KINDS, weights=(25, 35, 20, 20))[0])


KINDS = ("river", "story", "actor", "search")


class Served:
    """The reader in a process of its own."""

    def __init__(self, store: str) -> None:
        self.times = Path(tempfile.mkdtemp()) / "times"
        command = [sys.executable, str(HERE / "served.py"), store, str(PORT), str(self.times)]
        began = time.monotonic()
        self.process = subprocess.Popen(command)
        self.client = httpx2.Client(base_url=f"http://127.0.0.1:{PORT}", timeout=60)
        while True:
            try:
                self.client.get("/").raise_for_status()
                break
            except httpx2.ConnectError:
                time.sleep(0.02)
        self.started, self.start_cpu = time.monotonic() - began, self.cpu()

    def cpu(self) -> float:
        """Seconds of CPU so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / 100

    def memory(self) -> float:
        """The most memory so far, in MiB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))

    def taken(self) -> dict[str, list[float]]:
        found: dict[str, list[float]] = {}
        for line in self.times.read_text().splitlines():
            kind, took, status = line.split()
            assert status == "200", line
            found.setdefault(kind, []).append(float(took))
        self.times.write_text("")
        return found

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()


def part(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def alone(store: str, count: int) -> None:
    """CPU milliseconds of each kind of page, in this process, one after another.

    First as after an update: no page is known, only what was decoded lately. Then the same pages again.
    """
    from starlette.testclient import TestClient

    from readout.desk import open_desk
    from readout.web.app import make_app, steady

    asker = Asker(store, 1)
    with open_desk(store) as desk:
        client = TestClient(make_app(desk))
        client.get("/")
        steady()
        print("alone, CPU ms a page (the test client's part included):")
        for kind in KINDS:
            client.get(asker.page(kind))
            taken: dict[str, list[float]] = {"fresh": [], "again": []}
            for _ in range(count):
                path = asker.page(kind)
                desk.pages._known.parts.clear()
                for how, found in taken.items():
                    began = time.process_time()
                    assert client.get(path).status_code == 200, (path, how)
                    found.append(1000 * (time.process_time() - began))
            told = "; ".join(
                f"{how} p50 {part(some, 0.5):5.1f}, p99 {part(some, 0.99):5.1f}, most {max(some):5.1f}"
                for how, some in taken.items()
            )
            print(f"  {kind:7} {told}")


async def clients(asker: Asker, number: int, seconds: float) -> None:
    async def one(client: httpx2.AsyncClient, wait: float) -> None:
        await asyncio.sleep(wait)
        end = time.monotonic() + seconds
        while (now := time.monotonic()) < end:
            (await client.get(asker.any())).raise_for_status()
            await asyncio.sleep(max(0.0, now + 1 - time.monotonic()))

    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{PORT}", timeout=60) as client:
        await asyncio.gather(*(one(client, n / number) for n in range(number)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("store")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--alone", type=int, default=100)
    parser.add_argument("--no-writer", action="store_true")
    asked = parser.parse_args()
    size = Path(asked.store).stat().st_size / 2**20
    load = Path("/proc/loadavg").read_text().split()[:3]
    print(f"{asked.store}: {size:,.0f} MiB; load of the machine before: {' '.join(load)}")
    if asked.alone:
        alone(asked.store, asked.alone)
    served = Served(asked.store)
    print(f"start to the first page: {served.started:.2f} s, {served.start_cpu:.2f} s of CPU")
    served.taken()
    writer = None
    if not asked.no_writer:
        writer = subprocess.Popen([sys.executable, str(HERE / "write.py"), asked.store, str(asked.seconds)])
    before = served.cpu()
    asyncio.run(clients(Asker(asked.store, 2), asked.clients, asked.seconds))
    used, taken = served.cpu() - before, served.taken()
    every = [one for some in taken.values() for one in some]
    load = Path("/proc/loadavg").read_text().split()[:3]
    print(f"{asked.clients} clients, {len(every)} answers, load {' '.join(load)}; wall ms inside the server:")
    for kind in (*KINDS, "all"):
        some = every if kind == "all" else taken.get(kind, [0.0])
        print(
            f"  {kind:7} {len(some):5}  p50 {part(some, 0.5):6.1f}  p99 {part(some, 0.99):6.1f}  "
            f"most {max(some):6.1f}  mean {statistics.mean(some):6.1f}"
        )
    print(f"CPU an answer: {1000 * used / len(every):.1f} ms; most memory {served.memory():.0f} MiB")
    if writer:
        writer.wait()
    served.end()

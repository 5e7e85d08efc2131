"""The reader beside lemon24/reader's web app: the same articles, the pages that both have, in one run.

    python bench/reader/peer.py STORE FOLDER [--requests 100]

FOLDER keeps the peer: its own virtual environment and its database, both made where they are missing.
Each page is asked for in turns, first of ours, then of the peer, by one client, and again; what is told is
the wall time of the answer at the client and the CPU time that the server's process took for it.
"""

import argparse
import random
import subprocess
import sys
import time
import venv
from pathlib import Path
from urllib.parse import urlencode

import httpx2
from run import Asker, part

HERE = Path(__file__).parent
VERSION = "3.26"
OURS, PEER = 8373, 8374
#: A page of articles, one article, a search.
KINDS = ("list", "entry", "search")


def prepared(store: str, folder: Path) -> tuple[Path, Path]:
    """The peer's Python and its database."""
    python, database = folder / "venv" / "bin" / "python", folder / "reader.sqlite"
    if not python.exists():
        venv.create(folder / "venv", with_pip=True)
        install = [python, "-m", "pip", "install", "-q", f"reader[app]=={VERSION}", "sgmllib3k"]
        subprocess.run(install, check=True)
    if not database.exists():
        subprocess.run([python, HERE / "peer_fill.py", store, database], check=True)
    return python, database


class Served:
    """A server in a process of its own, asked by one client."""

    def __init__(self, command: list[str], port: int) -> None:
        began = time.monotonic()
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.client = httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=120, follow_redirects=True)
        while True:
            try:
                self.client.get("/").raise_for_status()
                break
            except httpx2.ConnectError:
                time.sleep(0.05)
        self.started, self.start_cpu = time.monotonic() - began, self.cpu()
        self.taken: dict[str, list[tuple[float, float]]] = {kind: [] for kind in KINDS}

    def cpu(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / 100

    def memory(self) -> float:
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))

    def ask(self, kind: str, path: str) -> None:
        began, before = time.perf_counter(), self.cpu()
        self.client.get(path).raise_for_status()
        self.taken[kind].append((1000 * (time.perf_counter() - began), self.cpu() - before))


def main(store: str, folder: Path, requests: int) -> None:
    python, database = prepared(store, folder)
    (folder / "times").touch()
    ours = Served([sys.executable, str(HERE / "served.py"), store, str(OURS), str(folder / "times")], OURS)
    serve = [str(python), "-m", "reader", "--db", str(database), "web", "-h", "127.0.0.1", "-p", str(PEER)]
    peer = Served(serve, PEER)
    asker, rng = Asker(store, 3), random.Random(3)
    articles = asker.articles()
    for _ in range(requests):
        for kind in KINDS:
            article, feed = rng.choice(articles)
            word = rng.choice(asker.words)
            mine, theirs = {
                "list": ("/articles", "/"),
                "entry": (f"/article/{article}", "/entry?" + urlencode({"feed": feed, "entry": article})),
                "search": ("/search?" + urlencode({"q": word}), "/?" + urlencode({"search": word})),
            }[kind]
            ours.ask(kind, mine)
            peer.ask(kind, theirs)
    load = " ".join(Path("/proc/loadavg").read_text().split()[:3])
    print(f"{requests} pages of each kind, load {load}; wall ms at the client, CPU ms of the server")
    for name, one in (("readout", ours), ("reader " + VERSION, peer)):
        print(
            f"{name}: start {one.started:.1f} s, {one.start_cpu:.1f} s of CPU; {one.memory():.0f} MiB at most"
        )
        for kind, taken in one.taken.items():
            wall = [w for w, _ in taken]
            cpu = 1000 * sum(c for _, c in taken) / len(taken)
            print(f"  {kind:7} p50 {part(wall, 0.5):7.1f}  p99 {part(wall, 0.99):7.1f}  CPU mean {cpu:6.1f}")
        one.process.terminate()
        one.process.wait()
    for path in (Path(store), database, Path(f"{database}.search")):
        if path.exists():
            print(f"{path.name}: {path.stat().st_size / 2**20:,.0f} MiB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("store")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--requests", type=int, default=100)
    asked = parser.parse_args()
    main(asked.store, asked.folder, asked.requests)

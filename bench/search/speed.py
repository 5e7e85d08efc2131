"""How long a search by meaning takes over many passages, in CPU milliseconds.

    python bench/search/speed.py [--passages N]

The vectors are made up, two a made-up article, in a store of its own. Where the extra `near` is installed
the vector of a query and of a passage are timed as well.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from sqlalchemy import insert

from readout.desk.near import COMPARED, LOOKED_AT, STORE, Nearness
from readout.encoder.near import best, cosines, find
from readout.model import Problem, Span
from readout.store import open_store, tables
from readout.store.lists import derived_listed_articles
from readout.store.words import Asked

PASSAGE = "The two sides signed a truce on Tuesday after long talks in the capital, officials said. " * 6


def timed(name: str, what: Callable[[], object], times: int = 20) -> None:
    what()
    took = []
    for _ in range(times):
        began = time.process_time()
        what()
        took.append(1000 * (time.process_time() - began))
    print(f"{name:44} median {sorted(took)[times // 2]:7.1f} ms  most {max(took):7.1f} ms")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--passages", type=int, default=COMPARED)
    count = ask.parse_args().passages // 2
    made = np.random.default_rng(7).integers(-127, 128, (count, 768), dtype=np.int8)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "made.sqlite3"))
        listed = [
            {"number": n, "id": f"a{n}", "capture_id": f"c{n}", "alias": "", "language": "en", "day": "",
             "story_id": None, "outlet": None, "made_by": "made"}
            for n in range(count)
        ]  # fmt: skip
        spans = (Span(0, 600), Span(600, 1200))
        held = (
            tables.near.Vectors(article_id=f"a{n}", mark="", spans=spans, vectors=made[n].tobytes())
            for n in range(count)
        )
        with store.writing() as db:
            db.execute(insert(derived_listed_articles), listed)
            tables.near.put(db, held, "made")
            tables.steps.mark(db, STORE, "near", "1 made")
        size = (Path(folder) / "made.sqlite3").stat().st_size + (
            Path(folder) / "made.sqlite3-wal"
        ).stat().st_size
        print(f"{2 * count:,} passages, {size / 2**20:.0f} MiB in the store with the list of articles")
        near = Nearness(store, find)
        sought = np.full(384, 384**-0.5, np.float32)
        with store.reading() as db:
            began = time.process_time()
            rows = near._now(db, "made").rows
            print(f"read once after an update: {1000 * (time.process_time() - began):.0f} ms")
            timed("compared", lambda: cosines(rows, sought))
            scores = cosines(rows, sought)
            timed("the nearest of them", lambda: best(scores, LOOKED_AT))
            ids = [f"a{n}" for n in range(LOOKED_AT)]
            timed("narrowed", lambda: tables.words.among(db, ids, Asked(languages=("en",))))
        store.close()
    encoder = find()
    if isinstance(encoder, Problem):
        print(f"{encoder.where}: {encoder.what}")
        return
    timed("the vector of a query of six words", lambda: encoder.query("peace talks collapse in the north"))
    timed("the vector of a passage of 540 characters", lambda: encoder.passages([PASSAGE]), 10)


if __name__ == "__main__":
    main()

"""What an update writes, beside the clients: python bench/reader/write.py STORE SECONDS

Twice a second five captures, each kept and read in transactions of their own, as an update does; every ten
seconds one large transaction, as when what is held is grouped: 20,000 voices rewritten and the problems
changed, so that the reader's memory of what it read last is out of date. The captures are taken away again.
"""

import random
import sys
import time
from datetime import UTC, datetime

from generate import MADE, World, _one
from sqlalchemy import delete, text

from readout.desk.run import INTAKE
from readout.model import Problem, Reading
from readout.store import open_store, tables
from readout.store.articles import derived_articles, derived_margins
from readout.store.captures import derived_texts, received_arrivals, received_captures
from readout.store.statements import derived_statements

DAY = datetime(2026, 3, 1, tzinfo=UTC)


def main(address: str, seconds: float) -> None:
    store, world = open_store(address, patience=60), World(rng=random.Random(99))
    end, number, made, large = time.monotonic() + seconds, 10_000_000, [], 0
    last = time.monotonic()
    while time.monotonic() < end:
        for _ in range(5):
            topic = world.rng.sample(world.words[200:], 12)
            capture, article, said, _ = _one(world, topic, world.speakers(6), 2, DAY, number)
            number += 1
            with store.writing() as db:
                tables.captures.put(db, capture, INTAKE)
            with store.writing() as db:
                tables.articles.put(db, capture.id, Reading(articles=(article,)), MADE)
                tables.statements.put(db, capture.id, said, MADE)
            made.append(capture.id)
        if time.monotonic() - last > 10:
            last, large = time.monotonic(), large + 1
            with store.writing() as db:
                rows = "SELECT rowid FROM derived_voices ORDER BY rowid LIMIT 20000 OFFSET :at"
                db.execute(
                    text(f"UPDATE derived_voices SET made_by = :by WHERE rowid IN ({rows})"),
                    {"by": f"{MADE} {large}", "at": 20_000 * (large % 10)},
                )
                problem = Problem(where="bench", what=f"number {large}", origin="bench")
                tables.problems.replace(db, "bench", [problem], DAY, MADE)
        time.sleep(0.5)
    with store.writing() as db:
        tables.problems.replace(db, "bench", [], DAY, MADE)
        for table in (
            derived_statements,
            derived_articles,
            derived_margins,
            derived_texts,
            received_arrivals,
        ):
            db.execute(delete(table).where(table.c.capture_id.in_(made)))
        db.execute(delete(received_captures).where(received_captures.c.id.in_(made)))
    print(f"written beside: {len(made)} captures, {large} large transactions")


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))

"""Main text, title, authors and day of four sets, by each extractor, with CPU time; prints JSON lines.

    python bench/extraction/run.py FOLDER_OF_SETS [--readers NAME …] [--sets NAME …]
        [--peers PYTHON] [--show N]

FOLDER_OF_SETS holds extraction-aeb, extraction-np4k, extraction-traf and dates-htmldate, unpacked.
`--peers` names the python of an environment with the other extractors (see README.md); what they read is
read there, in the same run. `--show` names the N worst pages of each set. Times are CPU seconds of one
process from bytes to all four, the second of two readings of AEB, so that imports and caches are warm.
"""

import argparse
import contextlib
import gzip
import io
import json
import logging
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from readers import READERS, Found
from score import authors_are, page_f1, segments_f1, text_f1, title_is

SETS = ("aeb", "np4k", "traf", "dates")
#: (set, its folder, its list of pages)
PLACES = {
    "aeb": ("extraction-aeb", "ground-truth.json"),
    "np4k": ("extraction-np4k", "articles.json"),
    "traf": ("extraction-traf", "evaldata.json"),
    "dates": ("dates-htmldate", "eval.json"),
}


def pages(root: Path, name: str) -> Iterator[tuple[str, str, bytes, dict[str, Any]]]:
    """(key, address, bytes, truth) of each page of a set."""
    folder, listed = PLACES[name]
    at = root / folder
    at = at / folder if (at / folder).is_dir() else at
    for key, truth in json.loads((at / listed).read_text(encoding="utf-8")).items():
        file = truth.get("file") or key
        for path in (at / "html" / file, at / "html" / f"{file}.html", at / "html" / f"{file}.html.gz"):
            if path.is_file():
                body = path.read_bytes()
                yield (
                    key,
                    truth.get("url") or key,
                    gzip.decompress(body) if path.suffix == ".gz" else body,
                    truth,
                )
                break
        else:
            print(f"{name}: no page for {key}", file=sys.stderr)


def scores(name: str, read: list[tuple[str, dict[str, Any], Found]]) -> dict[str, Any]:
    def share(good: Iterator[bool]) -> float:
        return sum(good) / len(read)

    if name == "aeb":
        return text_f1([(truth["articleBody"], found.text) for _, truth, found in read])
    if name == "np4k":
        return {
            **text_f1([(truth["articleBody"], found.text) for _, truth, found in read]),
            "title": share(title_is(truth["title"], found.title) for _, truth, found in read),
            "authors": share(authors_are(truth["authors"], found.authors) for _, truth, found in read),
            "day": share(truth["date"] == found.day for _, truth, found in read),
        }
    if name == "traf":
        return segments_f1([(truth["with"], truth["without"], found.text) for _, truth, found in read])
    return {"day": share(truth["date"] == found.day for _, truth, found in read)}


def worst(name: str, read: list[tuple[str, dict[str, Any], Found]], most: int) -> None:
    """Print what is wrong, field by field, and the `most` pages with the worst text."""
    for key, truth, found in read if name in ("np4k", "dates") else []:
        wrong = {"day": (truth["date"] == found.day, truth["date"], found.day)}
        if name == "np4k":
            wrong["title"] = (title_is(truth["title"], found.title), truth["title"], found.title)
            good = authors_are(truth["authors"], found.authors)
            wrong["authors"] = (good, truth["authors"], found.authors)
        for field, (good, wanted, got) in wrong.items():
            if not good:
                print(name, field, key[:60], repr(wanted), repr(got), sep="\t")
    if name in ("aeb", "np4k"):
        texts = [(key, truth["articleBody"], found.text) for key, truth, found in read]
        rated = sorted((page_f1(true, got), key, len(true), len(got)) for key, true, got in texts)
        for row in rated[:most]:
            print(name, "text", *row, sep="\t")


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("folder", type=Path)
    ask.add_argument("--readers", nargs="+", choices=list(READERS), default=["readout"])
    ask.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS))
    ask.add_argument("--peers")
    ask.add_argument("--show", type=int, default=0)
    asked = ask.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    for reader in asked.readers:
        for name in asked.sets:
            if reader == "htmldate" and name not in ("np4k", "dates"):
                continue
            row: dict[str, Any] = {"reader": reader, "set": name}
            for _ in range(2 if name == "aeb" else 1):
                spent, raised, read = 0.0, 0, []
                for key, url, body, truth in pages(asked.folder, name):
                    start, found = time.process_time(), Found()
                    with contextlib.redirect_stderr(io.StringIO()):
                        try:
                            found = READERS[reader](body, url)
                        except Exception:
                            raised += 1
                    spent += time.process_time() - start
                    read.append((key, truth, found))
            row |= {"pages": len(read), "raised": raised, "pages_per_cpu_second": round(len(read) / spent, 1)}
            row |= {key: round(value, 4) for key, value in scores(name, read).items()}
            print(json.dumps(row), flush=True)
            if asked.show:
                worst(name, read, asked.show)
    if asked.peers:
        others = [name for name in READERS if name != "readout"]
        command = [asked.peers, __file__, str(asked.folder), "--readers", *others, "--sets", *asked.sets]
        subprocess.run(command, check=True)


main()

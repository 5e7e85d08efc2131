"""Speed and failures of reading feeds, and agreement with the lenient parser, field by field.

    python bench/feeds/agree.py FOLDER_OF_FEEDS [--show N]

Times are CPU seconds of this process, best of three, bytes to entries. An entry agrees in a field
when both parsers say the same after white space is folded and markup is made plain; dates agree
when they name the same second, or the same day where one of them gives a day only.
"""

import argparse
import json
import time
import warnings
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

import feedparser

from readout.intake.entries import feed_in
from readout.intake.feed import _plain
from readout.intake.times import _parsed

ADDRESS = "https://feed.example/feed"
FIELDS = ("title", "link", "id", "published", "updated")


def folded(words: object) -> str:
    return " ".join(_plain(words))


def moment(parsed, written):
    """What the lenient parser made of a date."""
    if not parsed:
        return None
    try:
        return datetime(*parsed[:6], tzinfo=UTC)
    except ValueError:
        return written


def same_time(ours: str | None, theirs, written: str | None) -> bool:
    at = _parsed(ours.strip()) if ours else None
    if at is None or theirs is None:
        return at is theirs or (ours or None) == (written or None)
    if isinstance(at, datetime):
        return at.replace(microsecond=0) == theirs
    return isinstance(theirs, datetime) and at == theirs.date()


def compare(ours, theirs) -> set[str]:
    """The fields in which two readings of one entry differ."""
    # Some feeds write markup in titles twice over; what a reader sees counts.
    title = folded(ours.title) == folded(theirs.get("title"))
    link = urljoin(ADDRESS, theirs.get("link") or "") if theirs.get("link") else None
    named = theirs.get("id") or link
    # A date that is called neither published nor updated (dc:date) is the first to us, the second to it.
    first = "published" if theirs.get("published") else "updated"
    published = same_time(
        ours.published or ours.updated,
        moment(theirs.get(f"{first}_parsed"), theirs.get(first)),
        theirs.get(first),
    )
    updated = (
        "updated" not in theirs
        or first == "updated"
        or same_time(
            ours.updated, moment(theirs.get("updated_parsed"), theirs.get("updated")), theirs.get("updated")
        )
    )
    agree = (title, (ours.url or None) == link, (ours.id or None) == named, published, updated)
    return {field for field, good in zip(FIELDS, agree, strict=True) if not good}


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("folder", type=Path)
    ask.add_argument("--show", type=int, default=0, help="print this many differences a field")
    asked = ask.parse_args()
    files = sorted(path for path in asked.folder.rglob("*") if path.is_file())
    bodies = {path.name: path.read_bytes() for path in files}
    best = None
    for _ in range(3):
        start = time.process_time()
        feeds = {name: feed_in(body, address=ADDRESS) for name, body in bodies.items()}
        spent = time.process_time() - start
        best = min(best or spent, spent)
    warnings.simplefilter("ignore")
    differ: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    ours_count = theirs_count = both = whole = 0
    failures, unread, counts = [], [], []
    for name, body in bodies.items():
        feed, lenient = feeds[name], feedparser.parse(body)["entries"]
        if feed is None or (not feed.entries and lenient):
            failures.append(name)
            continue
        ours_count += len(feed.entries)
        theirs_count += len(lenient)
        if not lenient and feed.entries:
            unread.append(f"{name} ({len(feed.entries)} entries)")
            continue
        if len(feed.entries) != len(lenient):
            counts.append(f"{name} ({len(feed.entries)} and {len(lenient)})")
        both += max(len(feed.entries), len(lenient))
        for one, other in zip(feed.entries, lenient, strict=False):
            fields = compare(one, other)
            whole += not fields
            differ.update(fields)
            for field in fields:
                shown[field] += 1
                if shown[field] <= asked.show:
                    theirs = {
                        f: str(other.get(f))[:120] for f in ("title", "link", "id", "published", "updated")
                    }
                    ours = {
                        "title": one.title,
                        "link": one.url,
                        "id": one.id,
                        "published": one.published,
                        "updated": one.updated,
                    }
                    print(
                        field,
                        name,
                        json.dumps(
                            {
                                k: (str(ours[k])[:120], theirs[k])
                                for k in (
                                    ["updated", "published"] if field in ("published", "updated") else [field]
                                )
                            },
                            ensure_ascii=False,
                        ),
                    )
    print(
        json.dumps(
            {
                "feeds": len(files),
                "failures": failures,
                "cpu_seconds": round(best, 3),
                "feeds_per_second": round(len(files) / best),
                "entries": ours_count,
                "lenient_entries": theirs_count,
                "only_ours": unread,
                "counts_differ": counts,
                "agree": {field: round(1 - differ[field] / both, 4) for field in FIELDS},
                "agree_in_all": round(whole / both, 4),
                "compared": both,
            },
            indent=1,
        )
    )


main()

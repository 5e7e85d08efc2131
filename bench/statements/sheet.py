"""Statements drawn by lot from an export, each with its words and whom it names: a sheet to read by eye.

readout read PAGES --format jsonl > EXPORT
python bench/statements/sheet.py EXPORT --seed 77 --number 150
"""

import argparse
import json
import random
from pathlib import Path


def sheet(export: Path, seed: int, number: int) -> list[str]:
    """One line for each drawn statement: number, speaker's words, actor, who reports it, the passage."""
    records = [json.loads(line) for line in export.read_text(encoding="utf-8").splitlines()]
    names = {r["id"]: f"{r['name']} ({r['type']})" for r in records if r["kind"] == "actor"}
    said = [r for r in records if r["kind"] == "statement"]
    said.sort(key=lambda r: (r["capture"], r["start"], r["content"]["start"]))
    drawn = sorted(random.Random(seed).sample(range(len(said)), min(number, len(said))))
    return [_line(n, said[place], names) for n, place in enumerate(drawn)]


def _line(n: int, one: dict, names: dict[str, str]) -> str:
    speaker = one["speaker"]
    via = "; ".join(names.get(v["actor"], "nobody") for v in one["via"])
    whom = names.get(speaker["actor"], "nobody")
    cue = one["cue"]["text"] if one["cue"] else "-"
    return f"{n}\t[{speaker['text']}]\t{whom}\t{via}\t{cue}\t{' '.join(one['content']['text'].split())}"


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("export", type=Path)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--number", type=int, default=150)
    given = asked.parse_args()
    print("\n".join(sheet(given.export, given.seed, given.number)))

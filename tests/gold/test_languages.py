"""The labelled articles in five languages are what their marked texts make."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOM = Path(__file__).parents[2] / "gold" / "languages"
ROWS = [json.loads(line) for line in (ROOM / "statements.jsonl").read_text(encoding="utf-8").splitlines()]
LANGUAGES = {"de", "es", "fr", "ru", "uk"}


def test_the_articles_are_what_the_marked_texts_make():
    made = subprocess.run([sys.executable, str(ROOM / "make.py"), "--check"], check=False)
    assert made.returncode == 0


def test_every_language_has_sixty_paragraphs_in_two_parts():
    heads = [row for row in ROWS if row["kind"] == "document"]
    parts = {(row["language"], row["part"]) for row in heads}
    assert parts == {(language, part) for language in LANGUAGES for part in ("train", "test")}
    paragraphs: Counter[str] = Counter()
    for row in heads:
        lines = (ROOM / f"{row['doc']}.txt").read_text(encoding="utf-8").splitlines()
        paragraphs[row["language"]] += sum(bool(line.strip()) for line in lines) - 1
    assert min(paragraphs.values()) >= 60

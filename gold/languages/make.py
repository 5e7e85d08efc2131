"""Make the articles in five languages and the labels of their statements from the marked texts.

    python gold/languages/make.py            # writes the articles and statements.jsonl
    python gold/languages/make.py --check    # says whether they are what the marked texts make
    python gold/languages/make.py --show fr  # lists the statements of the articles whose name starts so

The marks are those of ../articles/make.py, and its code reads them. Three things differ. Quotation marks
are those of the language: «», „“, “”. Where a cue of neutral.toml stands, `state` is equally right.
An article whose number is even is in the part `test`, the others in `train`.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).parent
MARKS = re.compile("«([^«»]+)»|„([^„“”]+)[“”]|“([^“”]+)”")


def load_articles() -> ModuleType:
    """The script of ../articles, which reads the marks."""
    spec = importlib.util.spec_from_file_location("article_marks", HERE.parent / "articles" / "make.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["article_marks"] = module
    spec.loader.exec_module(module)
    return module


marks = load_articles()


find_exact = marks.join.find_named


def find_named(words: str, plain: str, utterance: tuple[int, int]) -> Any:
    """The words, with a small or a capital first letter."""
    found = find_exact(words, plain, utterance)
    return found or find_exact(words[0].swapcase() + words[1:], plain, utterance)


def quotations(text: str, start: int, end: int) -> list[list[int]]:
    """The spans inside quotation marks within the utterance."""
    found = MARKS.finditer(text, max(0, start - 1), min(len(text), end + 1))
    return [list(match.span(match.lastindex or 0)) for match in found]


def mode_of(row: dict[str, Any]) -> str:
    """The mode by the quotations: direct where they are all of the content, else partial."""
    if row["mode"] in {"title", "narrated", "unmarked_direct"}:
        return str(row["mode"])
    if not row["quotes"]:
        return "indirect"
    inside = sum(end - start for start, end in row["quotes"])
    whole = sum(end - start for start, end in row["content"])
    return "direct" if inside * 10 >= whole * 9 else "partial"


NEUTRAL = tomllib.loads((HERE / "neutral.toml").read_text(encoding="utf-8"))


def also(row: dict[str, Any], text: str, language: str) -> list[str]:
    """The equally right acts, with `state` where the cue is neutral."""
    cue = text[slice(*row["cue"])].casefold().replace("’", "'") if row["cue"] else ""
    known = [form.strip() for form in NEUTRAL[language].split(",")]
    neutral = any(cue == form or (len(form) > 2 and cue.startswith(form)) for form in known)
    calm = {row["act"], *row["act_also"]} & set(NEUTRAL["acts"].split())
    return sorted({*row["act_also"], "state"} - {row["act"]}) if neutral and calm else row["act_also"]


def part_of(name: str) -> str:
    """Which part an article is in, by its number."""
    return "train" if int(name.split("-")[1]) % 2 else "test"


def made() -> Iterator[tuple[Path, str]]:
    """Every file this makes, as (path, text)."""
    rows: list[str] = []
    for name, text, found in marks.articles():
        yield HERE / f"{name}.txt", text
        for row in found:
            row["quotes"] = quotations(text, row["start"], row["end"])
            row["mode"] = mode_of(row)
            row["act_also"] = also(row, text, name.split("-")[0])
        head = {
            "kind": "document",
            "doc": name,
            "language": name.split("-")[0],
            "part": part_of(name),
            "characters": len(text),
            "annotator": "author",
            "statements": len(found),
        }
        rows += [json.dumps(row, ensure_ascii=False) for row in (head, *found)]
    yield HERE / "statements.jsonl", "".join(row + "\n" for row in rows)


if __name__ == "__main__":
    marks.MARKED = HERE / "marked"
    marks.HERE = HERE
    marks.made = made
    marks.join.find_named = find_named
    raise SystemExit(marks.main())

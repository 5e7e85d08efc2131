"""How often translation damage is recognised, and how often a sound text is taken for damaged.

    python bench/damage/measure.py [--show] [FILE.json ...]

The texts of this folder always. FILE.json: real pages as `{id: {"articleBody": …}}`, taken for sound.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import after
import texts

from readout.articles.damage import Hit, enough, signs_in
from readout.articles.language import language_of

SHOW = "--show" in sys.argv


def main() -> None:
    sets: dict[str, Iterator[str] | list[str]] = {
        "damaged, written before the rules": [text for _, text in texts.DAMAGED],
        "damaged, written after them": [text for _, text in after.DAMAGED],
        "sound, written before the rules": texts.CLEAN,
        "sound, written after them": after.CLEAN,
    }
    for name in sys.argv[1:]:
        if not name.startswith("--"):
            sets[f"sound, real: {Path(name).parent.name}"] = real(Path(name))
    for name, rows in sets.items():
        begun, every = time.process_time(), list(rows)
        found = sum(map(recognised, every))
        letters = sum(map(len, every))
        spent = time.process_time() - begun
        print(f"{found:3} of {len(every):3}  {name}  ({letters / 1000:,.0f} kB, {spent:.2f} CPU s)")


def real(path: Path) -> Iterator[str]:
    """The main texts of a file of pages."""
    pages = json.loads(path.read_text(encoding="utf-8"))
    yield from (page["articleBody"] for page in pages.values() if page.get("articleBody"))


def recognised(text: str) -> bool:
    language, found = language_of(text), dict[tuple[str, str], Hit]()
    for hit in signs_in(text, language):
        found.setdefault((hit.kind, hit.span.of(text).casefold()), hit)
    so = enough(found.values(), len(text.split()))
    if SHOW and (so or found):
        print("   ", "damaged" if so else "sound  ", [f"{kind}: {words}" for kind, words in found])
    return so


if __name__ == "__main__":
    main()

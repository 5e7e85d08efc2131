"""What is searched, and what should be found: the project's own texts with queries by hand, and ECB+."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT / "bench" / "languages"))

from stories import read as read_stories  # noqa: E402

TOKEN = re.compile(r'<token [^>]*sentence="(\d+)"[^>]*>([^<]*)</token>')
SCRIPT = {"fr": "fr", "de": "de", "es": "es", "ru": "ru", "uk": "uk"}
#: Pages of demo/ that are not English.
DEMO = {"06": "fr", "07": "ru", "18": "de", "19": "es", "20": "uk", "21": "fr", "22": "ru"}


@dataclass(frozen=True)
class Text:
    name: str
    language: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    group: str
    language: str
    words: str
    wanted: frozenset[str]
    #: Texts that count neither way: the one that the query is taken from.
    beside: frozenset[str] = frozenset()


def own() -> list[Text]:
    """Every article of the demo's plain pages, gold/articles, gold/languages and bench/languages."""
    found = []
    for path in sorted((ROOT / "demo").glob("*.txt")):
        number = path.name[:2]
        found.append(text(number, DEMO.get(number, "en"), path.read_text(encoding="utf-8")))
    for path in sorted((ROOT / "gold" / "articles").glob("*.txt")):
        found.append(text(path.name[:3], "en", path.read_text(encoding="utf-8")))
    for path in sorted((ROOT / "gold" / "languages").glob("??-??.txt")):
        found.append(text(path.stem, path.name[:2], path.read_text(encoding="utf-8")))
    for story in read_stories("all"):
        name = f"story-{story.case}-{story.language}{'-near' if story.near else ''}"
        found.append(Text(name, story.language, story.title, (story.lead,)))
    return found


def text(name: str, language: str, whole: str) -> Text:
    lines = [line.strip() for line in whole.splitlines() if line.strip()]
    return Text(name, language, lines[0], tuple(lines[1:]))


def own_queries(texts: list[Text]) -> Iterator[Asked]:
    known = {text.name for text in texts}
    group = ""
    for line in (HERE / "queries.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            group = line.strip("[]")
        elif line and not line.startswith("#"):
            language, words, wanted = (part.strip() for part in line.split("|"))
            assert set(wanted.split()) <= known, line
            yield Asked(group, language, words, frozenset(wanted.split()))
    for text in texts:
        if text.language == "en" and len(text.name) == 3:
            yield Asked("titles", "en", text.title, frozenset((text.name,)))


def searched(asked: Asked, texts: list[Text]) -> list[Text]:
    """Which texts a query is asked of."""
    if asked.group == "across":
        return [text for text in texts if text.language != asked.language]
    return [text for text in texts if text.language == asked.language]


def ecb(folder: Path) -> list[Text]:
    found = []
    for path in sorted(folder.rglob("*.xml")):
        sentences = defaultdict(list)
        for number, token in TOKEN.findall(path.read_text(encoding="utf-8")):
            sentences[int(number)].append(token)
        lines = [" ".join(tokens) for _, tokens in sorted(sentences.items())]
        # What stands first may be the address of the page.
        lines = [line for line in lines if len(line.split()) > 3 and "http" not in line[:8]]
        found.append(Text(path.stem, "en", "", tuple(lines)))
    return found


def ecb_queries(texts: list[Text]) -> Iterator[Asked]:
    """The first sentence of the first article of each event that several tell."""
    events = defaultdict(list)
    for text in texts:
        topic, kind = re.match(r"(\d+)_\d+(ecb(?:plus)?)", text.name).groups()
        events[topic, kind].append(text)
    for told in events.values():
        if len(told) > 1:
            first, *others = told
            yield Asked(
                "ecb", "en", first.paragraphs[0], frozenset(t.name for t in others), frozenset((first.name,))
            )


def passages(text: Text, most: int) -> list[str]:
    """The text cut into passages of whole paragraphs, each of `most` characters or of one paragraph."""
    found, held = [], text.title
    for paragraph in text.paragraphs:
        if held and len(held) + len(paragraph) > most:
            found.append(held)
            held = ""
        held = f"{held}\n{paragraph}".strip()
    return [*found, held] if held else found

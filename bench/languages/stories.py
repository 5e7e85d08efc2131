"""Stories across six languages, on the project's own pairs of title and lead with near-misses.

    python bench/languages/stories.py [--part test] [--wrong] [--arriving] [--seed N]

`stories.txt` holds 90 cases: one event in two languages, and a near-miss in one of them (the same
actors, place and week, another event). The articles of a part stand in one collection. *Recall*: the pairs
of one event that are one story. *Precision*: of all pairs of articles that are one story, those of one event;
near-misses and strangers both count against it; then the same of pairs in two languages alone. --arriving places the articles one at a time, in any order.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "src"))

from readout.model import Article, ArticleId, Block, CaptureId, Cast, Role, Span  # noqa: E402
from readout.stories import Telling, sketch, tell  # noqa: E402

HEAD = re.compile(r"\[(\d+) (dev|test) (\w+)\]")
LINE = re.compile(r"(near )?(\w\w): (.+?) \| (.+)")


@dataclass(frozen=True)
class Text:
    """One article of a case: its name ("07 ru", "07 ru near"), language, title and lead."""

    name: str
    case: str
    kind: str
    near: bool
    language: str
    title: str
    lead: str

    @property
    def text(self) -> str:
        return f"{self.title}\n{self.lead}"

    def article(self) -> Article:
        blocks = (
            Block(span=Span(0, len(self.title)), role=Role.TITLE),
            Block(span=Span(len(self.title) + 1, len(self.text)), role=Role.BODY),
        )
        return Article(
            id=ArticleId(self.name), capture_id=CaptureId(self.name), blocks=blocks,
            language=self.language, title_clean=self.title, origin="bench",
        )  # fmt: skip


def read(part: str) -> list[Text]:
    """The articles of a part, in the order of the file."""
    found, case = [], ("", "", "")
    for line in (HERE / "stories.txt").read_text(encoding="utf-8").splitlines():
        if head := HEAD.fullmatch(line):
            case = head.groups()
        elif part in {case[1], "all"}:
            match = LINE.fullmatch(line)
            assert match, line
            near, language, title, lead = match.groups()
            name = f"{case[0]} {language}{' near' if near else ''}"
            found.append(Text(name, case[0], case[2], bool(near), language, title, lead))
    return found


def told_at_once(texts: list[Text]) -> Iterable[tuple[str, ...]]:
    held = {CaptureId(text.name): text.text for text in texts}
    return [story.articles for story in tell([text.article() for text in texts], held, (), Cast()).stories]


def told_arriving(texts: list[Text], seed: int) -> Iterable[tuple[str, ...]]:
    order = list(texts)
    random.Random(seed).shuffle(order)
    telling, held = Telling(), []
    for text in order:
        held.append(sketch(text.article(), text.text))
        if telling.wants_weighing(len(held), 1):
            telling = Telling()
            telling.change(sorted(held, key=lambda s: s.id))
        else:
            telling.change([held[-1]])
    return [story.articles for story in telling.told().stories]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--part", default="test", choices=("dev", "test", "all"))
    ask.add_argument("--wrong", action="store_true", help="print what is missed and what is joined wrongly")
    ask.add_argument("--arriving", action="store_true")
    ask.add_argument("--seed", type=int, default=7)
    told = ask.parse_args()
    texts = read(told.part)
    by_name = {text.name: text for text in texts}
    stories = told_arriving(texts, told.seed) if told.arriving else told_at_once(texts)
    joined = {pair for story in stories for pair in combinations(sorted(story), 2)}
    gold = {
        (one.name, other.name)
        for one, other in combinations(sorted(texts, key=lambda t: t.name), 2)
        if one.case == other.case and not one.near and not other.near
    }
    right = joined & gold
    nears = {pair for pair in joined - gold if by_name[pair[0]].case == by_name[pair[1]].case}
    print(f"{told.part}: recall {len(right)}/{len(gold)} = {len(right) / len(gold):.3f}", end="; ")
    print(f"precision {len(right)}/{len(joined)} = {len(right) / max(1, len(joined)):.3f}", end="; ")
    print(f"joined wrongly: {len(nears)} near-misses, {len(joined - gold - nears)} strangers")
    crossing = {p for p in joined if by_name[p[0]].language != by_name[p[1]].language}
    print(
        f"of two languages: {len(right & crossing)}/{len(crossing)} = {len(right) / max(1, len(crossing)):.3f}"
    )
    languages = Counter(tuple(sorted(by_name[n].language for n in pair)) for pair in gold - right)
    print("missed by languages:", {"-".join(pair): n for pair, n in languages.most_common()})
    if told.wrong:
        for pair in sorted(gold - right):
            print("MISSED", by_name[pair[0]].kind, *(by_name[n].text for n in pair), sep="\n  ")
        for pair in sorted(joined - gold):
            print("JOINED", pair, *(by_name[n].text for n in pair), sep="\n  ")


if __name__ == "__main__":
    main()

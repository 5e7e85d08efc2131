"""Names that lost their capital: states, and persons whom the same article names rightly."""

import re
from collections.abc import Iterator, Sequence

from readout.briefs.flags.page import Page
from readout.lang.cues import words as words_of
from readout.lang.damage import states_small
from readout.model import Flag, FlagKind, Span

STATE = "a state or people with a small letter"
PERSON = "the same article writes it with a capital"
#: A surname that stands alone is no everyday word if it is as long as this.
LONG = 7
#: ... and stands alone with its capital so often.
ALONE = 2
#: The word before a name is looked for so far, in characters.
BEFORE = 20
#: An article with more of them writes all names small, on purpose.
MOST = 15

_NAME = re.compile(r"\b([A-ZÀ-Þ][a-zà-þ]+) ([A-ZÀ-Þ][a-zà-þ]{3,})\b")


def small(page: Page) -> Iterator[Flag]:
    """Each place where a name stands small, in order."""
    found: dict[Span, str] = {}
    for n in sorted({line.block for line in page.lines}):
        block = page.article.blocks[n].span
        text = block.of(page.text)
        pattern = states_small(page.language)
        if pattern:
            found |= {Span(m.start(), m.end()).shifted(block.start): STATE for m in pattern.finditer(text)}
    for span in _persons(page):
        found.setdefault(span, PERSON)
    if len(found) <= MOST:
        for span, reason in sorted(found.items()):
            yield page.flag(FlagKind.SMALL, reason, span)


def _persons(page: Page) -> Iterator[Span]:
    """Names of two words of which one is small, and long surnames alone."""
    blocks = [page.article.blocks[n].span for n in sorted({line.block for line in page.lines})]
    names = {m.groups() for block in blocks for m in _NAME.finditer(block.of(page.text))}
    for first, last in sorted(names):
        known = _is_surname(page, blocks, last)
        patterns = [rf"\b{re.escape(first)} ({re.escape(last.lower())})\b"]
        if any(re.search(rf"(?<=[a-zß-ÿ,] ){first} {last}\b", block.of(page.text)) for block in blocks):
            patterns.append(rf"\b({re.escape(first.lower())}) {re.escape(last)}\b")
        if len(last) >= LONG and known:
            patterns.append(rf"(?<=\w )({re.escape(last.lower())})\b(?![-’'])")
        for pattern in patterns:
            for block in blocks:
                for found in re.finditer(pattern, block.of(page.text)):
                    if not _everyday(page, found[1], found.start(1) + block.start):
                        yield Span(*found.span(1)).shifted(block.start)


def _is_surname(page: Page, blocks: Sequence[Span], last: str) -> bool:
    """Whether a word stands alone with its capital inside sentences, as somebody who was named before."""
    alone = re.compile(rf"(?<=[a-zß-ÿ,] ){re.escape(last)}\b(?! [A-ZÀ-Þ])")
    found = [
        words[: m.start()].rsplit(None, 1)[-1].casefold()
        for words in (block.of(page.text) for block in blocks)
        for m in alone.finditer(words)
    ]
    articles = words_of(page.language, "grammar", "articles")
    return len(found) >= ALONE and not any(before in articles for before in found)


def _everyday(page: Page, word: str, at: int) -> bool:
    """Whether a small word stands small elsewhere too, has an article before it, or is an office."""
    if word.casefold() in words_of(page.language, "titles", "offices"):
        return True
    before = page.text[max(0, at - BEFORE) : at].split()
    if before and before[-1].casefold() in words_of(page.language, "grammar", "articles"):
        return True
    # Beside a capital it may be another damaged name.
    others = re.finditer(rf"(?<![\w’'-]){re.escape(word)}(?![\w’'-]| [A-ZÀ-Þ])", page.text)
    return any(other.start() != at for other in others)

"""Single signs of damage, each worth a flag where too few of them show that a machine translated all."""

import re
from collections.abc import Iterator

from readout.articles.damage import signs_in
from readout.model import Article, Capture, Flag, FlagKind, Role, Span

#: The signs that nobody writes and no house style asks for.
ALONE = {
    "glued": "words run together",
    "referent": "a pronoun that refers to nothing",
    "doubled": "a word stands twice",
}
NO_SPACE = "no space between two sentences"
NO_SPACE_AFTER_COMMA = "no space behind a comma"
_ITS_OWN = frozenset({Role.BODY, Role.SUMMARY, Role.TITLE, Role.INSIGHT, Role.BACKGROUND, Role.FAQ})
_COMMA = re.compile(r"(?<![\w@/.,#-])[^\W\d_]{4,},[^\W\d_A-Z]{4,}(?![\w@/.,=-]\S)")
_STUCK = re.compile(r"(?<![\w@/.])[^\W\d_A-Z]{3,}[.!?](?=[A-ZÀ-Þ])[^\W\d_]+(?![\w/@]|\.\w)")


def single_signs(capture: Capture, article: Article) -> Iterator[Flag]:
    """Damaged words of an article, in order. A word is flagged once."""
    seen: set[str] = set()
    for block in article.blocks:
        if block.role not in _ITS_OWN:
            continue
        words = block.span.of(capture.text)
        found = [(h.span, ALONE[h.kind]) for h in signs_in(words, article.language) if h.kind in ALONE]
        found += [(Span(*m.span()), NO_SPACE) for m in _STUCK.finditer(words)]
        found += [(Span(*m.span()), NO_SPACE_AFTER_COMMA) for m in _COMMA.finditer(words)]
        for span, reason in sorted(found):
            if span.of(words).casefold() not in seen:
                seen.add(span.of(words).casefold())
                passage = capture.passage(span.shifted(block.span.start))
                yield Flag(what=f"{FlagKind.DAMAGED}: {reason}", passage=passage)

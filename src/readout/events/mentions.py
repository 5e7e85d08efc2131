"""Which days an article names, in which sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from readout.lang.reading import sentence_spans
from readout.lang.times import time_words
from readout.model import Article, Basis, Role, Span, When
from readout.text.times import Days, Expression, expressions, looks_ahead, resolve

#: The roles in which an article tells what happened. Questions and insights are the page's own.
TELLING = frozenset({Role.BODY, Role.SUMMARY, Role.TURN, Role.PULL_QUOTE})

#: Nobody writes a longer sentence, in characters: it is a list, or damage, and tells no event.
LONG_SENTENCE = 2_000

_NAME = re.compile(r"[^\W\d_][^\W\d_]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One expression of time in a sentence."""

    expression: Expression
    #: None: nothing to count from.
    days: Days | None
    #: Whether the words around it speak of what is to come.
    ahead: bool

    @property
    def when(self) -> When:
        """The time with what it rests on."""
        if self.days is None:
            return When(iso=None, as_written=self.expression.words, basis=Basis.NONE)
        basis = Basis.DOCUMENT if self.expression.whole else Basis.INFERENCE
        return When(iso=self.days.iso, as_written=self.expression.words, basis=basis)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of an article and the times it tells."""

    span: Span
    role: Role
    mentions: tuple[Mention, ...]
    #: Names in it: words with a capital that does not open the sentence, casefolded.
    names: frozenset[str]


def published_on(article: Article) -> date | None:
    """The day of publication. None: unknown, or known only to the month."""
    try:
        return date.fromisoformat(((article.published and article.published.iso) or "")[:10])
    except ValueError:
        return None


def lines_of(article: Article, text: str) -> Iterator[Line]:
    """The sentences in which the article tells something, in order."""
    anchor = published_on(article)
    words = time_words(article.language)
    for block in article.blocks:
        if block.role not in TELLING:
            continue
        for span in sentence_spans(text, block.span, article.language):
            if len(span) > LONG_SENTENCE:
                continue
            found = []
            for expression in expressions(text, words, span.start, span.end):
                ahead = looks_ahead(text, span, expression.span, words)
                days = resolve(expression, anchor, ahead=ahead)
                found.append(Mention(expression=expression, days=days, ahead=ahead))
            yield Line(span=span, role=block.role, mentions=tuple(found), names=_names(span.of(text)))


def _names(sentence: str) -> frozenset[str]:
    return frozenset(
        match.group().casefold()
        for match in _NAME.finditer(sentence)
        if match.group()[0].isupper() and match.start() and sentence[match.start() - 1] in " ('‘’-"
    )

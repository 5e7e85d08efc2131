"""When something was said, from the time beside the cue and the date of the article."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from readout.lang.cues import words
from readout.lang.times import time_words
from readout.model import Article, Basis, Mode, Statement, When
from readout.statements.find import Found
from readout.text.phrases import Sentence
from readout.text.times import Expression, Means, expressions, resolve

#: So many words behind the cue, and before it, a time belongs to it.
BEHIND, BEFORE = 4, 3
#: ... and so many at the start of the sentence.
OPENING = 3
#: Nobody writes a longer sentence, in characters.
LONG_SENTENCE = 2_000
#: A speaker who is named again is on the same occasion so many paragraphs on.
FAR = 2


def said_when(sentence: Sentence, found: Found, article: Article, language: str) -> When | None:
    """The time that stands beside the cue. `iso` is None where nothing anchors it."""
    if found.hit is None or len(sentence.span) > LONG_SENTENCE:
        return None
    told = expressions(sentence.text, time_words(language), sentence.span.start, sentence.span.end)
    # "This week" is as often what is spoken of.
    times = [t for t in told if t.to_the_day or (t.means is Means.SPAN and t.shift < 0)]
    if not times:
        return None
    near = [
        *range(found.hit.end, found.hit.end + BEHIND),
        *range(found.hit.start - 1, max(-1, found.hit.start - BEFORE - 1), -1),
    ]
    opening = range(OPENING) if found.hit.start > OPENING else range(0)
    for n in [*near, *opening]:
        if n < 0 or n >= len(sentence.tokens) or sentence.in_quote(n):
            continue
        beside = next((t for t in times if t.span.overlap(sentence.tokens[n].span)), None)
        if beside is not None:
            return _when(beside, article)
    return None


def _when(found: Expression, article: Article) -> When:
    """The day that the words mean. A time of saying lies back: nobody has said anything yet to come."""
    days = resolve(found, _published(article))
    if days is None:
        return When(iso=None, as_written=found.words, basis=Basis.NONE)
    basis = Basis.DOCUMENT if found.whole else Basis.INFERENCE
    return When(iso=days.iso, as_written=found.words, basis=basis)


def _published(article: Article) -> date | None:
    try:
        return date.fromisoformat(((article.published and article.published.iso) or "")[:10])
    except ValueError:  # known only to the month
        return None


def said_on(statements: Sequence[Statement], article: Article, text: str) -> Iterator[Statement]:
    """The statements of an article in order; who goes on speaking said it when he began.

    A statement without a time of its own takes that of the last one of its speaker: the same name at
    most FAR paragraphs on, a pronoun or a spokesman right behind, a sentence that goes on without a
    new speaker. Past another day that the article names, whatever for, nothing is carried on.
    """
    blocks = [block.span.start for block in article.reporting()]
    occasions = _Occasions(article, text)
    for n, told in enumerate(statements):
        nested = any(told.passage.span in s.passage.span for s in statements[max(0, n - 2) : n])
        if told.mode is Mode.TITLE or nested:
            yield told
            continue
        yield occasions.told(told, bisect_right(blocks, told.passage.span.start))


class _Occasions:
    """Who spoke when, as far as an article has been read."""

    def __init__(self, article: Article, text: str) -> None:
        self._language = article.language
        self._article, self._text = article, text
        #: By the last word of a speaker's name: when, in which paragraph last, and where that ended.
        self._held: dict[str, tuple[When, int, int]] = {}
        #: That word of whoever spoke last.
        self._last = ""

    def told(self, statement: Statement, block: int) -> Statement:
        name, span = self._name(statement), statement.passage.span
        if statement.said:
            self._held[name] = statement.said, block, span.end
        elif name in self._held:
            when, place, end = self._held[name]
            if 0 <= block - place <= FAR and not self._other_day(when, end, span.start):
                # The words stand elsewhere: what they mean here is worked out.
                basis = Basis.INFERENCE if when.iso else Basis.NONE
                statement = replace(statement, said=replace(when, basis=basis))
                self._held[name] = when, block, span.end
        self._last = name
        return statement

    def _other_day(self, when: When, start: int, end: int) -> bool:
        """Whether the article names another day between two places."""
        blocks = (b.span for b in self._article.reporting() if b.span.end > start and b.span.start < end)
        words_ = time_words(self._language)
        days = (
            found
            for span in blocks
            for found in expressions(self._text, words_, max(span.start, start), min(span.end, end))
        )
        return any(day.to_the_day and day.words != when.as_written for day in days)

    def _name(self, statement: Statement) -> str:
        """The last word of the speaker's name; of who spoke before, where nobody new is named."""
        if statement.speaker is None:
            return self._last if statement.origin in _GOING_ON else ""
        own = statement.speaker.exact
        pronouns = (words(self._language, "grammar", group) for group in ("he", "she", "it"))
        if any(own.casefold() in some for some in pronouns):
            return self._last
        last = own.split()[-1]
        if not last[0].isupper():
            return own.casefold()
        spokes = any(word in own.casefold() for word in words(self._language, "people", "spokes"))
        if spokes and self._last in own.split() and self._last in self._held:
            self._held[last] = self._held[self._last]
        return last


#: Rules by which a sentence goes on without naming its speaker again.
_GOING_ON = frozenset({"rules/shared", "rules/participle", "rules/carried"})

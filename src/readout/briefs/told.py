"""What some articles tell, sentence by sentence, as the verifier searches it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from readout.briefs.worded import SUPPORTED, Word, keys_of, words_of
from readout.lang.reading import sentence_spans
from readout.model import Actor, ActorId, Article, CaptureId, Cast, Passage, Role, Span, Statement

#: What an article reports. A page's own insights, questions and furniture support nothing.
REPORTS = frozenset({Role.TITLE, Role.BODY, Role.SUMMARY, Role.SUBHEAD, Role.TURN, Role.CAPTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of an article, and what is said in it."""

    passage: Passage
    language: str
    words: tuple[Word, ...]
    keys: frozenset[str]
    said: tuple["Said", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement, and every word by which its speaker may be named."""

    statement: Statement
    #: Of the speaker: written forms, offices, and the words of this place.
    names: frozenset[str]
    #: ... of which one must stand.
    telling: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Everything that some articles tell, in their order."""

    lines: tuple[Line, ...]

    def near(self, words: Sequence[Word], at_most: int = 12) -> list[Line]:
        """The lines that share most words with these, best first."""
        wanted = [word.keys for word in words if word.kind in SUPPORTED]
        scored = [(sum(bool(keys & line.keys) for keys in wanted), n) for n, line in enumerate(self.lines)]
        best = sorted((pair for pair in scored if pair[0]), key=lambda pair: (-pair[0], pair[1]))
        return [self.lines[n] for _, n in best[:at_most]]


def telling(
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    statements: Sequence[Statement],
    cast: Cast,
) -> Telling:
    """The lines of some articles with their statements.

    Cost: about 100 microseconds a word.
    """
    named = {actor.id: actor for actor in cast.actors}
    lines: list[Line] = []
    for article in articles:
        text, base = texts[article.capture_id], article.language.partition("-")[0]
        mine = [s for s in statements if s.article_id == article.id]
        said = {s.id: _said(s, cast, named, base, text) for s in mine}
        for block in article.blocks:
            if block.role not in REPORTS:
                continue
            spans = list(sentence_spans(text, block.span, article.language))
            for span in dict.fromkeys([*spans, *_spread(spans, mine)]):
                here = tuple(said[s.id] for s in mine if s.passage.span.overlap(span))
                lines.append(_line(article, text, span, here))
    return Telling(lines=tuple(lines))


def _spread(spans: Sequence[Span], statements: Sequence[Statement]) -> Iterator[Span]:
    """The sentences together over which one statement goes."""
    for statement in statements:
        over = [span for span in spans if span.overlap(statement.passage.span)]
        if len(over) > 1:
            yield Span(over[0].start, over[-1].end)


def _line(article: Article, text: str, span: Span, said: tuple[Said, ...]) -> Line:
    words = tuple(words_of(text, article.language.partition("-")[0], span.start, span.end))
    passage = Passage(capture_id=article.capture_id, span=span, exact=span.of(text))
    keys = frozenset(key for word in words for key in word.keys)
    return Line(
        passage=passage, language=article.language.partition("-")[0], words=words, keys=keys, said=said
    )


def _said(statement: Statement, cast: Cast, named: Mapping[ActorId, Actor], language: str, text: str) -> Said:
    voices = cast.voices.get(statement.id)
    actor = named.get(voices.speaker) if voices and voices.speaker else None
    spoken = statement.speaker.exact if statement.speaker else ""
    if statement.speaker:
        spoken += _beside(text[statement.speaker.span.end :][:80])
    here = list(_telling_words(spoken, language))
    forms = [*(actor.names if actor else ()), *([actor.name] if actor else [])]
    names = [key for form in forms for keys in _telling_words(form, language) for key in keys]
    roles = [
        key
        for role in (actor.roles if actor else ())
        for keys in _telling_words(role.text, language)
        for key in keys
    ]
    own = [key for keys in here for key in keys]
    heads = [key for keys in _telling_words(spoken, language, heads=True) for key in keys]
    return Said(
        statement=statement,
        names=frozenset([*names, *roles, *own]),
        telling=frozenset([*names, *heads]),
    )


#: "The maker, Biosera, said": a name between commas right behind the speaker.
_NAMED = re.compile(r", (?:[^\W\d_a-z][\w’'-]*(?: (?=[^\W\d_a-z]))?){1,4}(?=,)")


def _beside(behind: str) -> str:
    found = _NAMED.match(behind)
    return found.group() if found else ""


def _telling_words(text: str, language: str, *, heads: bool = False) -> Iterator[frozenset[str]]:
    for word in words_of(text, language):
        if word.kind in SUPPORTED and not (heads and word.link):
            yield keys_of(text[word.span.start : word.span.end], language)

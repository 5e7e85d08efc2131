"""Sentences that could stand in a brief, and which of them do."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from readout.lang import table
from readout.lang.reading import sentence_spans
from readout.lang.terms import common
from readout.model import (
    Article,
    ArticleId,
    Block,
    Dispute,
    Mode,
    Passage,
    Role,
    Span,
    Statement,
    StatementId,
    Turn,
)

#: What the page itself reports. Never its insights, questions, background or furniture.
ROLES = frozenset({Role.BODY, Role.SUMMARY, Role.TURN})
#: Words of a sentence that can stand alone.
SHORTEST, LONGEST = 6, 60
#: Two sentences that share more of the shorter one's words than this say one thing twice.
SAME = 0.5
#: Sentences of an article after which no new one is worth considering.
DEEP = 30

_WORD = re.compile(r"[^\W_]{2,}")
_MARKS = (("“", "”"), ("«", "»"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A sentence of an article, and what speaks for it."""

    article: ArticleId
    passages: tuple[Passage, ...]
    text: str
    #: The different words that tell something.
    words: frozenset[str]
    #: How many sentences of its article stand before it.
    place: int
    statements: tuple[StatementId, ...]
    #: Whether it opens with a word that points at somebody named before.
    dangling: bool
    #: Whether it holds words of comment.
    comment: bool


def choices(article: Article, text: str, statements: Sequence[Statement]) -> Iterator[Choice]:
    """The sentences of an article that could be printed alone, in its order."""
    mine = [s for s in statements if s.article_id == article.id]
    place = 0
    for block in article.blocks:
        if block.role not in ROLES or block.turn is Turn.QUESTION:
            continue
        for span in sentence_spans(text, block.span, article.language):
            place += 1
            if place > DEEP:
                return
            choice = _choice(article, block, text, span, place - 1, mine)
            if choice:
                yield choice


def _choice(
    article: Article, block: Block, text: str, span: Span, place: int, statements: Sequence[Statement]
) -> Choice | None:
    exact = span.of(text)
    found = _WORD.findall(exact)
    if not SHORTEST <= len(found) <= LONGEST or not _whole(exact):
        return None
    comment = _comments(exact, article.language)
    inside = [s for s in statements if s.passage.span.overlap(span) * 2 > min(len(s.passage.span), len(span))]
    if comment and not inside:
        return None
    passages = [Passage(capture_id=article.capture_id, span=span, exact=exact)]
    if block.role is Role.TURN or any(_voice_outside(s, span) for s in inside):
        label = next((s.speaker for s in inside if s.speaker and s.mode is Mode.UNMARKED_DIRECT), None)
        if label is None or block.role is not Role.TURN:
            return None
        if label.span not in span:
            passages.insert(0, label)
    return Choice(
        article=article.id,
        passages=tuple(passages),
        text=": ".join(p.exact for p in passages),
        words=frozenset(w.casefold() for w in found) - _common(article.language),
        place=place,
        statements=tuple(s.id for s in inside),
        dangling=_dangles(exact, article.language),
        comment=comment,
    )


def _whole(sentence: str) -> bool:
    """Whether it ends like a sentence and opens no quotation that it does not close."""
    balanced = all(sentence.count(a) == sentence.count(b) for a, b in _MARKS)
    return balanced and sentence.count('"') % 2 == 0 and sentence.rstrip("\"”»’'")[-1:] in ".!?…"


def _voice_outside(statement: Statement, sentence: Span) -> bool:
    """Whether the words are somebody's and the sentence does not say whose."""
    whose = statement.speaker or statement.cue
    if statement.mode not in {Mode.DIRECT, Mode.PARTIAL, Mode.UNMARKED_DIRECT}:
        return False
    return whose is None or whose.span not in sentence


def _common(language: str) -> frozenset[str]:
    base = language.partition("-")[0]
    return common(base, "function") | common(base, "news")


def _dangles(sentence: str, language: str) -> bool:
    first = _WORD.search(sentence)
    pointing = str(table(language.partition("-")[0], "briefs").get("pointing", "")).split()
    return first is not None and first.group().casefold() in pointing


def _comments(sentence: str, language: str) -> bool:
    row = str(table(language.partition("-")[0], "briefs").get("comment", ""))
    plain = f" {' '.join(_WORD.findall(sentence.casefold()))} "
    return any(f" {' '.join(_WORD.findall(form))} " in plain for form in row.split(",") if form.strip())


def pick(found: Sequence[Choice], disputes: Sequence[Dispute], *, at_most: int) -> list[Choice]:
    """At most so many choices: what the story is about, told by several accounts, nothing twice.

    If the story holds a dispute of two sides, a sentence of each of two sides comes with it.
    """
    if not found:
        return []
    spread = Counter(word for choice in found for word in choice.words)
    opening = [c for c in found if not (c.dangling or c.comment)] or found
    first = max(
        opening, key=lambda c: (_worth(c, spread, frozenset()) + 2.0 / (1 + c.place), -c.place, c.text)
    )
    picked = [first]
    for wanted in _sides(disputes):
        if len(picked) < at_most and not any(set(c.statements) & wanted for c in picked):
            fitting = [c for c in found if set(c.statements) & wanted and not _said(c, picked)]
            picked += sorted(fitting, key=lambda c: (-_worth(c, spread, frozenset()), c.text))[:1]
    while len(picked) < at_most:
        covered = frozenset(word for choice in picked for word in choice.words)
        told = {choice.article for choice in picked}
        rest = [
            c for c in found if c not in picked and not _said(c, picked) and not (c.dangling or c.comment)
        ]
        if not rest:
            break
        picked.append(
            max(rest, key=lambda c: (_worth(c, spread, covered) + 0.5 * (c.article not in told), c.text))
        )
    order = {id(choice): number for number, choice in enumerate(found)}
    return [first, *sorted((c for c in picked if c is not first), key=lambda c: order[id(c)])]


def _worth(choice: Choice, spread: Mapping[str, int], covered: frozenset[str]) -> float:
    """How much it tells: words that the story repeats, not yet covered; its place; a named voice."""
    new = choice.words - covered
    told = sum(math.log(1 + spread[word]) for word in new) / math.sqrt(8 + len(choice.words))
    return (
        told
        + 1.0 / (1 + choice.place)
        + 0.4 * bool(choice.statements)
        - 1.5 * choice.dangling
        - 1.0 * choice.comment
    )


def _said(choice: Choice, picked: Sequence[Choice]) -> bool:
    for other in picked:
        shared = len(choice.words & other.words)
        if shared > SAME * max(1, min(len(choice.words), len(other.words))):
            return True
    return False


def _sides(disputes: Sequence[Dispute]) -> Iterator[set[StatementId]]:
    for dispute in disputes[:1]:
        for side in dispute.sides[:2]:
            if side.statements:
                yield set(side.statements)

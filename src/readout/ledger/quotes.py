"""Quotations side by side: the same utterance in several articles, and a headline against its text.

Compared word for word. Marks, capitals and the comma before "he said" are no words.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from readout.ledger.reading import concepts_in
from readout.model import (
    SURE,
    ActorId,
    Article,
    ArticleId,
    CaptureId,
    Cast,
    Compared,
    CopyGroup,
    Likeness,
    Passage,
    Span,
    Statement,
    Told,
    Version,
    Voices,
)
from readout.text.quotes import quotations

#: Shorter quotations are the same by chance.
FEW = 4
#: Such a part of the words alike is one utterance, altered. Below it, they are two.
ALIKE = 0.6
#: A translation has this part of what it is about in common with the other, and so many things.
ABOUT, THINGS = 0.6, 2
#: Marks by which a headline says that it leaves words out.
_LEFT_OUT = re.compile(r"\.{3}|…|\[…\]")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quoted:
    article: Article
    statement: Statement | None
    actor: ActorId | None
    passage: Passage
    words: tuple[str, ...]


def compare_quotes(
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    statements: Sequence[Statement],
    cast: Cast,
    told: Told,
    copies: Sequence[CopyGroup] = (),
    versions: Sequence[Version] = (),
) -> tuple[Compared, ...]:
    """Utterances that stand in two articles of a thread, and headlines that quote.

    Each later report is set against the fullest one before it. Articles that share a text, and the
    versions of one, are one: a copy says nothing about how its original quotes. That one outlet
    gives the same words twice says nothing either.
    """
    by_id = {article.id: article for article in articles}
    copy_of: dict[ArticleId, str] = {a: group.id for group in copies for a in group.articles}
    for version in versions:
        text = copy_of.get(version.earlier, version.earlier)
        for article_id, held in [*copy_of.items(), (version.later, version.later)]:
            if held == copy_of.get(version.later, version.later):
                copy_of[article_id] = text
        copy_of.setdefault(version.earlier, text)
    thread_of = {story: thread.id for thread in told.threads for story in thread.stories}
    place = {a: thread_of.get(s.id, s.id) for s in told.stories for a in s.articles}
    groups: dict[tuple[str, str], list[_Quoted]] = defaultdict(list)
    quoted: dict[str, list[_Quoted]] = defaultdict(list)
    for one in _quoted(by_id, texts, statements, cast):
        quoted[one.article.id].append(one)
        if one.actor and len(one.words) >= FEW:
            groups[one.actor, place.get(one.article.id, one.article.id)].append(one)
    found = [pair for group in groups.values() for pair in _pairs(group, copy_of)]
    found += [pair for a in articles for pair in _headline(a, quoted.get(a.id, []), texts)]
    return tuple(found)


def _quoted(
    articles: Mapping[ArticleId, Article],
    texts: Mapping[CaptureId, str],
    statements: Sequence[Statement],
    cast: Cast,
) -> Iterator[_Quoted]:
    for statement in statements:
        if not statement.quotations:
            continue
        article = articles.get(statement.article_id)
        if article is None or (article.title and statement.passage.span.overlap(article.title.span)):
            continue
        actor = cast.voices.get(statement.id, Voices()).speaker if statement.confidence >= SURE else None
        for span in statement.quotations:
            exact = span.of(texts[article.capture_id])
            passage = Passage(capture_id=article.capture_id, span=span, exact=exact)
            yield _Quoted(
                article=article, statement=statement, actor=actor, passage=passage, words=_words(exact)
            )


def _words(text: str) -> tuple[str, ...]:
    return tuple(match.group().casefold().replace("’", "'") for match in _WORD.finditer(text))


def _pairs(group: Sequence[_Quoted], copy_of: Mapping[ArticleId, str]) -> Iterator[Compared]:
    """Each quotation with the one it is nearest to among the fuller ones of other texts."""
    ordered = sorted(group, key=lambda q: (-len(q.words), q.article.id, q.passage.span))
    seen: set[tuple[tuple[str, ...], str]] = set()
    for at, one in enumerate(ordered):
        text = copy_of.get(one.article.id, one.article.id)
        if (one.words, text) in seen:
            continue
        seen.add((one.words, text))
        best: tuple[float, _Quoted, Likeness] | None = None
        for fuller in ordered[:at]:
            if copy_of.get(fuller.article.id, fuller.article.id) == text:
                continue
            found = _likeness(fuller, one)
            if found and (best is None or found[0] > best[0]):
                best = (found[0], fuller, found[1])
        again = best and best[2] is Likeness.SAME and one.article.outlet == best[1].article.outlet
        if best and not (again and one.article.outlet):
            yield _compared(best[1], one, best[2])


def _likeness(one: _Quoted, other: _Quoted) -> tuple[float, Likeness] | None:
    if one.article.language.partition("-")[0] != other.article.language.partition("-")[0]:
        return _translated(one, other)
    if one.words == other.words:
        return 2.0, Likeness.SAME
    if _inside(other.words, one.words):
        return 1.5, Likeness.CUT
    ratio = SequenceMatcher(None, one.words, other.words, autojunk=False).ratio()
    return (ratio, Likeness.ALTERED) if ratio >= ALIKE else None


def _inside(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    size = len(shorter)
    return any(tuple(longer[n : n + size]) == tuple(shorter) for n in range(len(longer) - size + 1))


def _translated(one: _Quoted, other: _Quoted) -> tuple[float, Likeness] | None:
    """In two languages: what both are about, by concepts and figures, nearly covers either."""
    first = concepts_in(one.passage.exact, one.article.language) | _figures(one.words)
    second = concepts_in(other.passage.exact, other.article.language) | _figures(other.words)
    shared = len(first & second)
    part = shared / max(len(first | second), 1)
    sizes = sorted((len(one.words), len(other.words)))
    alike = shared >= THINGS and part >= ABOUT and sizes[0] * 2 >= sizes[1]
    return (part, Likeness.TRANSLATED) if alike else None


def _figures(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word for word in words if word[0].isdigit())


def _compared(one: _Quoted, other: _Quoted, likeness: Likeness) -> Compared:
    return Compared(
        likeness=likeness,
        headline=False,
        speaker=one.actor,
        one=one.passage,
        other=other.passage,
        one_article=one.article.id,
        other_article=other.article.id,
        words=()
        if likeness in (Likeness.TRANSLATED, Likeness.SAME)
        else difference(one.passage.exact, other.passage.exact),
        one_statement=one.statement.id if one.statement else None,
        other_statement=other.statement.id if other.statement else None,
    )


def difference(one: str, other: str) -> tuple[tuple[str, str], ...]:
    """How the words of `other` differ from those of `one`: runs of kept, cut and added words, in order."""
    left, right = [m.span() for m in _WORD.finditer(one)], [m.span() for m in _WORD.finditer(other)]
    matcher = SequenceMatcher(None, _words(one), _words(other), autojunk=False)
    found: list[tuple[str, str]] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            found.append(("kept", other[right[k][0] : right[m - 1][1]]))
            continue
        if j > i:
            found.append(("cut", one[left[i][0] : left[j - 1][1]]))
        if m > k:
            found.append(("added", other[right[k][0] : right[m - 1][1]]))
    return tuple(found)


def _headline(
    article: Article, quoted: Sequence[_Quoted], texts: Mapping[CaptureId, str]
) -> Iterator[Compared]:
    """The quotations in a title against those of the text, then against all of its words."""
    if article.title is None:
        return
    text = texts[article.capture_id]
    for span in quotations(article.title.exact):
        at = span.shifted(article.title.span.start)
        passage = Passage(capture_id=article.capture_id, span=at, exact=at.of(text))
        words = _words(passage.exact)
        if len(words) < 2:
            continue
        head = _Quoted(article=article, statement=None, actor=None, passage=passage, words=words)
        ranked = sorted(
            (r for q in quoted if (r := _rank(head, q)) is not None), key=lambda r: r[0], reverse=True
        )
        if ranked:
            _, body, likeness = ranked[0]
            yield Compared(
                likeness=likeness,
                headline=True,
                speaker=body.actor,
                one=passage,
                other=body.passage,
                one_article=article.id,
                other_article=article.id,
                words=difference(body.passage.exact, passage.exact) if likeness is Likeness.ALTERED else (),
                other_statement=body.statement.id if body.statement else None,
            )
            continue
        told = _in_text(article, text, words)
        yield Compared(
            likeness=Likeness.SAME if told else Likeness.NOT_IN_TEXT,
            headline=True,
            speaker=None,
            one=passage,
            other=told,
            one_article=article.id,
            other_article=article.id,
        )


def _rank(head: _Quoted, body: _Quoted) -> tuple[float, _Quoted, Likeness] | None:
    parts = [part for piece in _LEFT_OUT.split(head.passage.exact) if (part := _words(piece))]
    if len(parts) > 1 and _in_order(parts, body.words):
        return 1.4, body, Likeness.CUT
    if head.words == body.words:
        return 2.0, body, Likeness.SAME
    if _inside(head.words, body.words):
        return 1.5, body, Likeness.CUT
    ratio = SequenceMatcher(None, head.words, body.words, autojunk=False).ratio()
    return (ratio, body, Likeness.ALTERED) if ratio >= ALIKE and len(head.words) >= 3 else None


def _in_order(parts: Sequence[Sequence[str]], words: Sequence[str]) -> bool:
    """Whether runs of words stand in others in this order, with words left out between them."""
    at = 0
    for part in parts:
        places = (
            n for n in range(at, len(words) - len(part) + 1) if tuple(words[n : n + len(part)]) == tuple(part)
        )
        found = next(places, None)
        if found is None:
            return False
        at = found + len(part)
    return True


def _in_text(article: Article, text: str, words: Sequence[str]) -> Passage | None:
    """The words of a headline's quotation where the text has them without marks."""
    for block in article.reporting():
        found = [
            (m.group().casefold().replace("’", "'"), m.span()) for m in _WORD.finditer(block.span.of(text))
        ]
        for n in range(len(found) - len(words) + 1):
            if [word for word, _ in found[n : n + len(words)]] == list(words):
                start, end = found[n][1][0], found[n + len(words) - 1][1][1]
                span = Span(start, end).shifted(block.span.start)
                return Passage(capture_id=article.capture_id, span=span, exact=span.of(text))
    return None

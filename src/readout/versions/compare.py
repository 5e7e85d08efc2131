"""What changed from one version to the next: sentence by sentence, and statement by statement."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from readout.lang.reading import sentence_spans
from readout.model import (
    REPORTING,
    Article,
    CaptureId,
    Difference,
    Fate,
    Passage,
    Role,
    SentenceEdit,
    Span,
    Statement,
    StatementEdit,
    Version,
)
from readout.text.tokens import tokens

#: Two sentences are one that was edited from this likeness of their words on.
EDITED = 0.6
#: ... and two statements, by their contents.
RESTATED = 0.6
_SHOWN = REPORTING | {Role.TITLE, Role.SUBHEAD, Role.BACKGROUND, Role.INSIGHT}


def compare(
    version: Version,
    earlier: Article,
    later: Article,
    texts: Mapping[CaptureId, str],
    statements: Sequence[Statement],
) -> Difference:
    """The difference between two texts. Empty edits: they are the same.

    A sentence that moved counts as removed and added. Cost: the square of the sentences.
    """
    before = _sentences(earlier, texts, version.earlier_part)
    after = _sentences(later, texts, version.later_part)
    said_before = _of(statements, earlier, version.earlier_part)
    said_after = _of(statements, later, version.later_part)
    return Difference(
        version=version,
        sentences=tuple(_edits(before, after)),
        statements=tuple(_restated(said_before, said_after)),
    )


def _sentences(article: Article, texts: Mapping[CaptureId, str], part: Span | None) -> list[Passage]:
    text = texts[article.capture_id]
    return [
        Passage(capture_id=article.capture_id, span=span, exact=span.of(text))
        for block in article.blocks
        if block.role in _SHOWN and (part is None or block.span in part)
        for span in sentence_spans(text, block.span, article.language)
    ]


def _of(statements: Sequence[Statement], article: Article, part: Span | None) -> list[Statement]:
    return [s for s in statements if s.article_id == article.id and (part is None or s.passage.span in part)]


def _key(words: str) -> str:
    return " ".join(words.split())


def _edits(before: Sequence[Passage], after: Sequence[Passage]) -> Iterator[SentenceEdit]:
    matcher = SequenceMatcher(None, [_key(p.exact) for p in before], [_key(p.exact) for p in after], False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            for one, other in zip(before[a:b], after[c:d], strict=True):
                yield SentenceEdit(fate=Fate.KEPT, before=one, after=other)
        else:
            yield from _replaced(before[a:b], after[c:d])


def _replaced(before: Sequence[Passage], after: Sequence[Passage]) -> Iterator[SentenceEdit]:
    """Removed and added sentences in order; those that are alike as one that changed."""
    partner = _partners([p.exact for p in before], [p.exact for p in after], EDITED)
    at = 0
    for n, one in enumerate(before):
        m = partner.get(n)
        if m is None:
            yield SentenceEdit(fate=Fate.REMOVED, before=one, after=None)
            continue
        for other in after[at:m]:
            yield SentenceEdit(fate=Fate.ADDED, before=None, after=other)
        at = m + 1
        words = tuple(_words(one.exact, after[m].exact))
        yield SentenceEdit(fate=Fate.CHANGED, before=one, after=after[m], words=words)
    for other in after[at:]:
        yield SentenceEdit(fate=Fate.ADDED, before=None, after=other)


def _partners(before: Sequence[str], after: Sequence[str], least: float) -> dict[int, int]:
    """The likest pairs that do not cross each other."""
    likeness = [[_likeness(one, other) for other in after] for one in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for n in range(len(before) - 1, -1, -1):
        for m in range(len(after) - 1, -1, -1):
            joined = best[n + 1][m + 1] + likeness[n][m] if likeness[n][m] >= least else 0.0
            best[n][m] = max(joined, best[n + 1][m], best[n][m + 1])
    found: dict[int, int] = {}
    n = m = 0
    while n < len(before) and m < len(after):
        if likeness[n][m] >= least and best[n][m] == best[n + 1][m + 1] + likeness[n][m]:
            found[n] = m
            n, m = n + 1, m + 1
        elif best[n][m] == best[n + 1][m]:
            n += 1
        else:
            m += 1
    return found


def _likeness(one: str, other: str) -> float:
    a, b = ([t.lower for t in tokens(x)] for x in (one, other))
    return SequenceMatcher(None, a, b, False).ratio()


def _words(before: str, after: str) -> Iterator[tuple[Fate, str]]:
    """The words of both in order, with the white space that followed them."""
    a, b = _pieces(before), _pieces(after)
    matcher = SequenceMatcher(None, [w.strip() for w in a], [w.strip() for w in b], False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            yield Fate.KEPT, "".join(b[k:m])
            continue
        if i < j:
            yield Fate.REMOVED, "".join(a[i:j])
        if k < m:
            yield Fate.ADDED, "".join(b[k:m])


def _pieces(words: str) -> list[str]:
    starts = [token.span.start for token in tokens(words)]
    edges = [*starts, len(words)] if starts else [0, len(words)]
    return [words[a:b] for a, b in pairwise(edges)]


def _restated(before: Sequence[Statement], after: Sequence[Statement]) -> Iterator[StatementEdit]:
    """Each statement of either version, with what became of it, in order of the later text."""
    left = list(before)
    for one in after:
        same = next((s for s in left if _same(s, one)), None)
        alike = same or max(
            (s for s in left if _speaks_alike(s, one) and _contents(s, one) >= RESTATED),
            key=lambda s: _contents(s, one),
            default=None,
        )
        if alike is None:
            yield StatementEdit(fate=Fate.ADDED, before=None, after=one)
            continue
        left.remove(alike)
        yield StatementEdit(fate=Fate.KEPT if same else Fate.CHANGED, before=alike, after=one)
    for gone in left:
        yield StatementEdit(fate=Fate.REMOVED, before=gone, after=None)


def _same(one: Statement, other: Statement) -> bool:
    """The same words by the same speaker: nothing that it says has changed."""
    return one.act is other.act and all(
        _key(a) == _key(b)
        for a, b in (
            (one.content.exact, other.content.exact),
            (one.speaker.exact if one.speaker else "", other.speaker.exact if other.speaker else ""),
        )
    )


def _speaks_alike(one: Statement, other: Statement) -> bool:
    """Whether the words that name the speakers share a word, or one of them names nobody."""
    if one.speaker is None or other.speaker is None:
        return True
    a, b = ({t.lower for t in tokens(s.exact)} for s in (one.speaker, other.speaker))
    return bool(a & b)


def _contents(one: Statement, other: Statement) -> float:
    return _likeness(one.content.exact, other.content.exact)

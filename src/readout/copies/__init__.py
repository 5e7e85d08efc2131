"""Articles in, copy groups out: wire copy and near-duplicates, with reasons."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from readout.copies.index import CopyIndex, Match
from readout.copies.original import nearest_original
from readout.model import Article, ArticleId, CaptureId, CopyGroup, CopyGroupId, Reason
from readout.text.words import words

ORIGIN = "copies/1"
#: A text that lies inside another by at least this share is a cut of it, not half of a mixture.
WHOLE = 0.75

_Edges = dict[ArticleId, dict[ArticleId, "_Shared"]]


class _Shared:
    """How much of one text stands in another, and of the shorter in the longer."""

    __slots__ = ("containment", "count", "of_first")

    def __init__(self, containment: float, of_first: float, count: int) -> None:
        self.containment, self.of_first, self.count = containment, of_first, count


def group_copies(articles: Sequence[Article], texts: Mapping[CaptureId, str]) -> tuple[CopyGroup, ...]:
    """Groups of at least two articles that share one text, the nearest to the original named.

    An article made of two texts (half of one, half of another) stands in both groups.
    The result does not depend on the order of the articles.

    Cost: linear in the words of all articles.
    """
    in_order = sorted(articles, key=lambda a: ((a.published and a.published.iso) or "~", a.id))
    index = CopyIndex()
    edges: _Edges = defaultdict(dict)
    lengths: dict[ArticleId, int] = {}
    for article in in_order:
        said = list(words(article.words(texts[article.capture_id])))
        lengths[article.id] = len(said)
        for match in index.add(said):
            _join(edges, article.id, in_order[match.key].id, match)
    by_id = {article.id: article for article in articles}
    groups = (sorted(group) for part in _parts(edges, set(edges)) for group in _split(edges, part))
    found = (_group([by_id[i] for i in group], edges, lengths) for group in groups)
    return tuple(sorted(found, key=lambda group: group.id))


def _join(edges: _Edges, one: ArticleId, held: ArticleId, match: Match) -> None:
    edges[one][held] = _Shared(match.containment, match.of_asked, match.shared)
    edges[held][one] = _Shared(match.containment, match.of_held, match.shared)


def _parts(edges: _Edges, among: set[ArticleId]) -> list[set[ArticleId]]:
    """The connected parts of the graph, kept to the articles named."""
    left, parts = set(among), []
    while left:
        part, waiting = set(), [min(left)]
        while waiting:
            one = waiting.pop()
            if one in left:
                left.remove(one)
                part.add(one)
                waiting += [other for other in edges[one] if other in left]
        parts.append(part)
    return parts


def _split(edges: _Edges, part: set[ArticleId]) -> list[set[ArticleId]]:
    """The part, or several if one article of it is a mixture of texts that share nothing."""
    for middle in sorted(part, key=lambda one: (-len(edges[one]), one)):
        pieces = _parts(edges, part - {middle})
        if len(pieces) > 1 and not any(_inside(edges, piece, middle) for piece in pieces):
            return [group for piece in pieces for group in _split(edges, piece | {middle})]
    return [part]


def _inside(edges: _Edges, piece: Iterable[ArticleId], middle: ArticleId) -> bool:
    return any(edges[one][middle].of_first >= WHOLE for one in piece if middle in edges[one])


def _group(members: Sequence[Article], edges: _Edges, lengths: Mapping[ArticleId, int]) -> CopyGroup:
    original, reasons = nearest_original(members, lengths)
    ids = tuple(article.id for article in members)
    named = hashlib.sha256("|".join(["copies", min(ids)]).encode()).hexdigest()[:16]
    best = max(s.containment for one in ids for other, s in edges[one].items() if other in ids)
    least = min(max(s.containment for other, s in edges[one].items() if other in ids) for one in ids)
    shared = Reason(
        name="shared text",
        value=least,
        detail=f"{least:.0%} to {best:.0%} of the five-word runs of the shorter in the longer",
    )
    return CopyGroup(id=CopyGroupId(named), articles=ids, of=original, reasons=(shared, *reasons))

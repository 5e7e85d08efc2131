"""The copy groups of everything held: one article is placed, and only its own groups are made anew."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from readout.copies.index import CopyIndex, Kept, Match
from readout.copies.original import Copy, group_of
from readout.copies.parts import Edges, Shared, parts, split
from readout.model import Article, ArticleId, CopyGroup
from readout.text.words import words

#: A text that lies inside another by at least this share is a cut of it, not half of a mixture.
WHOLE = 0.75


@dataclass(slots=True)
class _Held:
    copy: Copy
    kept: Kept
    #: Its number in the index.
    key: int


class CopyShelf:
    """Articles by the text they share. An article made of two texts stands in two groups.

    The groups do not depend on the order in which articles came, nor on what was taken out again.

    Cost of an article: linear in its words, and in the copies of it that are held.
    """

    def __init__(self) -> None:
        self._index = CopyIndex()
        self._held: dict[ArticleId, _Held] = {}
        self._names: list[ArticleId] = []
        self._edges: Edges = defaultdict(dict)
        self._groups: dict[ArticleId, tuple[CopyGroup, ...]] = {}

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, article_id: ArticleId) -> bool:
        return article_id in self._held

    def add(self, article: Article, text: str) -> None:
        """Place an article; `text` is its capture's. Adding it again places it anew."""
        said = list(words(article.words(text)))
        kept = self._index.keep(said)
        self.drop([article.id])
        matches = self._index.matches(kept)
        copy = Copy(
            id=article.id,
            outlet=article.outlet,
            credit=article.credit,
            iso=(article.published.iso if article.published else None) or "",
            words=len(said),
        )
        self._hold(copy, kept)
        self._join(article.id, matches)

    def drop(self, articles: Iterable[ArticleId]) -> None:
        """Take articles out; what is left is grouped without them."""
        for article_id in articles:
            gone = self._held.pop(article_id, None)
            if gone is None:
                continue
            self._index.drop(gone.key)
            around = set(self._edges.pop(article_id, ()))
            self._groups.pop(article_id, None)
            for other in around:
                self._edges[other].pop(article_id, None)
            self._regroup(around)

    def groups(self, articles: Iterable[ArticleId] | None = None) -> tuple[CopyGroup, ...]:
        """The groups that these articles stand in, or all: by id."""
        wanted = self._groups if articles is None else articles
        found = {group.id: group for one in wanted for group in self._groups.get(one, ())}
        return tuple(found[key] for key in sorted(found))

    # Keeping

    def kept(self, article_id: ArticleId) -> bytes:
        """What has to be kept of an article so that `restore` can place it without its text."""
        held = self._held[article_id]
        copy, kept = held.copy, held.kept
        head = {
            "copy": [copy.outlet, copy.credit, copy.iso, copy.words],
            "rate": kept.rate,
            "at": kept.at,
            "shares": [
                [other, s.containment, s.of_first, self._edges[other][article_id].of_first, s.count]
                for other, s in self._edges.get(article_id, {}).items()
                if self._held[other].key < held.key
            ],
        }
        return json.dumps(head).encode() + b"\n" + kept.runs.astype("<u8").tobytes()

    def restore(self, kept: Iterable[tuple[ArticleId, bytes]]) -> None:
        """Hold articles that were placed before, in the order in which they were."""
        for article_id, body in kept:
            line, _, runs = body.partition(b"\n")
            head = json.loads(line)
            outlet, credit, iso, count = head["copy"]
            copy = Copy(id=article_id, outlet=outlet, credit=credit, iso=iso, words=count)
            held_runs = np.frombuffer(runs, dtype="<u8").astype(np.uint64)
            self._hold(copy, Kept(head["rate"], tuple(head["at"]), held_runs))
            for other, containment, of_first, of_other, shared in head["shares"]:
                if other in self._held:
                    self._edges[article_id][other] = Shared(containment, of_first, shared)
                    self._edges[other][article_id] = Shared(containment, of_other, shared)
        self._regroup(set(self._edges))

    def _hold(self, copy: Copy, kept: Kept) -> None:
        self._held[copy.id] = _Held(copy, kept, self._index.hold(kept))
        self._names.append(copy.id)

    def _join(self, one: ArticleId, matches: Iterable[Match]) -> None:
        for match in matches:
            held = self._names[match.key]
            self._edges[one][held] = Shared(match.containment, match.of_asked, match.shared)
            self._edges[held][one] = Shared(match.containment, match.of_held, match.shared)
        if self._edges.get(one) and not self._follows(one):
            self._regroup({one})

    def _follows(self, one: ArticleId) -> bool:
        """Put an article into the one group it matches, where that cannot part the group."""
        near = self._edges[one]
        group = self._groups.get(next(iter(near)), ())
        if len(group) != 1 or any(self._groups.get(other) != group for other in near):
            return False
        if len(near) < 2 and all(shared.of_first < WHOLE for shared in near.values()):
            return False
        if any(not set(self._edges[m]) <= {*group[0].articles, one} for m in near):
            return False
        self._make({*group[0].articles, one})
        return True

    def _regroup(self, around: set[ArticleId]) -> None:
        """Make anew the groups of everything that hangs together with these articles."""
        for part in parts(self._edges, self._reached(around)):
            for member in part:
                self._groups.pop(member, None)
            if len(part) > 1:
                for group in split(self._edges, part, WHOLE):
                    self._make(group, anew=False)

    def _make(self, members: set[ArticleId], *, anew: bool = True) -> None:
        made = group_of([self._held[i].copy for i in sorted(members)], self._edges)
        for member in members:
            before = () if anew else self._groups.get(member, ())
            self._groups[member] = tuple(sorted((*before, made), key=lambda group: group.id))

    def _reached(self, around: Iterable[ArticleId]) -> set[ArticleId]:
        found: set[ArticleId] = set()
        waiting = [one for one in around if one in self._held]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self._edges.get(one, {}).keys() - found
        return found

    def __iter__(self) -> Iterator[ArticleId]:
        return iter(self._held)

"""Copies and stories of everything held, placed one article at a time."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from readout.copies import CopyShelf
from readout.desk.steps import Texts
from readout.model import (
    Article,
    ArticleId,
    Cast,
    CopyGroup,
    Judgement,
    Shelved,
    Story,
    StoryId,
    Thread,
    Told,
)
from readout.stories import Telling, copy_links, persons_named, sketch


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What is one story now, and what of it is new."""

    copies: tuple[CopyGroup, ...]
    told: Told
    #: The stories that are others than before, with those of their threads. None: all are.
    stories: frozenset[StoryId] | None
    #: The threads, and the articles whose links, are others than before.
    threads: frozenset[str]
    articles: frozenset[ArticleId]
    #: The articles whose shelves have to be kept anew, and those that are no longer held.
    fresh: tuple[ArticleId, ...]
    gone: frozenset[ArticleId]


class Shelves:
    """The shelves of the two rooms, and which reading of each article stands on them."""

    def __init__(self) -> None:
        self.copies, self.telling = CopyShelf(), Telling()
        self._marks: dict[ArticleId, str] = {}
        self._judged: tuple[Judgement, ...] | None = ()

    def restore(
        self,
        kept: Sequence[Shelved],
        stories: Iterable[Story],
        threads: Iterable[Thread],
        weighed_at: int,
        judged: tuple[Judgement, ...] | None,
    ) -> None:
        """Hold what was held before. `judged`: the judgements obeyed then; None: nobody knows."""
        self._marks = {one.article_id: one.mark for one in kept}
        self.copies.restore((one.article_id, one.copies) for one in kept)
        shelf = ((one.article_id, one.stories) for one in kept)
        self.telling.restore(shelf, stories, threads, self.copies.groups(), judged or (), weighed_at)
        self._judged = judged

    def place(
        self, articles: Sequence[Article], texts: Texts, cast: Cast, judgements: Sequence[Judgement]
    ) -> Placed:
        """Put everything that is held in order; what stood there before is left alone.

        Where many are new, everything is weighed anew: the result is then that of all at once.
        """
        persons = persons_named(cast, articles)
        marks = {a.id: _mark(a, texts[a.capture_id], persons.get(a.id, frozenset())) for a in articles}
        gone = frozenset(self._marks.keys() - marks.keys())
        fresh = [a for a in articles if self._marks.get(a.id) != marks[a.id]]
        altered = {a.id for a in fresh if a.id in self._marks}
        judged = tuple(judgements)
        whole = self.telling.wants_weighing(len(articles), len(fresh) + len(gone))
        if whole and (fresh or gone):
            self.telling, altered, drawn = Telling(), set(), list(articles)
        else:
            whole, drawn = False, fresh
        before = self.copies.groups()
        self.copies.drop(gone)
        for article in sorted(fresh, key=lambda a: ((a.published and a.published.iso) or "~", a.id)):
            self.copies.add(article, texts[article.capture_id])
        groups = self.copies.groups()
        around = {one for group in groups for one in group.articles}
        changed = self.telling.change(
            [
                sketch(a, texts[a.capture_id], persons.get(a.id, frozenset()))
                for a in sorted(drawn, key=_by_id)
            ],
            gone=gone | altered,
            copies=groups,
            regrouped=around | gone | altered | {a.id for a in drawn},
            judgements=judged,
            everything=self._judged is None,
        )
        told = self.telling.told()
        everything = whole or self._judged is None
        self._marks, self._judged = marks, judged
        # Stories of one thread are read together.
        touched = None if everything else frozenset(self.telling.together(changed.stories, changed.threads))
        return Placed(
            copies=groups,
            told=Told(
                stories=told.stories,
                links=(*copy_links(articles, groups), *told.links),
                threads=told.threads,
            ),
            stories=touched,
            threads=changed.threads,
            articles=changed.articles | self._copied(before, groups) | gone,
            fresh=tuple(a.id for a in sorted(drawn, key=_by_id)),
            gone=gone,
        )

    def _copied(self, before: Sequence[CopyGroup], after: Sequence[CopyGroup]) -> frozenset[ArticleId]:
        """The articles whose copy groups are others than before."""
        return frozenset(one for group in {*before} ^ {*after} for one in group.articles)

    def kept(self, articles: Collection[ArticleId]) -> list[Shelved]:
        """What has to be kept of these articles."""
        return [
            Shelved(
                article_id=one,
                mark=self._marks[one],
                copies=self.copies.kept(one),
                stories=self.telling.shelf.kept(one),
            )
            for one in articles
        ]

    @property
    def spread(self) -> "Spread":
        return Spread(self.telling)


class Spread:
    """In how many of all articles a term stands: words as `lang.terms` cuts them, or "about X"."""

    def __init__(self, telling: Telling) -> None:
        self._rarity = telling.shelf.rarity
        self._known: dict[str, int] = {}

    @property
    def articles(self) -> int:
        return self._rarity.articles

    def get(self, term: str, default: int = 0) -> int:
        found = self._known.get(term)
        if found is None:
            view = "concepts" if term.startswith("about ") else "text"
            found = self._known[term] = self._rarity.holders(term.removeprefix("about "), view)
        return found or default


def _by_id(article: Article) -> str:
    return article.id


def _mark(article: Article, text: str, persons: Collection[str]) -> str:
    """A word for all that places an article: equal while nothing of it has changed."""
    rests_on = (
        [(b.role, b.span.of(text)) for b in article.blocks],
        article.published, article.age_as_written, article.language, article.outlet, article.credit,
        article.title_clean, article.span, sorted(persons),
    )  # fmt: skip
    return hashlib.sha256(repr(rests_on).encode("utf-8", "surrogatepass")).hexdigest()[:16]

"""What a person decides about stories: which are one, and which article tells another."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from readout.desk.steps import Texts
from readout.model import Article, ArticleId, CaptureId, Judgement, Passage, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One act of a person: the judgements that were made in it."""

    by: str
    at: datetime
    #: The articles that it names and that are still held.
    articles: tuple[ArticleId, ...]
    #: Whether it puts articles together and nothing apart.
    together: bool

    @property
    def key(self) -> str:
        """What it is undone by."""
        return self.at.isoformat()


def anchor(article: Article, texts: Texts) -> Passage:
    """The words that stand for an article in a judgement: its title, else its first words."""
    text = texts[article.capture_id]
    if article.title and article.title.span in article.span:
        return article.title
    span = next((block.span for block in article.reporting()), article.blocks[0].span)
    return Passage(capture_id=article.capture_id, span=span, exact=span.of(text))


def as_one(articles: Sequence[Article], texts: Texts, by: str, at: datetime) -> list[Judgement]:
    """That some articles tell one story."""
    return _pairs(articles[:1], articles[1:], Verdict.SAME, texts, by, at)


def as_two(
    ours: Sequence[Article], theirs: Sequence[Article], texts: Texts, by: str, at: datetime
) -> list[Judgement]:
    """That some articles tell one story, and others another one."""
    return [*as_one(ours, texts, by, at), *_pairs(ours, theirs, Verdict.DIFFERENT, texts, by, at)]


def _pairs(
    ones: Iterable[Article], others: Sequence[Article], verdict: Verdict, texts: Texts, by: str, at: datetime
) -> list[Judgement]:
    return [
        Judgement(one=anchor(a, texts), other=anchor(b, texts), verdict=verdict, by=by, at=at)
        for a in ones
        for b in others
    ]


def acts_of(judgements: Iterable[Judgement], articles: Sequence[Article]) -> tuple[Decision, ...]:
    """The judgements by the acts in which they were made, newest first."""
    acts: dict[tuple[datetime, str], list[Judgement]] = {}
    for judgement in judgements:
        acts.setdefault((judgement.at, judgement.by), []).append(judgement)
    return tuple(
        Decision(
            by=by,
            at=at,
            articles=tuple(_named(made, articles)),
            together=all(judgement.verdict is Verdict.SAME for judgement in made),
        )
        for (at, by), made in sorted(acts.items(), reverse=True)
    )


def acts_about(judgements: Iterable[Judgement], captures: Collection[CaptureId]) -> list[Judgement]:
    """The judgements of every act that names words of these captures."""
    made = list(judgements)
    acts = {(j.at, j.by) for j in made if {j.one.capture_id, j.other.capture_id} & set(captures)}
    return [judgement for judgement in made if (judgement.at, judgement.by) in acts]


def _named(judgements: Iterable[Judgement], articles: Sequence[Article]) -> dict[ArticleId, None]:
    found: dict[ArticleId, None] = {}
    for judgement in judgements:
        for passage in (judgement.one, judgement.other):
            inside = [a for a in articles if a.capture_id == passage.capture_id and passage.span in a.span]
            if inside:
                found[min(inside, key=lambda a: (len(a.span), a.id)).id] = None
    return found

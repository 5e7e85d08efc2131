"""The steps of the house, in their order: what each takes and makes, and who made it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

from readout.model import (
    Article,
    Block,
    Brief,
    Capture,
    CaptureId,
    Cast,
    CopyGroup,
    Dispute,
    Judgement,
    Reading,
    Span,
    Statement,
    Story,
    Told,
)

F = TypeVar("F")
Texts = Mapping[CaptureId, str]

#: A change in what `intake` derives from the same bytes raises this.
INTAKE = "intake/1"
#: Nobody writes a longer paragraph, in characters: it is a file of another kind, or damage.
LONG_PARAGRAPH = 50_000
#: ... nor a longer article.
LONG_ARTICLE = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Generic[F]):
    """One step of the house. A new version reads everything again."""

    name: str
    version: int
    run: F

    @property
    def made_by(self) -> str:
        return f"{self.name}/{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The steps in their order: what each takes and makes."""

    articles: Step[Callable[[Capture], Reading]]
    statements: Step[Callable[[Article, str], tuple[Statement, ...]]]
    actors: Step[
        Callable[
            [Sequence[Article], Texts, Sequence[Statement], Sequence[Judgement]],
            Cast,
        ]
    ]
    copies: Step[Callable[[Sequence[Article], Texts], tuple[CopyGroup, ...]]]
    stories: Step[
        Callable[
            [Sequence[Article], Texts, Sequence[CopyGroup], Cast, Sequence[Judgement]],
            Told,
        ]
    ]
    positions: Step[
        Callable[
            [Sequence[Article], Texts, Sequence[Statement], Cast, Told],
            tuple[Dispute, ...],
        ]
    ]
    briefs: Step[
        Callable[
            [Story, Sequence[Article], Texts, Sequence[Statement], Cast, Sequence[Dispute]],
            Brief,
        ]
    ]

    @property
    def reading(self) -> str:
        """Who reads a capture."""
        return f"{self.articles.made_by} {self.statements.made_by}"

    @property
    def grouping(self) -> str:
        """Who works over the whole store."""
        steps = (self.actors, self.copies, self.stories, self.positions, self.briefs)
        return " ".join(step.made_by for step in steps)


def house(*, fast: bool = False) -> Steps:
    """The steps of this house. A change in what a step reads raises its version.

    `fast`: statements are read by rules alone, ten times as fast; they miss more.
    """
    # Imported here: who only opens a store to look at it needs none of the workrooms.
    from readout import actors, articles, briefs, copies, positions, statements, stories

    return Steps(
        articles=Step(name="articles", version=1, run=articles.read_capture),
        statements=Step(
            name="statements-fast" if fast else "statements",
            version=2,
            run=partial(statements.read_statements, fast=fast),
        ),
        actors=Step(name="actors", version=1, run=actors.cast_actors),
        copies=Step(name="copies", version=1, run=copies.group_copies),
        stories=Step(name="stories", version=1, run=stories.tell),
        positions=Step(name="positions", version=2, run=positions.find_disputes),
        briefs=Step(name="briefs", version=1, run=briefs.write_brief),
    )


def legible(article: Article) -> Article:
    """The article, or as much of its beginning as the steps are given of an overlong one.

    What a step costs grows faster than the length: one such page must not stop a run.
    """
    blocks: list[Block] = []
    room = LONG_ARTICLE
    for block in article.blocks:
        longest = min(LONG_PARAGRAPH, room)
        span = block.span
        if not longest:
            break
        if len(span) > longest:
            span = Span(span.start, span.start + longest)
        blocks.append(block if span == block.span else replace(block, span=span))
        room -= len(span)
    return article if tuple(blocks) == article.blocks else replace(article, blocks=tuple(blocks))

"""The steps of the house, in their order: what each takes and makes, and who made it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from readout.model import (
    Article,
    Block,
    Brief,
    Capture,
    CaptureId,
    Cast,
    Change,
    CopyGroup,
    Dispute,
    Event,
    Judgement,
    Measure,
    Reading,
    Span,
    Statement,
    Story,
    Told,
    Version,
)

if TYPE_CHECKING:
    from readout.briefs.facts import Facts
    from readout.desk.shelves import Shelves, Spread

F = TypeVar("F")
Texts = Mapping[CaptureId, str]
#: The captures in order of arrival, each with the addresses it came from.
Came = Sequence[tuple[CaptureId, Sequence[str]]]

#: A change in what `intake` derives from the same bytes raises this.
INTAKE = "intake/2"
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


class FindDisputes(Protocol):
    """The disputes of some threads; `spread`: how rare words are among all articles."""

    def __call__(
        self,
        articles: Sequence[Article],
        texts: Texts,
        statements: Sequence[Statement],
        cast: Cast,
        told: Told,
        spread: "Spread | None" = None,
        /,
    ) -> tuple[Dispute, ...]: ...


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
    versions: Step[Callable[[Sequence[Article], Texts, Sequence[CopyGroup], Came], tuple[Version, ...]]]
    stories: Step[
        Callable[
            [Sequence[Article], Texts, Sequence[CopyGroup], Cast, Sequence[Judgement]],
            Told,
        ]
    ]
    events: Step[
        Callable[
            [Sequence[Article], Texts, Sequence[Statement], Cast, Told],
            tuple[Event, ...],
        ]
    ]
    positions: Step[FindDisputes]
    briefs: Step[
        Callable[
            [Story, Sequence[Article], Texts, Sequence[Statement], Cast, Sequence[Dispute], "Facts"],
            Brief,
        ]
    ]
    ledger: Step[
        Callable[
            [Sequence[Article], Texts, Sequence[Statement], Cast, Told],
            tuple[tuple[Change, ...], tuple[Measure, ...]],
        ]
    ]
    #: What does copies and stories one article at a time. None: they are done over everything each time.
    shelves: "Callable[[], Shelves] | None" = None

    @property
    def reading(self) -> str:
        """Who reads a capture."""
        return f"{self.articles.made_by} {self.statements.made_by}"

    @property
    def placing(self) -> str:
        """Who made what is kept of articles for placing others beside them."""
        return f"{self.copies.made_by} {self.stories.made_by}"

    @property
    def grouping(self) -> str:
        """Who works over the whole store."""
        steps = (
            self.actors,
            self.copies,
            self.versions,
            self.stories,
            self.events,
            self.positions,
            self.briefs,
            self.ledger,
        )
        return " ".join(step.made_by for step in steps)


def house(*, fast: bool = False) -> Steps:
    """The steps of this house. A change in what a step reads raises its version.

    `fast`: statements are read by rules alone, ten times as fast; they miss more.
    """
    # Imported here: who only opens a store to look at it needs none of the workrooms.
    from readout import (
        actors,
        articles,
        briefs,
        copies,
        events,
        ledger,
        positions,
        statements,
        stories,
        versions,
    )
    from readout.desk.shelves import Shelves

    return Steps(
        articles=Step(name="articles", version=5, run=articles.read_capture),
        statements=Step(
            name="statements-fast" if fast else "statements",
            version=5,
            run=partial(statements.read_statements, fast=fast),
        ),
        actors=Step(name="actors", version=5, run=actors.cast_actors),
        copies=Step(name="copies", version=2, run=copies.group_copies),
        versions=Step(name="versions", version=2, run=versions.find_versions),
        stories=Step(name="stories", version=5, run=stories.tell),
        events=Step(name="events", version=1, run=events.find_events),
        positions=Step(name="positions", version=7, run=positions.find_disputes),
        briefs=Step(name="briefs", version=3, run=briefs.write_brief),
        ledger=Step(name="ledger", version=1, run=ledger.find_turns),
        shelves=Shelves,
    )


def as_read(article: Article) -> Article:
    """The article as the steps are given it: legible, and its language without a region.

    Words are listed, taggers trained and texts compared by language; "en-US" is English to all of them.
    """
    found, base = legible(article), article.language.partition("-")[0]
    return found if base == found.language else replace(found, language=base)


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

"""Digests: what came in since the last one, each story once, by weight."""

import math
from dataclasses import dataclass
from datetime import datetime

from readout.model.article import ArticleId
from readout.model.names import Name
from readout.model.statement import StatementId
from readout.model.story import DisputeId, Sentence, StoryId


class Novelty(Name):
    #: No article of it was there at the last digest.
    NEW = "new"
    GROWN = "grown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """Why a story stands where it stands."""

    #: Independent texts: what corroborates.
    originals: int
    outlets: int
    #: How many of its articles came since the last digest, of how many.
    fresh: int
    articles: int

    @property
    def value(self) -> float:
        """log2(1 + originals) + log2(1 + outlets) / 2 + fresh / articles."""
        told = math.log2(1 + self.originals) + math.log2(1 + self.outlets) / 2
        return told + self.fresh / max(1, self.articles)


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestEntry:
    """One story of a digest."""

    story: StoryId
    novelty: Novelty
    weight: Weight
    sentences: tuple[Sentence, ...]
    #: The articles that came since the last digest.
    fresh: tuple[ArticleId, ...]
    #: What is said in them and was in no article before. Empty for a new story: its brief says it.
    said: tuple[StatementId, ...] = ()
    disputes: tuple[DisputeId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What came in between two moments, heaviest first."""

    #: None: everything that is held.
    since: datetime | None
    until: datetime
    entries: tuple[DigestEntry, ...]
    #: Stories that came or grew too, and are left out for length.
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestMade:
    """That a digest of this name was made: where the next one begins."""

    name: str
    by: str
    at: datetime

"""Statements in, disputes and positions out."""

from collections.abc import Mapping, Sequence

from readout.model import Article, CaptureId, Cast, Dispute, Statement, Told


def find_disputes(
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    statements: Sequence[Statement],
    cast: Cast,
    told: Told,
) -> tuple[Dispute, ...]:
    """Claims with the statements that contradict them, each side with its own words."""
    raise NotImplementedError(len(articles), len(texts), len(statements), cast, told)

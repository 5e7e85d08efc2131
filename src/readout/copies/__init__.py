"""Articles in, copy groups out: wire copy and near-duplicates, with reasons."""

from collections.abc import Mapping, Sequence

from readout.model import Article, CaptureId, CopyGroup


def group_copies(articles: Sequence[Article], texts: Mapping[CaptureId, str]) -> tuple[CopyGroup, ...]:
    """Groups of at least two articles that share one text, the nearest to the original named."""
    raise NotImplementedError(len(articles), len(texts))

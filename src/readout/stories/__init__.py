"""Articles in, stories out: one event told once, links between articles, threads over weeks."""

from collections.abc import Mapping, Sequence

from readout.model import Article, CaptureId, Cast, CopyGroup, Judgement, Told


def tell(
    articles: Sequence[Article],
    texts: Mapping[CaptureId, str],
    copies: Sequence[CopyGroup],
    cast: Cast,
    judgements: Sequence[Judgement] = (),
) -> Told:
    """Every article in exactly one story; links and threads say why.

    A judgement outranks any score.
    """
    raise NotImplementedError(len(articles), len(texts), len(copies), cast, judgements)

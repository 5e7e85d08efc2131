"""Articles in, copy groups out: wire copy and near-duplicates, with reasons."""

from collections.abc import Mapping, Sequence

from readout.copies.shelf import CopyShelf as CopyShelf
from readout.model import Article, CaptureId, CopyGroup

ORIGIN = "copies/2"


def group_copies(articles: Sequence[Article], texts: Mapping[CaptureId, str]) -> tuple[CopyGroup, ...]:
    """Groups of at least two articles that share one text, the nearest to the original named.

    An article made of two texts (half of one, half of another) stands in both groups.
    The result does not depend on the order of the articles.

    Cost: linear in the words of all articles.
    """
    shelf = CopyShelf()
    for article in sorted(articles, key=lambda a: ((a.published and a.published.iso) or "~", a.id)):
        shelf.add(article, texts[article.capture_id])
    return shelf.groups()

"""How many independent texts stand behind some articles: what corroborates, and what only repeats."""

from collections.abc import Collection, Iterable, Sequence

from readout.formats.words import n_
from readout.model import ArticleId, CopyGroup


def originals(articles: Collection[ArticleId], copies: Iterable[CopyGroup]) -> int:
    """The number of texts of which none is a copy of another.

    An article made of two texts counts for neither; alone it is one.
    """
    groups_of: dict[ArticleId, list[str]] = {article: [] for article in articles}
    for group in copies:
        for article in group.articles:
            if article in groups_of:
                groups_of[article].append(group.id)
    return independent(groups_of.values())


def independent(groups_of: Collection[Sequence[str]]) -> int:
    """The same, by the copy groups of each article."""
    alone = sum(not groups for groups in groups_of)
    shared = {groups[0] for groups in groups_of if len(groups) == 1}
    mixed = sum(len(groups) > 1 and not shared & set(groups) for groups in groups_of)
    return alone + len(shared) + mixed


def counted(articles: int, independent: int) -> str:
    """ "3 articles, 1 original"; the originals only where they are fewer."""
    found = n_("{n} article", "{n} articles", articles)
    if independent == articles:
        return found
    return found + ", " + n_("{n} original", "{n} originals", independent)

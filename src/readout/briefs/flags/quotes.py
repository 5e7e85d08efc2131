"""Quotations that differ from their other appearances, or from the headline."""

from collections.abc import Collection, Iterable, Iterator

from readout.model import ArticleId, Compared, Flag, FlagKind, Likeness

ELSEWHERE = "another article gives these words otherwise"
HEADLINE = "the headline gives these words otherwise than the text"
NOT_IN_TEXT = "the headline quotes what the text does not"


def differing(compared: Iterable[Compared], told: Collection[ArticleId]) -> Iterator[Flag]:
    """The quotations that were altered, each with the other; a cut or a translation alters nothing.

    `told`: the articles that have a text; a headline alone quotes what stands elsewhere.
    """
    for one in compared:
        if one.likeness is Likeness.NOT_IN_TEXT and one.one_article in told:
            yield Flag(what=f"{FlagKind.QUOTATION}: {NOT_IN_TEXT}", passage=one.one)
        elif one.likeness is Likeness.ALTERED and one.other:
            reason = HEADLINE if one.headline else ELSEWHERE
            yield Flag(what=f"{FlagKind.QUOTATION}: {reason}", passage=one.one, other=one.other)
            if not one.headline:
                yield Flag(what=f"{FlagKind.QUOTATION}: {reason}", passage=one.other, other=one.one)

"""Which articles show that a machine translated them."""

from collections.abc import Mapping

from readout.formats.words import N_, n_
from readout.model import TRANSLATED, ArticleId, Edition, Flag

#: What flags say of the signs, so that catalogues have it.
_SIGNS = (
    N_("the page says so"),
    N_("words run together"),
    N_("an abbreviation of another language"),
    N_("a word stands twice"),
    N_("a name written small"),
    N_("a state called she"),
    N_("words left in another language"),
    N_("marks of another language"),
    N_("a turn of another language"),
    N_("the word order of another language"),
    N_("a pronoun that refers to nothing"),
)


def translated(edition: Edition) -> Mapping[ArticleId, tuple[Flag, ...]]:
    """The flags of each article that was translated by machine; articles without are missing."""
    found: dict[ArticleId, tuple[Flag, ...]] = {}
    if not edition.flags:
        return found
    for article in edition.articles:
        mine = tuple(
            flag
            for flag in edition.flags
            if flag.what.startswith(TRANSLATED)
            and flag.passage.capture_id == article.capture_id
            and flag.passage.span.overlap(article.span)
        )
        if mine:
            found[article.id] = mine
    return found


def translated_words(articles: int) -> str:
    """That a machine translated some articles, and what that means."""
    return n_(
        "{n} article translated by machine: the words may not be those that were said.",
        "{n} articles translated by machine: the words may not be those that were said.",
        articles,
    )


def sign_words(flag: Flag) -> str:
    """What a flag says shows it, in English: its own words behind the colon."""
    return flag.what.partition(": ")[2]

"""Which article of a copy group stands nearest the original, and why."""

from collections.abc import Mapping, Sequence

from readout.model import Article, ArticleId, Reason

#: A text must be longer than the next by this share to count as the fuller one.
FULLER = 1.05


def nearest_original(
    articles: Sequence[Article], lengths: Mapping[ArticleId, int]
) -> tuple[ArticleId | None, tuple[Reason, ...]]:
    """The article nearest the original, with reasons. None: nothing tells.

    The agency's own page, then the earliest time (if every article has one), then a credit to an
    agency, then the fullest text. `lengths` counts words.
    """
    for judge in (_by_agency_page, _by_time, _by_credit, _by_length):
        choice = judge(articles, lengths)
        if choice:
            return choice[0].id, (choice[1],)
    return None, (
        Reason(name="original unknown", value=0.0, detail="the texts are equally full and undated"),
    )


_Choice = tuple[Article, Reason] | None


def _by_agency_page(articles: Sequence[Article], _: Mapping[ArticleId, int]) -> _Choice:
    agencies = {article.credit.casefold() for article in articles if article.credit}
    own = [a for a in articles if a.outlet and a.outlet.casefold() in agencies]
    if len(own) != 1:
        return None
    return own[0], Reason(name="agency's own page", value=1.0, detail=f"published by {own[0].outlet} itself")


def _by_time(articles: Sequence[Article], _: Mapping[ArticleId, int]) -> _Choice:
    times = sorted((_iso(article), article.id) for article in articles)
    if not times[0][0] or times[0][0] == times[1][0] or len(times[0][0]) != len(times[1][0]):
        return None
    first = next(article for article in articles if article.id == times[0][1])
    return first, Reason(
        name="earliest", value=1.0, detail=f"published {times[0][0]}, the next {times[1][0]}"
    )


def _by_credit(articles: Sequence[Article], _: Mapping[ArticleId, int]) -> _Choice:
    credited = [article for article in articles if article.credit]
    if len(credited) != 1:
        return None
    return credited[0], Reason(name="agency credit", value=1.0, detail=f"credits {credited[0].credit}")


def _by_length(articles: Sequence[Article], lengths: Mapping[ArticleId, int]) -> _Choice:
    longest = sorted(articles, key=lambda a: (-lengths[a.id], a.id))
    most, next_most = lengths[longest[0].id], lengths[longest[1].id]
    if most < next_most * FULLER:
        return None
    return longest[0], Reason(name="fullest text", value=1.0, detail=f"{most} words, the next {next_most}")


def _iso(article: Article) -> str:
    return (article.published.iso if article.published else None) or ""

"""A story from its articles: id, title, reasons."""

from collections.abc import Collection, Mapping, Sequence

from readout.model import ArticleId, Reason, Story, minted_story
from readout.stories.cluster import Pair
from readout.stories.packed import Facts
from readout.stories.shelf import Tie

Ties = Mapping[ArticleId, Mapping[ArticleId, Tie]]


def story_of(
    articles: Sequence[Facts], ties: Ties, bound: Collection[Pair], judged: Collection[Pair] = ()
) -> Story:
    """The story of these articles, with a reason for the place of each after the first.

    `bound` are the pairs that share one text, `judged` those that a person put together. The id
    comes from the earliest article alone, so that later ones leave it as it is.
    """
    ids = tuple(facts.id for facts in articles)
    first = min(articles, key=lambda facts: facts.placed)
    return Story(
        id=minted_story(first.id),
        title=_title(articles),
        articles=ids,
        reasons=tuple(_reason(one, first.id, ids, ties, bound, judged) for one in ids if one != first.id),
    )


def _reason(
    one: ArticleId,
    first: ArticleId,
    ids: Sequence[ArticleId],
    ties: Ties,
    bound: Collection[Pair],
    judged: Collection[Pair],
) -> Reason:
    """Why the article stands here: a person, a shared text, or the member it is most like."""
    others = [other for other in ids if other != one]
    for name, pairs in (("decided", judged), ("same text", bound)):
        beside = next((other for other in others if frozenset((one, other)) in pairs), None)
        if beside is not None:
            said = "a person put them together" if name == "decided" else "copies of one text"
            return Reason(name=name, value=1.0, detail=f"{one} and {beside}: {said}")
    near = ties.get(one, {})
    best = max((o for o in others if o in near), key=lambda o: (near[o].same_event, o), default=None)
    if best is None:
        return Reason(
            name="beside", value=0.0, detail=f"{one} and {first}: by what the others share with both"
        )
    why = "; ".join(f"{reason.name}: {reason.detail}" for reason in near[best].reasons)
    return Reason(name="same event", value=round(near[best].same_event, 3), detail=f"{one} and {best}: {why}")


def _title(articles: Sequence[Facts]) -> str:
    """The title of the fullest article that has one, else the first sentence of the fullest."""
    titled = [facts for facts in articles if facts.titled]
    if titled:
        return max(titled, key=lambda facts: (facts.blocks, facts.id)).title
    for facts in sorted(articles, key=lambda facts: (-facts.blocks, facts.id)):
        if facts.title:
            return facts.title
    return ""

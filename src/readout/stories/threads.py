"""Stories that continue each other."""

from collections.abc import Mapping, Sequence

from readout.model import ArticleId, Reason, Story, StoryId, Thread, minted_thread
from readout.stories.shelf import Shelf

#: The average strength of links from which two groups of stories are one thread. Low: a thread is a
#: chain, its first and last story need have nothing in common.
CHAIN = 0.15


def thread_of(
    stories: Sequence[Story], shelf: Shelf, best: Mapping[ArticleId, Mapping[ArticleId, float]]
) -> Thread:
    """The thread of some stories, earliest first, with a reason for the place of each.

    The reason of a story is its strongest link to another of the thread. `best` are the links that
    each article shows. The thread has the title of the story with most links, and an id from its
    first story alone, so that later ones leave it as it is.
    """
    in_order = sorted(stories, key=lambda story: _start(story, shelf))
    story_of: dict[ArticleId, StoryId] = {a: story.id for story in in_order for a in story.articles}
    links: dict[StoryId, dict[StoryId, tuple[float, ArticleId, ArticleId]]] = {s.id: {} for s in in_order}
    for one, key in story_of.items():
        for other, tie in shelf.ties.get(one, {}).items():
            theirs = story_of.get(other)
            if theirs not in (None, key) and (other in best.get(one, ()) or one in best.get(other, ())):
                found = (tie.strength, min(one, other), max(one, other))
                links[key][theirs] = max(found, links[key].get(theirs, found))
    middle = max(in_order, key=lambda s: (len(links[s.id]), len(s.articles), s.id))
    strongest = [max(links[s.id].values()) for s in in_order if links[s.id]]
    return Thread(
        id=minted_thread(in_order[0].id),
        title=middle.title,
        stories=tuple(story.id for story in in_order),
        reasons=tuple(_reason(shelf, *pair) for pair in dict.fromkeys(strongest)),
    )


def _start(story: Story, shelf: Shelf) -> tuple[str, str]:
    return min(shelf.held[article].facts.published or "~" for article in story.articles), story.id


def _reason(shelf: Shelf, strength: float, one: ArticleId, other: ArticleId) -> Reason:
    why = "; ".join(f"{reason.name}: {reason.detail}" for reason in shelf.ties[one][other].reasons)
    return Reason(name="linked", value=round(strength, 3), detail=f"{one} and {other}: {why}")

"""Links between articles of different stories: what kind, and why."""

from collections.abc import Sequence

from readout.model import Article, ArticleId, CopyGroup, Link, Reason, Relation
from readout.stories.likeness import Likeness, Rarity
from readout.stories.sketch import Sketch

#: From this strength two stories belong to one thread.
LINKED = 0.5
#: ... or so many names of such a weight together.
NAMES, NAMES_WEIGHT = 2, 3.5
#: A name of this rarity is something in common.
NAMED = 0.8
#: Across languages nothing but concepts is compared: nearly all of the poorer article's ...
HELD = 0.8
#: ... and at least this many, one of them rare.
CONCEPTS = 5


def strength(likeness: Likeness, one: Sketch, other: Sketch, rarity: Rarity) -> float:
    """How surely two articles belong to one thread, from 0 to 1.

    Half of it is what the articles are about (concepts), half the words they say it in. Two
    articles with nothing rare in common but a person are not linked: 0.
    """
    if one.language != other.language:
        return _across_languages(likeness, rarity)
    evidence = len(likeness.anchors) + len(_telling(likeness, rarity))
    evidence += sum(n not in one.persons and rarity.of_name(n) > NAMED for n in likeness.names)
    if evidence < 2:
        return 0.0
    return min(1.0, likeness.concepts * 0.5 + likeness.text * 3)


def _telling(likeness: Likeness, rarity: Rarity) -> list[str]:
    """The shared concepts that do not stand in every other article."""
    return [c for c in likeness.shared_concepts if rarity.of("concepts", c) > 1.0]


def _across_languages(likeness: Likeness, rarity: Rarity) -> float:
    if len(likeness.names) >= NAMES and likeness.names_weight >= NAMES_WEIGHT:
        return min(1.0, 0.5 + 0.3 * likeness.concepts_held)
    rare = [c for c in likeness.shared_concepts if rarity.of("concepts", c) > 2.0]
    if len(likeness.shared_concepts) < CONCEPTS or not rare or likeness.concepts_held < HELD:
        return 0.0
    return likeness.concepts_held


def link(one: Sketch, other: Sketch, likeness: Likeness) -> Link:
    """The link of two articles of different stories; the earlier is `a` where times are known."""
    first, second, known = in_time(one, other)
    if one.language != other.language:
        relation = Relation.SHARED_EVENT
    else:
        relation = Relation.FOLLOW_UP if known and likeness.far_apart else Relation.SAME_THREAD
    return Link(a=first.id, b=second.id, relation=relation, reasons=likeness.reasons)


def in_time(one: Sketch, other: Sketch) -> tuple[Sketch, Sketch, bool]:
    """The two, earlier first, and whether anything tells which is earlier."""
    if one.published and other.published and one.published[:10] != other.published[:10]:
        first, second = sorted((one, other), key=lambda s: s.published)
        return first, second, True
    if one.capture == other.capture and one.age and other.age and one.age[1] == other.age[1]:
        older, newer = sorted((one, other), key=lambda s: -(s.age[0] if s.age else 0))
        return older, newer, older.age != newer.age
    first, second = sorted((one, other), key=lambda s: s.id)
    return first, second, False


def copy_links(articles: Sequence[Article], copies: Sequence[CopyGroup]) -> list[Link]:
    """Each copy linked to the article nearest the original; a later text of one outlet is an update."""
    by_id = {article.id: article for article in articles}
    links = []
    for group in copies:
        members = [by_id[i] for i in group.articles if i in by_id]
        if len(members) < 2:
            continue
        original = by_id.get(group.of) if group.of else None
        original = original or min(members, key=lambda a: a.id)
        links += [_copy_link(a, original, group.reasons) for a in members if a.id != original.id]
    return links


def _copy_link(copy: Article, original: Article, reasons: tuple[Reason, ...]) -> Link:
    times = [(a.published.iso if a.published else None) or "" for a in (copy, original)]
    update = copy.outlet is not None and copy.outlet == original.outlet and all(times)
    if update and times[0] != times[1]:
        later, earlier = (copy, original) if times[0] > times[1] else (original, copy)
        return Link(a=later.id, b=earlier.id, relation=Relation.UPDATE_OF, reasons=reasons)
    return Link(a=original.id, b=copy.id, relation=Relation.SAME_TEXT, reasons=reasons)


def pairs_of(group: Sequence[ArticleId]) -> list[frozenset[str]]:
    return [frozenset((a, b)) for n, a in enumerate(group) for b in group[n + 1 :]]

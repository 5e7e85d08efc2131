"""Links between articles of different stories: what kind, and why."""

from collections.abc import Sequence

from readout.model import Article, ArticleId, CopyGroup, Link, Reason, Relation
from readout.stories.likeness import Likeness
from readout.stories.packed import Facts

#: From this strength two stories belong to one thread.
LINKED = 0.5
#: ... or so many names of such a weight together.
NAMES, NAMES_WEIGHT = 2, 3.5
#: So many shared concepts and names, and the cosine of concepts counts in full.
ENOUGH = 3
#: A name of this rarity is something in common.
NAMED = 0.8
#: A concept of this rarity does not stand in every other article; of this one, in few.
TELLING, RARE = 1.0, 2.0
#: Across languages nothing but concepts is compared: nearly all of the poorer article's ...
HELD = 0.8
#: ... and at least this many, one of them rare.
CONCEPTS = 5


def strength(likeness: Likeness, one: Facts, other: Facts) -> float:
    """How surely two articles belong to one thread, from 0 to 1.

    Half of it is what the articles are about (concepts), half the words they say it in. Two
    articles with nothing rare in common but a person are not linked: 0.
    """
    if one.language != other.language:
        return _across_languages(likeness)
    named = [name for name, weight in likeness.names.items() if weight > NAMED]
    evidence = len(likeness.anchors)
    evidence += sum(weight > TELLING for weight in likeness.shared_concepts.values())
    evidence += sum(name not in likeness.persons for name in named)
    if evidence < 2:
        return 0.0
    common = len(likeness.shared_concepts) + len(named)
    # One concept that is all two articles have ("russia") is no likeness, though its cosine is 1.
    concepts = likeness.concepts * min(1.0, common / ENOUGH)
    return min(1.0, concepts * 0.5 + likeness.text * 3) if common > 1 else 0.0


def _across_languages(likeness: Likeness) -> float:
    if len(likeness.names) >= NAMES and sum(likeness.names.values()) >= NAMES_WEIGHT:
        return min(1.0, 0.5 + 0.3 * likeness.concepts_held)
    rare = any(weight > RARE for weight in likeness.shared_concepts.values())
    if len(likeness.shared_concepts) < CONCEPTS or not rare or likeness.concepts_held < HELD:
        return 0.0
    return likeness.concepts_held


def link(one: Facts, other: Facts, reasons: tuple[Reason, ...], *, far_apart: bool) -> Link:
    """The link of two articles of different stories; the earlier is `a` where times are known."""
    first, second, known = in_time(one, other)
    if one.language != other.language:
        relation = Relation.SHARED_EVENT
    else:
        relation = Relation.FOLLOW_UP if known and far_apart else Relation.SAME_THREAD
    return Link(a=first.id, b=second.id, relation=relation, reasons=reasons)


def in_time(one: Facts, other: Facts) -> tuple[Facts, Facts, bool]:
    """The two, earlier first, and whether anything tells which is earlier."""
    if one.published and other.published and one.published[:10] != other.published[:10]:
        first, second = sorted((one, other), key=lambda facts: facts.published)
        return first, second, True
    if one.capture == other.capture and one.age and other.age and one.age[1] == other.age[1]:
        older, newer = sorted((one, other), key=lambda facts: -(facts.age[0] if facts.age else 0))
        return older, newer, older.age != newer.age
    first, second = sorted((one, other), key=lambda facts: facts.id)
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
    """The first of a group paired with each other."""
    return [frozenset((group[0], other)) for other in group[1:]]

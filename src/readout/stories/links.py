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
#: What the telling things in common add to the strength, and how much of them counts.
OF_SPECIAL, SPECIAL = 0.08, 4.5
#: They count in full where the cosine of concepts is this, and neither article is about more
#: concepts than so many; where one is about twice as many, not at all: two long articles share
#: some of everything.
MATTER, MANY = 0.4, 8
#: So many words of persons' names, such a share of concepts and such a cosine of texts.
PERSONS, HALF, IN_COMMON = 3, 0.5, 0.07
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
    telling = [weight for weight in likeness.shared_concepts.values() if weight > TELLING]
    named = {name: weight for name, weight in likeness.names.items() if weight > NAMED}
    # Of the persons the rarest alone counts: two articles that name five ministers are about anything.
    persons = sorted(weight for name, weight in named.items() if name in likeness.persons)[-1:]
    telling += [weight for name, weight in named.items() if name not in likeness.persons]
    common = len(likeness.shared_concepts) + len(named)
    # What is done, and by and to whom: one telling thing with all else in common is enough.
    if len(telling) + len(likeness.anchors) + (common > ENOUGH - 1) < 2:
        return _by_persons(likeness)
    # One concept that is all two articles have ("russia") is no likeness, though its cosine is 1.
    concepts = likeness.concepts * min(1.0, common / ENOUGH)
    special = min(SPECIAL, sum(telling) + sum(persons))
    many = min(1.0, max(0.0, 2 - likeness.concepts_most / MANY))
    special *= min(1.0, concepts / MATTER) * many
    return min(1.0, concepts * 0.5 + likeness.text * 3 + special * OF_SPECIAL) if common > 1 else 0.0


def _by_persons(likeness: Likeness) -> float:
    """Two persons, one of whom few articles name, and half of what the poorer article is about.

    Three words of names are two persons at least. One person in common is nothing.
    """
    rarest = max((likeness.names[name] for name in likeness.persons), default=0.0)
    if len(likeness.persons) < PERSONS or rarest < RARE or likeness.concepts_held < HALF:
        return 0.0
    return min(1.0, LINKED + likeness.text) if likeness.text >= IN_COMMON else 0.0


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

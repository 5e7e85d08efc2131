"""Which entities of several articles are one actor."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from readout.actors.describe import Kind
from readout.actors.entity import Entity
from readout.lang.cues import words
from readout.lang.names import declines, readings, same_name, skeleton
from readout.model import ActorType, ArticleId, Judgement, Passage, Verdict

Node = tuple[ArticleId, str]
#: So many runs of capitals that two articles share are as good as another person whom both name.
RUNS = 3
#: A run that no more articles have than these tells by itself.
RARE = 3


@dataclass(frozen=True, slots=True)
class Company:
    """In whose company an article names somebody: persons and bodies, and all runs of capitals."""

    runs: frozenset[str] = frozenset()
    #: Runs that hardly any article has.
    rare: frozenset[str] = frozenset()
    named: set[str] = field(default_factory=set)

    def shares(self, other: "Company", surname: str, *, proven: bool = True) -> bool:
        """Whether two articles tell by others that a surname is one person's in both.

        `proven`: more than a capital tells that it is a person; else it takes two whom both name.
        """
        runs = {run for run in self.runs & other.runs if skeleton(run.split()[-1]) != surname}
        named = (self.named & other.named) - {surname}
        if not proven:
            return len(named) > 1
        return bool(named or runs & self.rare) or len(runs) >= RUNS


def compatible(one: tuple[str, ...], other: tuple[str, ...], language: str = "") -> bool:
    """Whether two names, as skeletons, may be one person's: one surname, and first names that agree.

    A surname alone agrees with any first name; an initial with a name that begins with it; a short name
    with the long one it stands for in the language.
    """
    if not one or not other or one[-1] != other[-1]:
        return False
    firsts, others = one[:-1], other[:-1]
    if not firsts or not others:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < len(long) and long[-len(short) :] == short:
        return True  # "Prado Roth" and "Ana Prado Roth"
    first, second = firsts[0], others[0]
    initial = min(len(first), len(second)) == 1 and first[0] == second[0]
    return first == second or initial or bool(_long(first, language) & _long(second, language))


@cache
def _long(first: str, language: str) -> frozenset[str]:
    """A first name with the names that it may be short for."""
    pairs = (pair.partition("=") for pair in words(language, "titles", "short_names"))
    return frozenset({first, *(skeleton(long) for short, _, long in pairs if skeleton(short) == first)})


def agree(one: Entity, other: Entity) -> bool:
    """Whether two persons named in full may be one: by name, suffix and gender."""
    suffixes = one.suffix and other.suffix and one.suffix != other.suffix
    return (
        not suffixes
        and not clash(one.gender, other.gender)
        and compatible(one.tokens, other.tokens, one.language)
    )


def clash(known: Kind | None, asked: Kind | None) -> bool:
    """Whether one is a man and the other a woman."""
    return known in {Kind.HE, Kind.SHE} and asked in {Kind.HE, Kind.SHE} and known is not asked


def join(
    entities: Mapping[Node, Entity],
    languages: Mapping[ArticleId, str],
    judgements: Sequence[Judgement],
    runs: Mapping[ArticleId, set[str]],
) -> Mapping[Node, int]:
    """Groups of entities across articles that are one actor: (article, key) to a group's number.

    A full name joins full names that agree. A surname alone joins the one full name that has it, if there
    is just one with its office, or one that its article shares others with. Order of the articles
    does not matter. A judgement outranks all of it. `runs`: the capitalised words of each article.
    """
    nodes = sorted(entities)
    buckets: dict[str, list[Node]] = defaultdict(list)
    held = Counter(run for some in runs.values() for run in some)
    company = {
        article: Company(runs=frozenset(some), rare=frozenset(run for run in some if held[run] <= RARE))
        for article in languages
        for some in (runs.get(article, set()),)
    }
    for node in nodes:
        buckets[_bucket(entities[node])].append(node)
        if entities[node].kind is ActorType.PERSON:
            company[node[0]].named.add(entities[node].surname)
        elif entities[node].kind is ActorType.COLLECTIVE:
            company[node[0]].named.add(entities[node].key)
    group: dict[Node, Node] = {}
    for members in buckets.values():
        for node, head in _grouped(members, entities, company):
            group[node] = head
    _across(group, entities, languages)
    group = _judged(group, entities, judgements)
    heads = sorted({_root(group, node) for node in nodes})
    number = {head: n for n, head in enumerate(heads)}
    return {node: number[_root(group, node)] for node in nodes}


def _bucket(entity: Entity) -> str:
    return f"person:{entity.surname}" if entity.kind is ActorType.PERSON else entity.key


def _grouped(
    members: list[Node], entities: Mapping[Node, Entity], company: Mapping[ArticleId, Company]
) -> Iterator[tuple[Node, Node]]:
    if entities[members[0]].kind is not ActorType.PERSON:
        yield from ((member, members[0]) for member in members)
        return
    full = sorted(
        (m for m in members if len(entities[m].tokens) > 1), key=lambda m: (-len(entities[m].tokens), m)
    )
    groups: dict[Node, list[Node]] = {}
    for member in full:
        head = _head(member, groups, entities, company)
        groups.setdefault(head, []).append(member)
    named = {head: tuple(found) for head, found in groups.items()}
    for member in sorted(m for m in members if len(entities[m].tokens) <= 1):
        one = None if entities[member].shared else _only(member, named, groups, entities, company)
        groups.setdefault(one or member, []).append(member)
    yield from ((member, head) for head, found in groups.items() for member in found)


def _head(
    member: Node,
    groups: Mapping[Node, Sequence[Node]],
    entities: Mapping[Node, Entity],
    company: Mapping[ArticleId, Company],
) -> Node:
    """The group of a full name: one that agrees with it and has nobody of the same article; else its own.

    "Ron Roth" and "Ronald Roth" need an office in common, or company and no offices that differ.
    """
    fits = [
        head
        for head, found in groups.items()
        if agree(entities[head], entities[member])
        and all(one[0] != member[0] for one in found)
        and any(_told_alike(one, member, entities, company) for one in found)
    ]
    same = [head for head in fits if entities[head].suffix == entities[member].suffix]
    return (same or fits or [member])[0]


def _told_alike(
    one: Node, other: Node, entities: Mapping[Node, Entity], company: Mapping[ArticleId, Company]
) -> bool:
    first, second = entities[one], entities[other]
    if compatible(first.tokens, second.tokens):
        return True
    if first.offices and second.offices:
        return bool(first.offices & second.offices)
    return company[one[0]].shares(company[other[0]], first.surname)


def _only(
    member: Node,
    named: Mapping[Node, Sequence[Node]],
    groups: Mapping[Node, Sequence[Node]],
    entities: Mapping[Node, Entity],
    company: Mapping[ArticleId, Company],
) -> Node | None:
    """The one group that a surname alone belongs to. None: there is none, or more than one fits."""
    entity = entities[member]
    fits = [
        head
        for head, found in groups.items()
        if not any(clash(entities[one].gender, entity.gender) or entities[one].shared for one in found)
        and all(one[0] != member[0] for one in found)
    ]
    holders = [h for h in fits if entity.offices & _offices(groups[h], entities)]
    holders = [h for h in holders if h in named] or holders
    if len(holders) == 1:
        return holders[0]
    if holders or (entity.offices and any(_offices(groups[h], entities) for h in fits)):
        return None
    if not named and not entity.proven:
        unproven = [h for h in fits if not any(entities[one].proven for one in groups[h])]
        return unproven[0] if unproven else None
    full = [head for head in named if head in fits]
    if len(full) > 1:
        return None
    here = company[member[0]]
    near = [
        head
        for head in (full or fits)
        if any(here.shares(company[one[0]], entity.surname, proven=entity.proven) for one in groups[head])
    ]
    return near[0] if len(near) == 1 else None


def _offices(found: Iterable[Node], entities: Mapping[Node, Entity]) -> frozenset[str]:
    return frozenset(office for one in found for office in entities[one].offices)


def _across(
    group: dict[Node, Node], entities: Mapping[Node, Entity], languages: Mapping[ArticleId, str]
) -> None:
    """Join persons whom two languages name in full: "Sergei Lavrin" and "Сергея Лаврина"."""
    named = [n for n in sorted(group) if entities[n].kind is ActorType.PERSON and len(entities[n].tokens) > 1]
    heard: dict[str, list[Node]] = defaultdict(list)
    for node in named:
        for surname in {name[-1] for name in readings(entities[node].name, languages[node[0]])}:
            heard[surname].append(node)
    for nodes in heard.values():
        for one, other in combinations(nodes, 2):
            first, second = languages[one[0]], languages[other[0]]
            apart = _root(group, one) != _root(group, other)
            if first == second and one[0] != other[0] and not declines(first):
                continue
            if (
                apart
                and one[0] != other[0]
                and same_name(entities[one].name, first, entities[other].name, second)
            ):
                group[max(_root(group, one), _root(group, other))] = min(
                    _root(group, one), _root(group, other)
                )


def _root(group: Mapping[Node, Node], node: Node) -> Node:
    while group[node] != node:
        node = group[node]
    return node


def _judged(
    group: dict[Node, Node],
    entities: Mapping[Node, Entity],
    judgements: Sequence[Judgement],
) -> dict[Node, Node]:
    """Groups as persons judged them: "different" takes an entity out, "same" joins two groups.

    The oldest judgement first. Every group is called after one of its members.
    """
    heads = {node: _root(group, node) for node in group}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.number, j.one, j.other)):
        one, other = _node_at(entities, judgement.one), _node_at(entities, judgement.other)
        if one is None or other is None or one == other:
            continue
        left, right = heads[one], heads[other]
        if judgement.verdict is Verdict.SAME:
            heads = {node: right if head == left else head for node, head in heads.items()}
        elif judgement.verdict is Verdict.DIFFERENT and left == right:
            heads = {node: other if head == left else head for node, head in heads.items()} | {one: one}
    return heads


def _node_at(entities: Mapping[Node, Entity], passage: Passage) -> Node | None:
    """Whom the words at a place name: where more than one do, the one whose words fit them best."""
    found = [
        (place.overlap(passage.span) / max(len(place), len(passage.span)), node)
        for node, entity in entities.items()
        if entity.capture == passage.capture_id
        for place in entity.places
        if place.overlap(passage.span)
    ]
    return max(found)[1] if found else None

"""Which article of a copy group stands nearest the original, which agency it came from, and why."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from readout.copies.parts import Edges
from readout.model import ArticleId, CopyGroup, CopyGroupId, Reason

#: A text must be longer than the next by this share to count as the fuller one.
FULLER = 1.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What is known of an article that shares its text with others."""

    id: ArticleId
    outlet: str | None
    credit: str | None
    #: When it was published. Empty: unknown.
    iso: str
    words: int


def group_of(members: Sequence[Copy], edges: Edges) -> CopyGroup:
    """The group of some articles, in the order of their ids, that share text as `edges` say."""
    original, reasons = nearest_original(members)
    agency, credited = _agency(members)
    ids = tuple(copy.id for copy in members)
    within = set(ids)
    most = [max(s.containment for other, s in edges[one].items() if other in within) for one in ids]
    shared = Reason(
        name="shared text",
        value=min(most),
        detail=f"{min(most):.0%} to {max(most):.0%} of the five-word runs of the shorter in the longer",
    )
    named = hashlib.sha256("|".join(["copies", min(ids)]).encode()).hexdigest()[:16]
    return CopyGroup(
        id=CopyGroupId(named),
        articles=ids,
        of=original,
        agency=agency,
        reasons=(shared, *reasons, *credited),
    )


def _agency(copies: Sequence[Copy]) -> tuple[str | None, tuple[Reason, ...]]:
    """The agency that most of the articles credit. None: none does, or as many credit another."""
    credits = Counter(copy.credit for copy in copies if copy.credit)
    if not credits:
        return None, ()
    (name, count), *others = credits.most_common(2)
    if others and others[0][1] == count:
        both = " and ".join(sorted([name, others[0][0]]))
        return None, (Reason(name="agency", value=0.0, detail=f"credits differ: {both}"),)
    detail = f"{name}, credited by {count} of {len(copies)} articles"
    return name, (Reason(name="agency", value=count / len(copies), detail=detail),)


def nearest_original(copies: Sequence[Copy]) -> tuple[ArticleId | None, tuple[Reason, ...]]:
    """The article nearest the original, with reasons. None: nothing tells.

    The agency's own page, then the earliest time (if every article has one), then a credit to an
    agency, then the fullest text.
    """
    for judge in (_by_agency_page, _by_time, _by_credit, _by_length):
        choice = judge(copies)
        if choice:
            return choice[0].id, (choice[1],)
    return None, (
        Reason(name="original unknown", value=0.0, detail="the texts are equally full and undated"),
    )


_Choice = tuple[Copy, Reason] | None


def _by_agency_page(copies: Sequence[Copy]) -> _Choice:
    agencies = {copy.credit.casefold() for copy in copies if copy.credit}
    own = [copy for copy in copies if copy.outlet and copy.outlet.casefold() in agencies]
    if len(own) != 1:
        return None
    return own[0], Reason(name="agency's own page", value=1.0, detail=f"published by {own[0].outlet} itself")


def _by_time(copies: Sequence[Copy]) -> _Choice:
    times = sorted((copy.iso, copy.id) for copy in copies)
    if not times[0][0] or times[0][0] == times[1][0] or len(times[0][0]) != len(times[1][0]):
        return None
    first = next(copy for copy in copies if copy.id == times[0][1])
    return first, Reason(
        name="earliest", value=1.0, detail=f"published {times[0][0]}, the next {times[1][0]}"
    )


def _by_credit(copies: Sequence[Copy]) -> _Choice:
    credited = [copy for copy in copies if copy.credit]
    if len(credited) != 1:
        return None
    return credited[0], Reason(name="agency credit", value=1.0, detail=f"credits {credited[0].credit}")


def _by_length(copies: Sequence[Copy]) -> _Choice:
    longest = sorted(copies, key=lambda copy: (-copy.words, copy.id))
    most, next_most = longest[0].words, longest[1].words
    if most < next_most * FULLER:
        return None
    return longest[0], Reason(name="fullest text", value=1.0, detail=f"{most} words, the next {next_most}")

"""Problems, ready to be set: each with what it is about, what is wrong and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from readout.formats.words import N_, _
from readout.model import Problem

#: How the name of who noticed begins, what such a problem is about, and what can be done where it does not
#: say so itself; with where to do it.
_ROOMS = (
    ("intake.web", N_("Feeds and their pages"), N_("the page of feeds says how each is doing"), "/feeds"),
    ("intake", N_("Files and pages"), N_("save or fetch the page again and add it once more"), ""),
    ("assist", N_("Programs that are asked"), N_("check the address and the key of the program"), ""),
    ("ledger", N_("Alerts"), N_("check the address that the alert is posted to"), "/alerts"),
    ("desk", N_("Decisions and readings"), N_("look at it and take it back or make it anew"), "/corrections"),
    ("", N_("Readings"), N_("everything else of the page was read; tell whoever makes readout"), ""),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    what: str
    #: Empty: what is wrong says it itself.
    to_do: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A feed, file, page or decision that is in trouble."""

    name: str
    #: The address of a feed that is called otherwise. Empty: the name says it.
    address: str
    href: str
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    heading: str
    href: str
    subjects: tuple[Subject, ...]


def problem_groups(problems: Sequence[Problem], feeds: Mapping[str, str]) -> tuple[Group, ...]:
    """The problems by what they are about, as they were seen; those of one feed or file together."""
    return tuple(_groups(problems, feeds))


def _groups(problems: Sequence[Problem], feeds: Mapping[str, str]) -> Iterator[Group]:
    left = list(problems)
    for begins, heading, to_do, href in _ROOMS:
        mine = [one for one in left if one.origin.startswith(begins)]
        left = [one for one in left if not one.origin.startswith(begins)]
        by_where: dict[str, list[Trouble]] = {}
        for one in mine:
            # Most say themselves, after a semicolon, what to do.
            told = "" if "; " in one.what else _(to_do)
            by_where.setdefault(one.where, []).append(Trouble(what=one.what, to_do=told, origin=one.origin))
        if by_where:
            subjects = tuple(_subject(where, tuple(found), feeds) for where, found in by_where.items())
            yield Group(heading=_(heading), href=href, subjects=subjects)


def _subject(where: str, troubles: tuple[Trouble, ...], feeds: Mapping[str, str]) -> Subject:
    title = feeds.get(where, "")
    capture = len(where) in {16, 64} and all(c in "0123456789abcdef" for c in where)
    return Subject(
        name=title or where,
        address=where if title and title != where else "",
        href=f"/capture/{where}" if capture else "",
        troubles=troubles,
    )

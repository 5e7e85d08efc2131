"""What a reader chose to go through: from the address of the page, and what else the page offers."""

from datetime import datetime

from starlette.requests import Request

from readout.desk.going import Choice
from readout.desk.tallies import Tally
from readout.formats.html.choosing import Choosing, Undo
from readout.formats.words import _, n_

SHOWN = ("all", "unread", "starred")
#: What each button sets, and the button that takes it back.
BACK = {"read": "unread", "unread": "read", "star": "unstar", "unstar": "star"}


def given_in(request: Request) -> dict[str, str]:
    """The fields of the address, each no longer than an address."""
    return {name: value[:2000] for name, value in request.query_params.items()}


def choice_of(given: dict[str, str]) -> Choice:
    show = given.get("show", "")
    return Choice(
        show=show if show in SHOWN else "all",
        folder=given.get("folder", ""),
        feed=given.get("feed", ""),
        language=given.get("lang", ""),
    )


def choosing(path: str, given: dict[str, str], tally: Tally) -> Choosing:
    """What the page shows and offers, with the number of unread articles of each feed and folder."""
    choice = choice_of(given)
    chosen = {"show": choice.show, "folder": choice.folder, "feed": choice.feed, "lang": choice.language}
    if path == "/" and "full" in given:
        chosen["full"] = "1"
    return Choosing(
        path=path,
        choice=chosen,
        unread=tally.unread,
        folders=tuple(
            ("/".join(folder), "/".join(folder), tally.unread_under.get(folder, 0))
            for folder in tally.folders
        ),
        feeds=tuple((address, title, tally.unread_in.get(address, 0)) for address, title, _ in tally.feeds),
        languages=tuple((tag, tag, count) for tag, count in tally.languages),
        done=done_in(given),
    )


def done_in(given: dict[str, str]) -> Undo | None:
    """What was just marked, and what takes it back. None: nothing was."""
    name, of, at, number = (given.get(field, "") for field in ("done", "of", "at", "n"))
    if name not in BACK or not number.isdecimal() or len(number) > 9:
        return None
    if at:
        try:
            fields: tuple[tuple[str, str], ...] = (("at", datetime.fromisoformat(at).isoformat()),)
        except ValueError:
            return None
    elif of and of.replace(",", "").isalnum():
        fields = tuple(("article", one) for one in of.split(","))
    else:
        return None
    words = {
        "read": n_("{n} article marked read.", "{n} articles marked read.", int(number)),
        "unread": n_("{n} article marked unread.", "{n} articles marked unread.", int(number)),
        "star": _("Starred."),
        "unstar": _("No longer starred."),
    }[name]
    return Undo(words=words, mark=BACK[name], fields=fields)

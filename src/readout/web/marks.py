"""What the buttons of marks do: to articles, to whole stories, and to take back what was just done."""

from datetime import datetime
from urllib.parse import urlencode

from starlette.datastructures import FormData

from readout.desk import Desk
from readout.model import ArticleId, MarkKind, NotFoundError
from readout.web.access import back_to

#: What a button says, and what it does.
MARKS = {
    "read": (MarkKind.READ, True),
    "unread": (MarkKind.READ, False),
    "star": (MarkKind.STARRED, True),
    "unstar": (MarkKind.STARRED, False),
}
#: So many articles or stories are named in a form, and so many articles in an address.
MOST, NAMED = 500, 400
#: The pages that offer to take back what was just done.
LISTS = ("/", "/articles")


def marked(desk: Desk, form: FormData, by: str) -> str:
    """Do what a form says. The address to go back to. Raises NotFoundError."""
    name, at = str(form.get("mark", "")), str(form.get("at", ""))
    back = back_to(str(form.get("back", "")))
    if name not in MARKS:
        raise NotFoundError(mark=name)
    kind, on = MARKS[name]
    if at:
        desk.reading.undo(kind, by, _time(at))
        return back
    articles = _named(desk, form, on=on and kind is MarkKind.STARRED)
    done = desk.going.mark(articles, kind, by, on=on)
    if not done.articles or back.split("?")[0] not in LISTS:
        return back
    told = {"done": name, "n": str(len(done.articles))}
    if done.at:
        told["at"] = done.at.isoformat()
    elif len(done.articles) <= NAMED:
        told["of"] = ",".join(done.articles)
    return back + ("&" if "?" in back else "?") + urlencode(told, safe=",:")


def _named(desk: Desk, form: FormData, *, on: bool) -> list[ArticleId]:
    """The articles that a form names, up to the one that it says; a story stands for its articles.

    `on`: a star is set. A story is starred by the article whose title stands for it.
    """
    articles = _upto(form, "article")
    if stories := _upto(form, "story"):
        of = desk.reading.first_of if on else desk.reading.articles_of
        return [*(ArticleId(i) for i in articles), *of(stories)]
    return [ArticleId(i) for i in articles]


def _upto(form: FormData, name: str) -> list[str]:
    found = [str(i) for i in form.getlist(name)][:MOST]
    upto = str(form.get("upto", ""))
    return found[: found.index(upto) + 1] if upto in found else found


def _time(at: str) -> datetime:
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        raise NotFoundError(at=at) from None
    if found.tzinfo is None:
        raise NotFoundError(at=at)
    return found

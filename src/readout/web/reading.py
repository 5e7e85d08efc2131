"""Going through articles: marks, what is shown, and what readers set for themselves."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from readout.desk import Clock, Desk
from readout.desk.reading import Choice
from readout.formats.html import Pages, script
from readout.formats.words import _, n_
from readout.model import ArticleId, Edition, MarkKind, NotFoundError, WordsError
from readout.web.access import back_to, signed_in

#: Who marks and sets where nobody has to log in.
WHO = "reader"
#: What a button says, what it does, and what takes it back.
MARKS = {
    "read": (MarkKind.READ, True, "unread"),
    "unread": (MarkKind.READ, False, "read"),
    "star": (MarkKind.STARRED, True, "unstar"),
    "unstar": (MarkKind.STARRED, False, "star"),
}
SHOWN = ("all", "unread", "starred")


class ReadingPages:
    """Each page asks the desk and sets the answer; the work is done off the event loop."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock = desk, clock

    def routes(self) -> list[Route]:
        return [
            Route("/articles", self.articles),
            Route("/marks", self.mark, methods=["POST"]),
            Route("/settings", self.settings, methods=["GET", "POST"]),
            Route("/keys", self.keys),
            Route("/readout.js", self.script),
        ]

    async def articles(self, request: Request) -> Response:
        given = {name: value[:2000] for name, value in request.query_params.items()}
        return await run_in_threadpool(self._articles, given)

    def _articles(self, given: dict[str, str]) -> Response:
        choice = {name: given.get(name, "") for name in ("show", "folder", "feed", "language")}
        if choice["show"] not in SHOWN:
            choice["show"] = "all"
        shown = self.desk.reading.articles(Choice(**choice), who(), given.get("after"))
        page = Pages(shown.edition, self.clock()).articles(
            shown.articles,
            read=shown.read,
            starred=shown.starred,
            unread=shown.unread,
            choice=choice,
            choices={
                "folder": [(folder, folder) for folder in shown.folders],
                "feed": shown.feeds,
                "language": [(tag, f"{tag} ({count})") for tag, count in shown.languages],
            },
            after=shown.after,
            done=_done(given),
        )
        return HTMLResponse(page)

    async def mark(self, request: Request) -> Response:
        form = await request.form()
        name, articles = str(form.get("mark", "")), [ArticleId(str(i)) for i in form.getlist("article")][:500]
        if name not in MARKS:
            raise NotFoundError(mark=name)
        kind, on, _undo = MARKS[name]
        await run_in_threadpool(lambda: self.desk.reading.set(articles, kind, who(), on=on))
        back = back_to(str(form.get("back", "")))
        if articles and back.split("?")[0] == "/articles":
            mark = "&" if "?" in back else "?"
            back += f"{mark}done={name}&of={','.join(articles)}"
        return RedirectResponse(back, status_code=303)

    async def settings(self, request: Request) -> Response:
        if request.method == "GET":
            return await run_in_threadpool(self._settings, "done" in request.query_params)
        form = {name: str(value)[:100] for name, value in (await request.form()).items()}
        try:
            await run_in_threadpool(self.desk.reading.put_settings, who(), form)
        except WordsError as error:
            page = Pages(Edition(), self.clock()).settings(
                {"keys": "", "scroll": "", **form}, trouble=str(error)
            )
            return HTMLResponse(page, status_code=422)
        return RedirectResponse("/settings?done=1", status_code=303)

    def _settings(self, done: bool) -> Response:
        own = self.desk.reading.settings(who())
        return HTMLResponse(Pages(Edition(), self.clock()).settings(own, done=done))

    async def keys(self, request: Request) -> Response:
        return HTMLResponse(Pages(Edition(), self.clock()).keys())

    async def script(self, request: Request) -> Response:
        return Response(script(), media_type="text/javascript", headers={"Cache-Control": "max-age=300"})


def who() -> str:
    """Whose marks these are."""
    return signed_in() or WHO


def _done(given: dict[str, str]) -> dict[str, str] | None:
    """What was just marked, and what takes it back. None: nothing was."""
    name, articles = given.get("done", ""), given.get("of", "")
    if name not in MARKS or not articles.replace(",", "").isalnum():
        return None
    number = articles.count(",") + 1
    words = {
        "read": n_("{n} article marked read.", "{n} articles marked read.", number),
        "unread": n_("{n} article marked unread.", "{n} articles marked unread.", number),
        "star": _("Starred."),
        "unstar": _("No longer starred."),
    }[name]
    return {"words": words, "undo": MARKS[name][2], "articles": articles}

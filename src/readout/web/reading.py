"""Going through articles: marks, what is shown, and what readers set for themselves."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from readout.desk import Clock, Desk
from readout.formats.html import Pages, script
from readout.formats.words import named
from readout.model import Edition, WordsError
from readout.web.access import signed_in
from readout.web.choices import choice_of, choosing, given_in
from readout.web.marks import marked

#: Who marks and sets where nobody has to log in.
WHO = "reader"


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
        return await run_in_threadpool(self._articles, given_in(request))

    def _articles(self, given: dict[str, str]) -> Response:
        shown = self.desk.going.articles(choice_of(given), who(), given.get("after"))
        page = Pages(shown.edition, self.clock()).articles(
            shown.articles,
            read=shown.read,
            starred=shown.starred,
            choosing=choosing("/articles", given, shown.tally),
            after=shown.after,
        )
        return HTMLResponse(page)

    async def mark(self, request: Request) -> Response:
        form = await request.form()
        back = await run_in_threadpool(marked, self.desk, form, who())
        return RedirectResponse(back, status_code=303)

    async def settings(self, request: Request) -> Response:
        if request.method == "GET":
            return await run_in_threadpool(self._settings, "done" in request.query_params)
        form = {name: str(value)[:100] for name, value in (await request.form()).items()}
        try:
            await run_in_threadpool(self.desk.reading.put_settings, who(), form)
        except WordsError as error:
            page = Pages(Edition(), self.clock()).settings(
                {"keys": "", "scroll": "", "images": "", **form}, trouble=str(error)
            )
            return HTMLResponse(page, status_code=422)
        chosen = named(form.get("language", ""))
        told = f"&language={chosen}" if chosen else ""
        return RedirectResponse(f"/settings?done=1{told}", status_code=303)

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

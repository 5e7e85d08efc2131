"""Saved searches: listed with what is new, opened, renamed and removed."""

from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from readout.desk import Clock, Desk
from readout.formats.html import Pages
from readout.formats.html.saved import saved_view
from readout.model import Edition, NotFoundError, SearchError, WordsError
from readout.web.reading import who


class SearchesPages:
    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock = desk, clock

    def routes(self) -> list[Route]:
        return [
            Route("/searches", self.searches, methods=["GET", "POST"]),
            Route("/searches/{number:int}", self.open),
        ]

    async def searches(self, request: Request) -> Response:
        if request.method == "GET":
            return await run_in_threadpool(self._page)
        form = {name: str(value)[:2000] for name, value in (await request.form()).items()}
        return await run_in_threadpool(self._done, form)

    def _done(self, form: dict[str, str]) -> Response:
        try:
            self._decide(form)
        except (WordsError, SearchError) as error:
            return self._page(str(error), 422)
        return RedirectResponse("/searches", status_code=303)

    def _decide(self, form: dict[str, str]) -> None:
        action, number = form.get("action", ""), form.get("number", "")
        if action == "save":
            self.desk.searches.save(form.get("name", ""), form.get("asked", ""), who())
            return
        if action not in {"rename", "remove"} or not number.isdecimal() or len(number) > 9:
            raise NotFoundError(search=number)
        if action == "rename":
            self.desk.searches.rename(int(number), form.get("name", ""), who())
        else:
            self.desk.searches.remove(int(number), who())

    def _page(self, trouble: str = "", status: int = 200) -> Response:
        saved = [saved_view(one.search, one.new, one.alert) for one in self.desk.searches.all(who())]
        page = Pages(Edition(), self.clock()).searches(saved, trouble=trouble)
        return HTMLResponse(page, status_code=status)

    async def open(self, request: Request) -> Response:
        """To what it finds; from now on that is not new."""
        found = await run_in_threadpool(self.desk.searches.open, request.path_params["number"], who())
        return RedirectResponse("/search?" + urlencode({"q": found.asked}), status_code=303)

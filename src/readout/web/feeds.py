"""The page of feeds: how each is doing; an owner adds, imports and removes them here."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from readout.desk import Clock, Desk
from readout.formats.html import Pages
from readout.formats.opml import as_opml
from readout.formats.words import n_
from readout.model import Edition, NotFoundError
from readout.web.access import owners_only
from readout.web.reading import who


class FeedPages:
    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock = desk, clock

    def routes(self) -> list[Route]:
        return [Route("/feeds", self.feeds, methods=["GET", "POST"]), Route("/feeds.opml", self.opml)]

    async def feeds(self, request: Request) -> Response:
        if request.method == "GET":
            return await run_in_threadpool(self._page)
        owners_only()
        form = await request.form()
        action, address = str(form.get("action", "")), str(form.get("address", "")).strip()[:2000]
        if action == "add" and address:
            return await run_in_threadpool(self._add, address, str(form.get("folder", ""))[:200])
        if action == "import":
            file = form.get("file")
            body = await file.read() if isinstance(file, UploadFile) else b""
            return await run_in_threadpool(self._import, body)
        if action == "remove":
            await run_in_threadpool(self.desk.feeds.unsubscribe, address)
            return RedirectResponse("/feeds", status_code=303)
        raise NotFoundError(action=action)

    def _add(self, address: str, folder: str) -> Response:
        parts = tuple(part.strip() for part in folder.split("/") if part.strip())
        added = self.desk.feeds.subscribe(address, folder=parts, by=who())
        if added.feed is None and added.problem:
            return self._page(trouble=f"{added.problem.where}: {added.problem.what}", status=422)
        return RedirectResponse("/feeds", status_code=303)

    def _import(self, body: bytes) -> Response:
        came = self.desk.feeds.import_opml(body, where="OPML", by=who())
        if came.problems and not came.new and not came.held:
            return self._page(trouble=came.problems[0].what, status=422)
        return self._page(done=n_("{n} new feed.", "{n} new feeds.", came.new))

    def _page(self, *, trouble: str = "", done: str = "", status: int = 200) -> Response:
        tally = self.desk.going.tally(who())
        page = Pages(Edition(), self.clock()).feeds(
            self.desk.feeds.states(),
            unread=tally.unread_in,
            folders=[("/".join(one), tally.unread_under.get(one, 0)) for one in tally.folders],
            trouble=trouble,
            done=done,
        )
        return HTMLResponse(page, status_code=status)

    async def opml(self, request: Request) -> Response:
        states = await run_in_threadpool(self.desk.feeds.states)
        titles = {state.subscription.address: state.title for state in states}
        written = as_opml([state.subscription for state in states], titles=titles)
        headers = {"Content-Disposition": 'attachment; filename="readout.opml"'}
        return Response(written, media_type="text/x-opml; charset=utf-8", headers=headers)

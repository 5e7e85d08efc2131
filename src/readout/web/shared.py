"""The shared river, its feed, and sharing."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from readout.desk import Clock, Desk
from readout.formats.html import Pages
from readout.formats.html.asking import asking
from readout.formats.shared import shared_feed
from readout.model import Edition, NotFoundError, WordsError
from readout.web.access import owners_only
from readout.web.reading import who


class SharedPages:
    """Whoever is inside sees everything; the public what is meant for it, where an owner has opened it."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock = desk, clock

    def routes(self) -> list[Route]:
        return [
            Route("/shared", self.shared, methods=["GET", "POST"]),
            Route("/shared.atom", self.feed),
            Route("/shared/settings", self.settings, methods=["POST"]),
            Route("/shared/{number:int}", self.one),
        ]

    async def shared(self, request: Request) -> Response:
        if request.method == "GET":
            return await run_in_threadpool(self._shared, request.query_params.get("after", ""))
        if not asking().inside:
            raise NotFoundError(allowed="to readers")
        form = {name: str(value)[:20_000] for name, value in (await request.form()).items()}
        try:
            await run_in_threadpool(self._decide, form)
        except WordsError as error:
            return await run_in_threadpool(self._shared, "", str(error))
        return RedirectResponse("/shared", status_code=303)

    def _open(self) -> dict[str, str]:
        """What is set; NotFoundError where whoever asks may not see the river."""
        house = self.desk.sharing.settings()
        if not asking().inside and house["public"] != "on":
            raise NotFoundError(allowed="to readers")
        return house

    def _shared(self, after: str, trouble: str = "") -> Response:
        house = self._open()
        start = int(after) if after.isdecimal() and len(after) < 9 else 0
        shares, held = self.desk.sharing.newest(start)
        more = str(start + len(shares)) if start + len(shares) < held else None
        page = Pages(Edition(), self.clock()).shared(
            shares, held=held, after=more, house=house, who=who(), trouble=trouble
        )
        return HTMLResponse(page, status_code=422 if trouble else 200)

    def _decide(self, form: dict[str, str]) -> None:
        by = None if asking().owns else who()
        action, number = form.get("action", ""), form.get("number", "")
        if action == "share":
            self.desk.sharing.share(
                form.get("kind", ""), form.get("name", ""), form.get("comment", ""), by=who()
            )
            return
        if not number.isdecimal() or len(number) > 9:
            raise NotFoundError(share=number)
        if action == "remove":
            self.desk.sharing.remove(int(number), by=by)
        elif action == "reply":
            self.desk.sharing.reply(int(number), form.get("words", ""), by=who())
        elif action == "remove_reply":
            self.desk.sharing.remove_reply(int(number), by=by)
        else:
            raise NotFoundError(action=action)

    async def one(self, request: Request) -> Response:
        """The text as it was when it was shared: for those inside only."""
        share = await run_in_threadpool(self.desk.sharing.get, request.path_params["number"])
        return HTMLResponse(Pages(Edition(), self.clock()).share(share))

    async def settings(self, request: Request) -> Response:
        owners_only()
        form = {name: str(value)[:10] for name, value in (await request.form()).items()}
        await run_in_threadpool(lambda: self.desk.sharing.put_settings(form, by=who()))
        return RedirectResponse("/shared", status_code=303)

    async def feed(self, request: Request) -> Response:
        home = str(request.base_url).rstrip("/")
        return Response(await run_in_threadpool(self._feed, home), media_type="application/atom+xml")

    def _feed(self, home: str) -> str:
        house = self._open()
        shares, _held = self.desk.sharing.newest()
        return shared_feed(shares, home=home, excerpt=house["excerpt"] == "on")

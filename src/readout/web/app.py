"""The reader as a web application: one route a page, no script, nothing from another machine."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from readout.desk import Desk, now
from readout.formats.html import Pages, style
from readout.model import ArticleId, CaptureId, Correction, Edition, NotFoundError, Remedy
from readout.web.stories import StoryPages

#: No script, no frame, no form elsewhere, nothing from another machine.
POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
Next = Callable[[Request], Awaitable[Response]]


def make_app(desk: Desk, clock: Callable[[], datetime] = now) -> Starlette:
    """The application over one desk; `clock` gives the time that ages count from."""
    reader, stories = Reader(desk, clock), StoryPages(desk, clock)
    routes = [
        Route("/", reader.river),
        Route("/article/{id}", reader.article),
        Route("/story/{id}", stories.story, methods=["GET", "POST"]),
        Route("/thread/{id}", stories.thread),
        Route("/actor/{id}", reader.actor),
        Route("/dispute/{id}", reader.dispute),
        Route("/statement/{id}", reader.statement, methods=["GET", "POST"]),
        Route("/capture/{id}", reader.capture),
        Route("/feeds", reader.feeds),
        Route("/difference/{later}/{earlier}", reader.difference),
        Route("/problems", reader.problems),
        Route("/about", reader.about),
        Route("/search", reader.search),
        Route("/readout.css", reader.style),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=_guarded)],
        exception_handlers={NotFoundError: reader.missing, KeyError: reader.missing, 404: reader.missing},
    )


async def _guarded(request: Request, call_next: Next) -> Response:
    """Every answer with the headers; a form from another site is refused."""
    if request.method == "POST" and not _same_site(request):
        return Response("refused: this form came from another site", status_code=403, headers=HEADERS)
    response = await call_next(request)
    response.headers.update(HEADERS)
    return response


def _same_site(request: Request) -> bool:
    origin = request.headers.get("origin")
    fetched = request.headers.get("sec-fetch-site")
    host = request.headers.get("host", "")
    return fetched in {None, "same-origin"} and (origin is None or origin.split("://")[-1] == host)


class Reader:
    """The pages. Each asks the desk and sets the answer; the work is done off the event loop."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime]) -> None:
        self.desk = desk
        self.clock = clock

    async def river(self, request: Request) -> Response:
        after, full = request.query_params.get("after"), "full" in request.query_params
        river = await run_in_threadpool(self.desk.river, after)
        stories = river.edition.told.stories
        return _page(self._pages(river.edition).river(stories, after=river.after, full=full))

    async def article(self, request: Request) -> Response:
        return await self._whole(lambda pages: pages.article(request.path_params["id"]))

    async def actor(self, request: Request) -> Response:
        return await self._whole(lambda pages: pages.actor(request.path_params["id"]))

    async def dispute(self, request: Request) -> Response:
        return await self._whole(lambda pages: pages.dispute(request.path_params["id"]))

    async def statement(self, request: Request) -> Response:
        statement_id = request.path_params["id"]
        if request.method == "GET":
            return await self._whole(lambda pages: pages.statement(statement_id))
        form = await request.form()
        statement = await run_in_threadpool(self.desk.statement, statement_id)
        correction = Correction(
            passage=statement.passage,
            remedy=Remedy.named(str(form.get("remedy"))),
            note=str(form.get("note") or "")[:2000],
            by="reader",
            at=now(),
        )
        await run_in_threadpool(self.desk.correct, correction)
        with suppress(NotFoundError, KeyError):
            return await self._whole(lambda pages: pages.statement(statement_id, done=True))
        return RedirectResponse(f"/article/{statement.article_id}", status_code=303)

    async def capture(self, request: Request) -> Response:
        capture = await run_in_threadpool(self.desk.capture, CaptureId(request.path_params["id"]))
        start, end = (_number(request.query_params.get(name)) for name in ("start", "end"))
        return await self._whole(lambda pages: pages.capture(capture, start, end))

    async def difference(self, request: Request) -> Response:
        later, earlier = (ArticleId(request.path_params[name]) for name in ("later", "earlier"))
        found = await run_in_threadpool(self.desk.difference, later, earlier)
        return await self._whole(lambda pages: pages.difference(found))

    async def problems(self, request: Request) -> Response:
        found = await run_in_threadpool(self.desk.problems)
        return await self._whole(lambda pages: pages.problems(found))

    async def feeds(self, request: Request) -> Response:
        states = await run_in_threadpool(self.desk.feeds.states)
        return await self._whole(lambda pages: pages.feeds(states))

    async def about(self, request: Request) -> Response:
        return await self._whole(lambda pages: pages.about())

    async def search(self, request: Request) -> Response:
        words = request.query_params.get("q", "").strip()[:200]
        found = await run_in_threadpool(self._found, words) if words else None
        return await self._whole(lambda pages: pages.search(words, found))

    def _found(self, words: str) -> Edition:
        """What the people called so said; where nobody is, the statements with these words."""
        who = self.desk.who(words)
        return who if who.statements else self.desk.said(words)

    async def style(self, request: Request) -> Response:
        return Response(style(), media_type="text/css", headers={"Cache-Control": "max-age=300"})

    async def missing(self, request: Request, error: Exception) -> Response:
        words = "It may have been read anew since, and have another address. The river has everything."
        page = Pages(Edition(), now()).message("There is nothing here", words)
        return HTMLResponse(page, status_code=404, headers=HEADERS)

    async def _whole(self, make: Callable[[Pages], str]) -> Response:
        return _page(await run_in_threadpool(lambda: make(self._pages(self.desk.edition()))))

    def _pages(self, edition: Edition) -> Pages:
        return Pages(edition, self.clock())


def _page(words: str) -> Response:
    return HTMLResponse(words)


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isdecimal() and len(written) < 12 else None

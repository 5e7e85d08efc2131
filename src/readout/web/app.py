"""The reader as a web application: one route a page, nothing from another machine."""

import gc
from collections.abc import Awaitable, Callable
from datetime import datetime

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from readout.api.doors import doors
from readout.api.events import Events
from readout.desk import Desk, flagged, now
from readout.formats.decided import decisions
from readout.formats.html import Pages, style
from readout.formats.html.asking import asking
from readout.formats.words import _
from readout.model import (
    Act,
    ActorId,
    ArticleId,
    CaptureId,
    Compared,
    Edition,
    MarkKind,
    NotFoundError,
    Remedy,
    SearchError,
    StatementId,
    StoreLockedError,
    UnknownNameError,
    Verdict,
    WordsError,
)
from readout.web.access import Access, AccessPages, signed_in
from readout.web.feeds import FeedPages
from readout.web.given import GivenPages
from readout.web.ledger import Ledger
from readout.web.reading import ReadingPages, who
from readout.web.shared import SharedPages
from readout.web.stories import StoryPages
from readout.web.tongue import Tongue

#: No script but our own file, no frame, no form elsewhere, nothing from another machine.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
Next = Callable[[Request], Awaitable[Response]]
Form = dict[str, str]


def make_app(
    desk: Desk, clock: Callable[[], datetime] = now, *, language: str | None = None, local: bool = False
) -> Starlette:
    """The application over one desk; `clock` gives the time that ages count from.

    `language`: what pages are shown in unless somebody chooses another; None: what the browser asks for.
    `local`: without an account, only requests under a name of this machine are answered.
    """
    reader, stories = Reader(desk, clock), StoryPages(desk, clock)
    events = Events(desk)
    routes = [
        Route("/", reader.river),
        Route("/article/{id}", reader.article, methods=["GET", "POST"]),
        Route("/story/{id}", stories.story, methods=["GET", "POST"]),
        Route("/thread/{id}", stories.thread),
        Route("/actor/{id}", reader.actor, methods=["GET", "POST"]),
        Route("/dispute/{id}", reader.dispute),
        Route("/statement/{id}", reader.statement, methods=["GET", "POST"]),
        Route("/capture/{id}", reader.capture),
        Route("/corrections", reader.corrections, methods=["GET", "POST"]),
        *FeedPages(desk, clock).routes(),
        Route("/difference/{later}/{earlier}", reader.difference),
        *Ledger(desk, clock).routes(),
        Route("/problems", reader.problems),
        Route("/about", reader.about),
        Route("/search", reader.search),
        *GivenPages(desk, clock).routes(),
        *AccessPages(desk, clock).routes(),
        *ReadingPages(desk, clock).routes(),
        *SharedPages(desk, clock).routes(),
        Route("/readout.css", reader.style),
        *doors(desk, clock, events),
    ]
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(Tongue, started_with=language),
            Middleware(BaseHTTPMiddleware, dispatch=_guarded),
            Middleware(Access, desk=desk, local=local),
        ],
        exception_handlers={
            NotFoundError: reader.missing,
            KeyError: reader.missing,
            404: reader.missing,
            StoreLockedError: reader.locked,
            Exception: reader.broken,
        },
    )
    app.state.events = events
    return app


def steady() -> None:
    """Look for what is no longer used less often: a page makes very many small things at once.

    Unless this is done a page in a hundred waits while everything in memory is gone through.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


async def _guarded(request: Request, call_next: Next) -> Response:
    """Every answer with the headers; a form from another site is refused."""
    if request.method == "POST" and not _same_site(request):
        return Response(_("refused: this form came from another site"), status_code=403, headers=HEADERS)
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
        return await run_in_threadpool(self._river, after, full)

    def _river(self, after: str | None, full: bool) -> Response:
        river = self.desk.pages.glances(after, cards=full)
        pages = self._pages(river.edition)
        return HTMLResponse(
            pages.river((), glances=river.glances, held=river.held, after=river.after, full=full)
        )

    async def article(self, request: Request) -> Response:
        article_id = request.path_params["id"]
        if request.method == "GET":
            return await self._part(
                lambda: flagged(self.desk.pages.article(ArticleId(article_id))),
                lambda pages: pages.article(article_id, marks=self._marks(article_id)),
            )
        form = await _form(request)
        try:
            made = await run_in_threadpool(self._add, article_id, form)
        except (WordsError, UnknownNameError) as error:
            trouble = _trouble(error)
            return await self._part(
                lambda: flagged(self.desk.pages.article(ArticleId(article_id))),
                lambda pages: pages.article(article_id, trouble=trouble, form=form),
                422,
            )
        return RedirectResponse(f"/statement/{made}", status_code=303)

    def _marks(self, article_id: str) -> list[str]:
        """What the reader did with an article."""
        kinds = (MarkKind.READ, MarkKind.STARRED)
        return [kind.value for kind in kinds if article_id in self.desk.reading.marked(kind, who())]

    def _add(self, article_id: str, form: Form) -> str:
        """The id of the statement that a person says was missed."""
        edition = self.desk.pages.articles([ArticleId(article_id)])
        article = next((a for a in edition.articles if a.id == article_id), None)
        if article is None:
            raise NotFoundError(article=article_id)
        fields = {name: form.get(name, "") for name in ("speaker", "actor", "cue", "content", "note")}
        act, by = Act.named(form.get("act", "")), _name(form)
        return self.desk.add_statement(
            article.capture_id, form.get("utterance", ""), act=act, by=by, within=article.span, **fields
        ).id

    async def actor(self, request: Request) -> Response:
        actor_id = request.path_params["id"]
        if request.method == "GET":
            return await run_in_threadpool(self._actor, actor_id, request.query_params.get("after"))
        form = await _form(request)
        try:
            verdict = Verdict.named(form.get("verdict", ""))
            one, other = form.get("one") or actor_id, form.get("other", "")
            await run_in_threadpool(lambda: self.desk.judge_actors(one, other, verdict, by=_name(form)))
        except (WordsError, UnknownNameError) as error:
            trouble = _trouble(error)
            return await run_in_threadpool(self._actor, actor_id, None, trouble, 422)
        return RedirectResponse("/corrections", status_code=303)

    def _actor(
        self, actor_id: str, after: str | None = None, trouble: str = "", status: int = 200
    ) -> Response:
        part = self.desk.pages.actor(ActorId(actor_id), after)
        speaking = self.desk.ledger.speaking(part.edition)
        words = self._pages(part.edition).actor(
            actor_id, trouble=trouble, after=part.after, speaking=speaking
        )
        return HTMLResponse(words, status_code=status)

    def _quotes(self, pages: Pages) -> list[Compared]:
        """Quotations of the statement's story, compared."""
        stories = pages.index.edition.told.stories
        return [q for s in stories for q in self.desk.ledger.quotes(self.desk.pages.story(s.id))]

    async def corrections(self, request: Request) -> Response:
        done = ""
        if request.method == "POST":
            number = (await _form(request)).get("undo", "")
            digits = _number(number.removeprefix("j"))
            if digits is None:
                raise NotFoundError(correction=number)
            judged = number.startswith("j")
            await run_in_threadpool(self._may_undo, judged, digits)
            undo = self.desk.unjudge if judged else self.desk.uncorrect
            await run_in_threadpool(undo, digits)
            done = _("Undone: {number}.").format(number=number)
        made = await run_in_threadpool(lambda: decisions(self.desk.corrections(), self.desk.judgements()))
        return self._bare(lambda pages: pages.corrections(made, done=done))

    def _may_undo(self, judged: bool, number: int) -> None:
        """One's own; only an owner takes back what others decided. Raises NotFoundError."""
        made = self.desk.judgements() if judged else self.desk.corrections()
        if not asking().owns and not any(one.number == number and one.by == signed_in() for one in made):
            raise NotFoundError(correction=number)

    async def dispute(self, request: Request) -> Response:
        dispute_id = request.path_params["id"]
        return await self._part(
            lambda: self.desk.pages.dispute(dispute_id), lambda pages: pages.dispute(dispute_id)
        )

    async def statement(self, request: Request) -> Response:
        statement_id = request.path_params["id"]
        if request.method == "GET":
            return await self._statement(
                statement_id,
                lambda pages: pages.statement(statement_id, quotes=self._quotes(pages)),
            )
        form = await _form(request)
        article_id = (await run_in_threadpool(self.desk.statement, statement_id)).article_id
        try:
            now_read = await run_in_threadpool(self._correct, statement_id, form)
        except (WordsError, UnknownNameError) as error:
            trouble = _trouble(error)
            return await self._statement(
                statement_id, lambda pages: pages.statement(statement_id, trouble=trouble, form=form), 422
            )
        if now_read is None:
            return RedirectResponse(f"/article/{article_id}", status_code=303)
        return await self._statement(now_read, lambda pages: pages.statement(now_read, done=True))

    async def _statement(
        self, statement_id: str, make: Callable[[Pages], str], status: int = 200
    ) -> Response:
        return await self._part(lambda: self.desk.pages.statement(StatementId(statement_id)), make, status)

    def _correct(self, statement_id: str, form: Form) -> str | None:
        """The id of the statement as it is read now. None: it is no longer shown."""
        remedy = Remedy.named(form.get("remedy", ""))
        act = Act.named(form["act"]) if form.get("act") and remedy is Remedy.NOT_THE_ACT else None
        speaks, says = remedy is Remedy.NOT_THE_SPEAKER, remedy is Remedy.NOT_THE_CONTENT
        made = self.desk.correct_statement(
            statement_id,
            remedy,
            act=act,
            speaker=form.get("speaker", "") if speaks else "",
            actor=form.get("actor", "") if speaks else "",
            content=form.get("content", "") if says else "",
            note=form.get("note", ""),
            by=_name(form),
        )
        return made.id if made and remedy is not Remedy.NOT_SAID else None

    async def capture(self, request: Request) -> Response:
        capture = await run_in_threadpool(self.desk.capture, CaptureId(request.path_params["id"]))
        start, end = (_number(request.query_params.get(name)) for name in ("start", "end"))
        return await self._part(
            lambda: self.desk.pages.captures([capture.id]), lambda pages: pages.capture(capture, start, end)
        )

    async def difference(self, request: Request) -> Response:
        later, earlier = (ArticleId(request.path_params[name]) for name in ("later", "earlier"))
        found = await run_in_threadpool(self.desk.difference, later, earlier)
        return await self._part(
            lambda: self.desk.pages.articles([later, earlier]), lambda pages: pages.difference(found)
        )

    async def problems(self, request: Request) -> Response:
        found = await run_in_threadpool(self.desk.problems)
        return self._bare(lambda pages: pages.problems(found))

    async def about(self, request: Request) -> Response:
        return self._bare(lambda pages: pages.about())

    async def search(self, request: Request) -> Response:
        asked = request.query_params.get("q", "").strip()[:500]
        after = request.query_params.get("after")
        return await run_in_threadpool(self._search, asked, after)

    def _search(self, asked: str, after: str | None) -> Response:
        if not asked:
            return self._bare(lambda pages: pages.search(asked, None))
        try:
            found = self.desk.search(asked, after)
        except SearchError as error:
            trouble = str(error)
            return self._bare(lambda pages: pages.search(asked, None, trouble=trouble), 422)
        return HTMLResponse(self._pages(found.edition).search(asked, found))

    async def style(self, request: Request) -> Response:
        return Response(style(), media_type="text/css", headers={"Cache-Control": "max-age=300"})

    async def missing(self, request: Request, error: Exception) -> Response:
        words = _("It may have been read anew since, and have another address. The river has everything.")
        page = Pages(Edition(), now()).message(_("There is nothing here"), words)
        return HTMLResponse(page, status_code=404, headers=HEADERS)

    async def broken(self, request: Request, error: Exception) -> Response:
        """A fault of ours: it is in the log, and not on the page."""
        return HTMLResponse(self._trouble(_("Something went wrong here")), status_code=500, headers=HEADERS)

    async def locked(self, request: Request, error: Exception) -> Response:
        return HTMLResponse(self._trouble(_("Somebody else is writing")), status_code=503, headers=HEADERS)

    def _trouble(self, title: str) -> str:
        words = _(
            "Nothing was changed. Try again in a while; whoever runs readout finds the reason in its log."
        )
        return Pages(Edition(), now()).message(title, words)

    async def _part(
        self, part: Callable[[], Edition], make: Callable[[Pages], str], status: int = 200
    ) -> Response:
        """A page of a part of what is held: no page reads the rest."""
        words = await run_in_threadpool(lambda: make(self._pages(part())))
        return HTMLResponse(words, status_code=status)

    def _bare(self, make: Callable[[Pages], str], status: int = 200) -> Response:
        """A page that shows nothing of what is read."""
        return HTMLResponse(make(self._pages(Edition())), status_code=status)

    def _pages(self, edition: Edition) -> Pages:
        return Pages(edition, self.clock())


async def _form(request: Request) -> Form:
    """The fields of a form that was sent, each no longer than a paragraph."""
    return {name: str(value)[:20_000] for name, value in (await request.form()).items()}


def _name(form: Form) -> str:
    return signed_in() or " ".join(form.get("by", "").split())[:100] or "reader"


def _trouble(error: WordsError | UnknownNameError) -> str:
    return str(error) if isinstance(error, WordsError) else "choose one of the list"


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isdecimal() and len(written) < 12 else None

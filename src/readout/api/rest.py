"""The REST door under /api/v1: what the pages show, as records, each with its passages."""

import json
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import FastAPI, Path, Query
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from readout import __version__
from readout.api.access import allowed
from readout.api.answers import Json, Record, answer, paged, said, trouble
from readout.api.events import Events, add_events
from readout.api.shapes import Answer, One, described
from readout.desk import Desk
from readout.desk.digests import Wanted
from readout.desk.records import Listed
from readout.formats import ledger
from readout.formats.alerts import alert_record, hit_record
from readout.formats.decided import decided_records, decisions
from readout.formats.difference import difference_json
from readout.formats.digest import as_json as digest_json
from readout.formats.explainer import as_json as explainer_json
from readout.formats.export import records
from readout.formats.found import found_as_jsonl
from readout.formats.timeline import timeline_json
from readout.model import (
    ActorId,
    ArticleId,
    CaptureId,
    Cast,
    Edition,
    FeedState,
    NotFoundError,
    SearchError,
    Statement,
    StatementId,
    StoreLockedError,
    StoryId,
    UnknownNameError,
    WordsError,
)

After = Annotated[int, Query(ge=0, le=10**9, description="What the page before said.")]
Size = Annotated[int, Query(ge=1, le=200, description="How many on a page.")]
Words = Annotated[str, Query(max_length=500)]
Name = Annotated[str, Path(min_length=1, max_length=200)]
#: What an answer is described as; what is sent is not made of it.
PAGE: dict[str, Any] = {"response_model": Answer}
ONE: dict[str, Any] = {"response_model": One}
#: What a page of statements needs beside them.
ABOUT = frozenset({"article", "actor"})


def make_api(desk: Desk, events: Events | None = None) -> FastAPI:
    """The door over one desk. Every route only reads."""
    app = FastAPI(
        title="readout",
        version=__version__,
        summary="Who said what, to whom, and who denies it.",
        docs_url=None,
        redoc_url=None,
        default_response_class=Json,
        openapi_url="/openapi.json",
    )
    _guard(app)
    for add in (_stories, _articles, _statements, _ledger, _given, _kept):
        add(app, desk)
    add_events(app, events or Events(desk))
    app.openapi = lambda: described(  # type: ignore[method-assign]
        get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes,
                    servers=[{"url": "/api/v1"}])
    )  # fmt: skip
    return app


def _guard(app: FastAPI) -> None:
    """Nobody reads who may not, and no trouble shows a trace."""

    @app.middleware("http")
    async def guarded(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        if allowed(request) is None:
            return trouble(401, "not allowed", "this program may not read here; give it an app password")
        return await call_next(request)

    async def missing(request: Request, error: Exception) -> Response:
        detail = said(error) if isinstance(error, NotFoundError) else "there is nothing at this address"
        return trouble(404, "not found", detail)

    async def unclear(request: Request, error: Exception) -> Response:
        if isinstance(error, RequestValidationError):
            parts = [f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors()]
            return trouble(422, "not understood", "; ".join(parts))
        return trouble(422, "not understood", str(error)[:500])

    async def busy(request: Request, error: Exception) -> Response:
        return trouble(503, "busy", "another program is writing; ask again in a moment")

    async def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        made = trouble(status, "refused", str(getattr(error, "detail", "")))
        made.headers.update(getattr(error, "headers", None) or {})
        return made

    async def broken(request: Request, error: Exception) -> Response:
        return trouble(500, "a bug of readout", "please report it; the log of `readout serve` has more")

    app.add_exception_handler(NotFoundError, missing)
    app.add_exception_handler(404, missing)
    for kind in (RequestValidationError, SearchError, WordsError, UnknownNameError):
        app.add_exception_handler(kind, unclear)
    app.add_exception_handler(StoreLockedError, busy)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(Exception, broken)


# Stories and threads


def _stories(app: FastAPI, desk: Desk) -> None:
    @app.get("/stories", **PAGE)
    def stories(after: After = 0, size: Size = 20) -> Response:
        """Stories, newest first; their briefs with passages are beside them."""
        part = desk.river(str(after), size)
        return answer(
            _of(part.edition, {"story"}),
            _of(part.edition, {"brief"}),
            after=part.after,
            held=None,
        )

    @app.get("/stories/{id}", **PAGE)
    def story(id: Name) -> Response:
        """A story with its articles, statements, disputes, events, copies, links and its brief.

        An id that the story had before earlier articles came is understood.
        """
        now = desk.pages.story_now(id)
        return _one(desk.pages.story(now), "story", now)

    @app.get("/threads", **PAGE)
    def threads(after: After = 0, size: Size = 20) -> Response:
        """Stories that continue each other."""
        found = desk.lists.threads(after, size)
        beside = replace(found.edition, told=replace(found.edition.told, threads=()))
        return _listed(found, "thread", _of(beside, {"story", "brief"}))

    @app.get("/threads/{id}", **PAGE)
    def thread(id: Name) -> Response:
        """A thread with its stories."""
        now = desk.pages.thread_now(id)
        return _one(desk.pages.thread(now), "thread", now)

    @app.get("/timeline/{id}", **ONE)
    def timeline(id: Name, days: Annotated[int | None, Query(ge=1, le=1000)] = None) -> Response:
        """What happened in a story or a thread, in order of time, each event with its passages."""
        made = desk.timeline(StoryId(id), days)
        return _written(timeline_json(made.about, made.title, made.events, made.edition))


# Articles and captures


def _articles(app: FastAPI, desk: Desk) -> None:
    @app.get("/articles", **PAGE)
    def articles(
        after: After = 0, size: Size = 20, outlet: Words = "", language: Words = "", feed: Words = ""
    ) -> Response:
        """Articles, newest first; of an outlet, a language or the address of a feed."""
        return _listed(
            desk.lists.articles(after, size, outlet=outlet, language=language, feed=feed), "article"
        )

    @app.get("/articles/{id}", **PAGE)
    def article(id: Name) -> Response:
        """An article with what is said in it, its story, and what it is linked with."""
        return _one(desk.pages.article(ArticleId(id)), "article", id)

    @app.get("/captures/{id}", **ONE)
    def capture(id: Name) -> Response:
        """A capture with its text, in which every passage stands."""
        held = desk.capture(CaptureId(id))
        [record] = _of(replace(Edition(), captures=(held,)), {"capture"})
        return Json({**record, "text": held.text})

    @app.get("/differences/{later}/{earlier}", **ONE)
    def difference(later: Name, earlier: Name) -> Response:
        """What changed between two articles, sentence by sentence and statement by statement."""
        return _written(difference_json(desk.difference(ArticleId(later), ArticleId(earlier))))


# Statements and actors


def _statements(app: FastAPI, desk: Desk) -> None:
    @app.get("/statements", **PAGE)
    def statements(words: Words = "", after: After = 0, size: Size = 20) -> Response:
        """Statements in which all these words stand, in order of time; without words all of them."""
        return _said(desk.lists.said(words, after, size))

    @app.get("/statements/{id}", **PAGE)
    def statement(id: Name) -> Response:
        """A statement with its article, its voices and the disputes it is in."""
        return _one(desk.pages.statement(StatementId(id)), "statement", id)

    @app.get("/who", **PAGE)
    def who(
        name: Annotated[str, Query(min_length=1, max_length=200)], after: After = 0, size: Size = 20
    ) -> Response:
        """What everybody said whose names hold these words, in order of time."""
        return _said(desk.lists.who(name, after, size)) if name.strip() else answer([], held=0)

    @app.get("/actors", **PAGE)
    def actors(name: Words = "", after: After = 0, size: Size = 20) -> Response:
        """Actors, those who speak most first; whose names hold these words."""
        return _listed(desk.lists.actors(name, after, size), "actor")

    @app.get("/actors/{id}", **PAGE)
    def actor(id: Name, after: After = 0) -> Response:
        """An actor with what was said by and to them, a hundred of each a page."""
        part = desk.pages.actor(ActorId(id), str(after))
        found = [r for r in _of(part.edition, {"actor"}) if r["id"] == id]
        rest = [r for r in _all(part.edition) if r not in found]
        return answer(found, rest, after=part.after, held=1)


# The ledger


def _ledger(app: FastAPI, desk: Desk) -> None:
    @app.get("/disputes", **PAGE)
    def disputes(words: Words = "", status: Words = "", after: After = 0, size: Size = 20) -> Response:
        """Claims and what contradicts them, each side in its own words."""
        found = desk.lists.disputes(words, status, after, size)
        beside = _with_articles(found.edition, found.edition.statements)
        return _listed(found, "dispute", _of(beside, {"statement", *ABOUT}))

    @app.get("/disputes/{id}", **PAGE)
    def dispute(id: Name) -> Response:
        """A dispute with the statements of its sides."""
        return _one(desk.pages.dispute(id), "dispute", id)

    @app.get("/changes", **PAGE)
    def changes(after: After = 0, size: Size = 20) -> Response:
        """What an actor held on an issue, in order, each step with its passage."""
        found = desk.lists.changes(after, size)
        return _written_of(found, ledger.change_records(found.edition, found.edition.changes))

    @app.get("/measures", **PAGE)
    def measures(after: After = 0, size: Size = 20) -> Response:
        """What one state does, announces or threatens against another."""
        found = desk.lists.measures(after, size)
        return _written_of(found, ledger.measure_records(found.edition))

    @app.get("/open", **PAGE)
    def opened(after: After = 0, size: Size = 20) -> Response:
        """Promises, demands without an answer, and meetings to come."""
        found = desk.lists.opened(after, size)
        return _written_of(found, ledger.open_records(found.edition, found.opened))

    @app.get("/quotes", **PAGE)
    def quotes(after: After = 0, size: Size = 20) -> Response:
        """The same utterance in several articles, word for word."""
        found = desk.lists.quotes(after, size)
        return _written_of(found, ledger.quote_records(found.edition, found.quotes))

    @app.get("/issue", **PAGE)
    def issue(
        words: Annotated[str, Query(min_length=1, max_length=200)], after: After = 0, size: Size = 20
    ) -> Response:
        """The statements about an issue."""
        return _said(desk.lists.issue(words, after, size))

    @app.get("/alerts", **PAGE)
    def alerts(after: After = 0, size: Size = 20) -> Response:
        """What a person asked to be told, with the newest hits. Where they are posted is not told."""
        told = desk.ledger.hits(limit=200)
        every = [
            {**alert_record(a, [h for h in told if h.alert == a.number]), "webhook": None}
            for a in desk.ledger.alerts()
        ]
        page, more = paged(every, after, size)
        numbers = {one["number"] for one in page}
        return answer(page, (hit_record(h) for h in told if h.alert in numbers), after=more, held=len(every))


# What is given out


def _given(app: FastAPI, desk: Desk) -> None:
    @app.get("/search", **PAGE)
    def search(q: Annotated[str, Query(min_length=1, max_length=500)], after: After = 0) -> Response:
        """Articles and statements that a query finds, best first, each with its passage."""
        if not q.strip():
            return answer([], held=0)
        found = desk.search(q, str(after))
        hits = [json.loads(line) for line in found_as_jsonl(found)]
        held = found.all_articles + found.all_statements
        return answer(hits, after=found.after, held=held)

    @app.get("/digest", **ONE)
    def digest(name: Words = "", topic: Words = "", feeds: Words = "") -> Response:
        """What came or grew, heaviest first; asking does not count as having read it."""
        made = desk.digest(Wanted(name=name, topic=topic, feeds=feeds))
        return _written(digest_json(made.digest, made.edition))

    @app.get("/explain/{about}", **ONE)
    def explain(about: Name) -> Response:
        """A story or a thread at length, by its id or words of its title; every line with its passages."""
        made = desk.explain(about)
        return _written(explainer_json(made.explainer, made.edition))


# What is kept


def _kept(app: FastAPI, desk: Desk) -> None:
    @app.get("/feeds", **PAGE)
    def feeds(after: After = 0, size: Size = 20) -> Response:
        """Every subscribed feed, and how it is doing."""
        states = desk.feeds.states()
        page, more = paged(states, after, size)
        return answer(map(_feed, page), after=more, held=len(states))

    @app.get("/corrections", **PAGE)
    def corrections(after: After = 0, size: Size = 20) -> Response:
        """What persons put right, with the words it is about."""
        made = decided_records(decisions(desk.corrections(), desk.judgements()))
        page, more = paged(made, after, size)
        return answer(page, after=more, held=len(made))

    @app.get("/problems", **PAGE)
    def problems(after: After = 0, size: Size = 20) -> Response:
        """What was not as it should be, and what to do."""
        found = desk.problems()
        page, more = paged(found, after, size)
        shown = _of(replace(Edition(), problems=tuple(page)), {"problem"})
        return answer(shown, after=more, held=len(found))


def _feed(state: FeedState) -> Record:
    one = state.subscription
    return {
        "kind": "feed",
        "address": one.address,
        "title": state.title,
        "folder": list(one.folder),
        "state": state.word,
        "advice": state.advice,
        "asked_at": state.asked_at.isoformat() if state.asked_at else None,
        "good_at": state.good_at.isoformat() if state.good_at else None,
        "next_at": state.next_at.isoformat() if state.next_at else None,
        "entries": state.entries,
        "waiting": state.waiting,
    }


def _written(parts: Iterable[str]) -> Response:
    """What a format has written as JSON already."""
    return Response("".join(parts).encode("utf-8", "replace"), media_type="application/json")


def _all(edition: Edition) -> list[Record]:
    return [dict(r) for r in records(edition) if r["kind"] not in {"export", "furniture", "mention"}]


def _of(edition: Edition, kinds: Collection[str]) -> list[Record]:
    return [dict(r) for r in records(edition) if r["kind"] in kinds]


def _one(edition: Edition, kind: str, name: str) -> Response:
    """One record, and everything else of its part beside it."""
    found: list[Record] = []
    rest: list[Record] = []
    for record in _all(edition):
        (found if record["kind"] == kind and record["id"] == name else rest).append(record)
    if not found:
        raise NotFoundError(**{kind: name})
    return answer(found, rest, held=1)


def _listed(found: Listed, kind: str, besides: Iterable[Record] = ()) -> Response:
    """A page of records of one kind."""
    return answer(_of(found.edition, {kind}), besides, after=found.after, held=found.held)


def _written_of(found: Listed, written: Iterable[Record]) -> Response:
    """A page of records that a format of their own writes."""
    return answer(written, after=found.after, held=found.held)


def _said(found: Listed) -> Response:
    return _listed(found, "statement", _of(found.edition, ABOUT))


def _with_articles(whole: Edition, statements: Sequence[Statement]) -> Edition:
    """Some statements with their articles and voices, in this order."""
    cast = whole.cast
    voices = {s.id: cast.voices[s.id] for s in statements if s.id in cast.voices}
    named = {i for v in voices.values() for i in (v.speaker, v.addressee, v.target, *v.via) if i}
    stands = {s.article_id for s in statements}
    return replace(
        Edition(),
        articles=tuple(a for a in whole.articles if a.id in stands),
        statements=tuple(statements),
        cast=Cast(actors=tuple(a for a in cast.actors if a.id in named), voices=voices),
    )

"""What the reader gives out at length and to other programs: explainers, the digest, feeds."""

from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from readout.desk import Clock, Desk
from readout.desk.digests import Wanted
from readout.formats.atom import as_atom
from readout.formats.html import Pages
from readout.formats.items import ENTRIES, Feed, dispute_feed, said_feed, story_feed
from readout.formats.jsonfeed import as_jsonfeed
from readout.formats.rss import as_rss
from readout.model import ActorId, NotFoundError

#: How a feed is written and what it is served as, by the ending of its address.
FORMS: Mapping[str, tuple[Callable[[Feed, str], str], str]] = {
    "atom": (as_atom, "application/atom+xml; charset=utf-8"),
    "rss": (as_rss, "application/rss+xml; charset=utf-8"),
    "json": (as_jsonfeed, "application/feed+json; charset=utf-8"),
}


class GivenPages:
    """Explainers, the digest and feeds. Each asks the desk and sets the answer."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock = desk, clock

    def routes(self) -> list[Route]:
        return [
            Route("/explain/{about}", self.explainer),
            Route("/digest", self.digest),
            Route("/feed/{kind}.{form}", self.feed),
            Route("/feed/actor/{id}.{form}", self.actor_feed),
        ]

    async def explainer(self, request: Request) -> Response:
        return await run_in_threadpool(self._explainer, request.path_params["about"])

    def _explainer(self, about: str) -> Response:
        made = self.desk.explain(about)
        return HTMLResponse(Pages(made.edition, self.clock()).explainer(made.explainer))

    async def digest(self, request: Request) -> Response:
        name = request.query_params.get("name", "")
        return await run_in_threadpool(self._digest, name, request.query_params.get("topic", ""))

    def _digest(self, name: str, topic: str) -> Response:
        made = self.desk.digest(Wanted(name=name, topic=topic))
        return HTMLResponse(Pages(made.edition, self.clock()).digest(made.digest))

    async def feed(self, request: Request) -> Response:
        lists = self.desk.lists
        makes = {
            "stories": (story_feed, lists.latest_stories),
            "disputes": (dispute_feed, lists.latest_disputes),
        }
        kind, form = request.path_params["kind"], request.path_params["form"]
        if kind not in makes or form not in FORMS:
            raise NotFoundError(feed=f"{kind}.{form}")
        make, latest = makes[kind]
        return await run_in_threadpool(lambda: _served(request, make(latest(ENTRIES), _home(request)), form))

    async def actor_feed(self, request: Request) -> Response:
        form = request.path_params["form"]
        if form not in FORMS:
            raise NotFoundError(feed=form)
        return await run_in_threadpool(self._actor_feed, request, request.path_params["id"], form)

    def _actor_feed(self, request: Request, actor: str, form: str) -> Response:
        name, edition = self.desk.lists.latest_said(ActorId(actor), ENTRIES)
        return _served(request, said_feed(edition, name, _home(request)), form)


def _home(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _served(request: Request, feed: Feed, form: str) -> Response:
    write, media_type = FORMS[form]
    return Response(write(feed, str(request.url)), media_type=media_type)

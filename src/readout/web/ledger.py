"""The pages over the ledger: changes, an issue, measures, what is open, quotations, alerts."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from readout.desk import Clock, Desk
from readout.formats.alert_feed import alert_feed
from readout.formats.html.books import BookPages, Holds
from readout.model import Act, ArticleId, Edition, NotFoundError, Passage, UnknownNameError, WordsError
from readout.web.access import signed_in

#: A question is no longer than this.
LONG = 200
#: So much of each list stands on a page.
PAGE = 100
#: ... and so many statements of an issue.
ISSUE = 200
#: So many hits stand in a feed.
ENTRIES = 50


class Ledger:
    """Each page asks the desk and sets the answer; the work is done off the event loop."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock = desk, clock

    def routes(self) -> list[Route]:
        return [
            Route("/ledger", self._shown(self._ledger)),
            Route("/issue", self.issue),
            Route("/measures", self._shown(self._measures)),
            Route("/open", self._shown(self._open)),
            Route("/quotes", self._shown(self._quotes)),
            Route("/alerts", self.alerts, methods=["GET", "POST"]),
            Route("/alerts/{number:int}.atom", self.feed),
        ]

    def _pages(self, edition: Edition) -> BookPages:
        return BookPages(edition, self.clock())

    def _shown(self, make: Callable[[int], str]) -> Callable[[Request], object]:
        async def page(request: Request) -> Response:
            return HTMLResponse(await run_in_threadpool(make, _start(request)))

        return page

    def _ledger(self, start: int) -> str:
        found, sums = self.desk.lists.changes(start, PAGE), self.desk.lists.sums()
        holds = Holds(
            measures=sums.measures,
            opened=sums.opened,
            quotes=sums.quotes,
            differing=sums.differing,
            alerts=len(self.desk.ledger.alerts()),
        )
        return self._pages(found.edition).ledger(holds, after=found.after)

    def _measures(self, start: int) -> str:
        found = self.desk.lists.measure_rows(start, PAGE)
        return self._pages(found.edition).measures(found.groups, after=found.after)

    def _open(self, start: int) -> str:
        found = self.desk.lists.opened(start, PAGE)
        return self._pages(found.edition).open(found.opened, found.counts, after=found.after)

    def _quotes(self, start: int) -> str:
        found = self.desk.lists.quotes(start, PAGE, ranked=True)
        return self._pages(found.edition).quotes(found.quotes, after=found.after)

    async def issue(self, request: Request) -> Response:
        words = request.query_params.get("q", "").strip()[:LONG]
        return HTMLResponse(await run_in_threadpool(self._issue, words, _start(request)))

    def _issue(self, words: str, start: int) -> str:
        if not words:
            return self._pages(Edition()).issue(words)
        found = self.desk.lists.issue_days(words, start, ISSUE)
        # What several articles repeat stands once; over more than a page that is not counted.
        said = found.held if found.held > ISSUE else None
        return self._pages(found.edition).issue(words, spoken=found.spoken, said=said, after=found.after)

    async def alerts(self, request: Request) -> Response:
        if request.method == "GET":
            given = {name: value[:LONG] for name, value in request.query_params.items()}
            return HTMLResponse(await run_in_threadpool(self._alerts, given))
        form = {name: str(value)[:1000] for name, value in (await request.form()).items()}
        try:
            await run_in_threadpool(self._decide, form)
        except (WordsError, UnknownNameError) as error:
            trouble = str(error) if isinstance(error, WordsError) else "choose one of the list"
            return HTMLResponse(await run_in_threadpool(self._alerts, form, trouble), status_code=422)
        return RedirectResponse("/alerts", status_code=303)

    def _alerts(self, given: dict[str, str], trouble: str = "") -> str:
        books, thread = self.desk.ledger, given.get("thread", "")
        title = (self.desk.lists.thread_title(thread) if thread else None) or ""
        return self._pages(Edition()).alerts(
            books.alerts(),
            books.hits(),
            trouble=trouble,
            thread=thread if title else "",
            title=title,
            about=given.get("about", ""),
            who=given.get("who", ""),
            act=given.get("act", ""),
        )

    def _decide(self, form: dict[str, str]) -> None:
        """Leave an alert, or take one back."""
        if form.get("remove"):
            if not form["remove"].isdecimal():
                raise NotFoundError(alert=form["remove"])
            self.desk.ledger.remove_alert(int(form["remove"]))
            return
        self.desk.ledger.add_alert(
            acts=[Act.named(form["act"])] if form.get("act") else [],
            who=form.get("who", ""),
            about=form.get("about", ""),
            within=self._anchor(form["thread"]) if form.get("thread") else None,
            webhook=form.get("webhook", "").strip() or None,
            by=signed_in() or " ".join(form.get("by", "").split())[:100] or "reader",
        )

    def _anchor(self, thread: str) -> Passage:
        """Words that find the thread again after a rerun."""
        return self.desk.anchor(ArticleId(self.desk.thread(thread).articles[0].id))

    async def feed(self, request: Request) -> Response:
        number = int(request.path_params["number"])
        home = str(request.base_url).rstrip("/")
        written = await run_in_threadpool(self._feed, number, home)
        return Response(written, media_type="application/atom+xml")

    def _feed(self, number: int, home: str) -> str:
        alert = self.desk.ledger.alert(number)
        return alert_feed(alert, self.desk.ledger.hits(number, limit=ENTRIES), home=home)


def _start(request: Request) -> int:
    """Where the page begins, as the page before said."""
    after = request.query_params.get("after", "")
    return int(after) if after.isdecimal() and len(after) < 10 else 0

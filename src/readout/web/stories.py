"""The pages of stories and threads, and what a person decides on them."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from readout.desk import Clock, Decision, Desk, minted_story
from readout.formats.html import DecisionView, Pages
from readout.formats.words import _
from readout.model import Edition, NotFoundError, StoryId

#: Who decides: the reader listens on its owner's machine only.
WHO = "reader"


class StoryPages:
    """A story, with what puts its articles together and a way to put it right; a thread."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock = desk, clock

    async def story(self, request: Request) -> Response:
        name, done = request.path_params["id"], "done" in request.query_params
        if request.method == "POST":
            form = await request.form()
            story = await run_in_threadpool(self._decide, name, form)
            return RedirectResponse(f"/story/{story}?done=1", status_code=303)
        return await run_in_threadpool(self._story, name, done)

    async def thread(self, request: Request) -> Response:
        return await run_in_threadpool(self._thread, request.path_params["id"])

    def _story(self, name: str, done: bool) -> Response:
        now = self.desk.pages.story_now(name)
        if now != name:
            return RedirectResponse(f"/story/{now}", status_code=308)
        decided = self.desk.story_decisions(name)
        part = self.desk.pages.story(name, [i for decision in decided for i in decision.articles])
        pages = Pages(part, self.clock())
        made = [_view(pages, part, decision) for decision in decided]
        depth = next((d for d in self.desk.ledger.depths(part) if d.story == name), None)
        articles = {a for story in part.told.stories if story.id == name for a in story.articles}
        compared = self.desk.ledger.quotes(part)
        quotes = [q for q in compared if {q.one_article, q.other_article} & articles]
        return HTMLResponse(pages.story(name, made, done=done, depth=depth, quotes=quotes))

    def _thread(self, name: str) -> Response:
        now = self.desk.pages.thread_now(name)
        if now != name:
            return RedirectResponse(f"/thread/{now}", status_code=308)
        return HTMLResponse(Pages(self.desk.pages.thread(name), self.clock()).thread(name))

    def _decide(self, name: str, form: FormData) -> str:
        """Do what a form says. The story to show after it."""
        action = form.get("action")
        if action == "part":
            return self.desk.part_story(name, [str(i) for i in form.getlist("article")], WHO)
        if action == "join":
            return self.desk.join_stories([name, str(form.get("other"))], WHO)
        if action == "undo":
            (story,) = self.desk.story(StoryId(name)).told.stories
            self.desk.undo_story(str(form.get("decision")), WHO)
            return self.desk.pages.story_now(minted_story(story.articles[0]))
        raise NotFoundError(action=str(action))


def _view(pages: Pages, part: Edition, decision: Decision) -> DecisionView:
    titles = {a.id: a.title_clean or _("untitled") for a in part.articles}
    return DecisionView(
        key=decision.key,
        by=decision.by,
        when=f"{decision.at:%Y-%m-%d %H:%M} UTC",
        together=decision.together,
        articles=tuple((titles[i], pages.index.links.article(i)) for i in decision.articles),
    )

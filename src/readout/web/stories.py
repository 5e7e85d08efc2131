"""The pages of stories and threads, and what a person decides on them."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from readout.desk import Clock, Decision, Desk, minted_thread
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
        whole = self.desk.edition()
        if not any(story.id == name for story in whole.told.stories):
            (now,) = self.desk.story(StoryId(name)).told.stories
            return RedirectResponse(f"/story/{now.id}", status_code=308)
        pages = Pages(whole, self.clock())
        made = [_view(pages, whole, decision) for decision in self.desk.story_decisions(name)]
        return HTMLResponse(pages.story(name, made, done=done))

    def _thread(self, name: str) -> Response:
        whole = self.desk.edition()
        for thread in whole.told.threads:
            if thread.id == name:
                return HTMLResponse(Pages(whole, self.clock()).thread(name))
            if any(minted_thread(story) == name for story in thread.stories):
                return RedirectResponse(f"/thread/{thread.id}", status_code=308)
        raise NotFoundError(thread=name)

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
            kept = self.desk.edition().told.stories
            return next(s.id for s in kept if story.articles[0] in s.articles)
        raise NotFoundError(action=str(action))


def _view(pages: Pages, whole: Edition, decision: Decision) -> DecisionView:
    titles = {a.id: a.title_clean or _("untitled") for a in whole.articles}
    return DecisionView(
        key=decision.key,
        by=decision.by,
        when=f"{decision.at:%Y-%m-%d %H:%M} UTC",
        together=decision.together,
        articles=tuple((titles[i], pages.index.links.article(i)) for i in decision.articles),
    )

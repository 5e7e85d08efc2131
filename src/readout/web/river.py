"""The river: stories, newest first, as the reader chooses."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from readout.desk import Clock, Desk
from readout.formats.html import Pages
from readout.formats.html.choosing import Marks
from readout.web.choices import choice_of, choosing, given_in
from readout.web.reading import who


class RiverPages:
    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock = desk, clock

    async def river(self, request: Request) -> Response:
        return await run_in_threadpool(self._river, given_in(request))

    def _river(self, given: dict[str, str]) -> Response:
        full = "full" in given
        told = self.desk.going.stories(choice_of(given), who(), given.get("after"), cards=full)
        stories = told.edition.told.stories
        page = Pages(told.edition, self.clock()).river(
            stories,
            glances=told.glances,
            held=told.held,
            after=told.after,
            full=full,
            choosing=choosing("/", given, told.tally),
            marks={s.id: Marks(read=told.read[s.id], starred=told.starred[s.id]) for s in stories},
        )
        return HTMLResponse(page)

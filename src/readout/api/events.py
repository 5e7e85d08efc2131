"""Server-sent events: new stories and hits of alerts, as they come.

After: HTML, 9.2. The store is looked at every few seconds, once for all who listen.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

from fastapi import FastAPI, Header
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from readout.api.answers import Record, trouble
from readout.desk import Desk
from readout.formats.alerts import hit_record
from readout.formats.export import records
from readout.model import NotFoundError, StoreError, StoryId

#: So many may listen at once; seconds between two looks; seconds of silence before a sign of life.
MOST, LOOK, BEAT = 20, 3.0, 15.0
#: Whether the reader ends is looked at this often.
NAP = 0.25
#: So many events of each kind at once.
AT_ONCE = 100


class Events:
    """What is new since somebody looked last."""

    def __init__(self, desk: Desk, *, most: int = MOST, look: float = LOOK, beat: float = BEAT) -> None:
        self.desk, self.most, self.look, self.beat = desk, most, look, beat
        self.listening = 0
        #: Set when the reader ends: whoever listens is let go.
        self.ending = False

    def now(self) -> tuple[frozenset[str], int]:
        """The stories that are held, and the number of the newest hit."""
        hits = self.desk.ledger.hits(limit=1)
        return frozenset(self._stories()), max((hit.number for hit in hits), default=0)

    def _stories(self) -> tuple[StoryId, ...]:
        with self.desk.pages.gathering() as (_, known):
            return known.river

    def since(self, stories: frozenset[str], hit: int) -> Iterator[tuple[str, int, Record]]:
        """What has come: name, the number of the newest hit told so far, and the record."""
        told = [one for one in self.desk.ledger.hits(limit=AT_ONCE) if one.number > hit]
        for one in sorted(told, key=lambda one: one.number):
            hit = one.number
            yield "hit", hit, hit_record(one)
        fresh = [story for story in self._stories() if story not in stories]
        for story in fresh[:AT_ONCE]:
            made = [dict(record) for record in records(self.desk.pages.story(story))]
            brief = next((r for r in made if r["kind"] == "brief" and r["story"] == story), None)
            for record in made:
                if record["kind"] == "story" and record["id"] == story:
                    yield "story", hit, record | {"brief": brief}

    async def stream(self, request: Request, last_hit: int | None) -> AsyncIterator[bytes]:
        self.listening += 1
        try:
            if self.listening > self.most:
                return  # others were quicker; a program asks again
            stories, newest = await run_in_threadpool(self.now)
            hit = newest if last_hit is None else last_hit
            silent = 0.0
            yield b": listening\n\n"
            while not self.ending and not await request.is_disconnected():
                for name, number, record in await self._look(stories, hit):
                    yield written(name, number, record)
                    hit, silent = max(hit, number), 0.0
                    stories |= {record["id"]} if name == "story" else frozenset()
                if silent >= self.beat:
                    yield b": here\n\n"
                    silent = 0.0
                silent += await self._rest()
        finally:
            self.listening -= 1

    async def _rest(self) -> float:
        """Wait until the next look, or until the reader ends. How long it was, in seconds."""
        waited = 0.0
        while waited < self.look and not self.ending:
            nap = min(NAP, self.look)
            await asyncio.sleep(nap)
            waited += nap
        return waited

    async def _look(self, stories: frozenset[str], hit: int) -> list[tuple[str, int, Record]]:
        try:
            return await run_in_threadpool(lambda: list(self.since(stories, hit)))
        except (StoreError, NotFoundError):
            return []  # another program writes meanwhile; the next look tells it


def add_events(app: FastAPI, events: Events) -> None:
    """The route of the events in the API."""
    described: dict[str, Any] = {
        "response_class": StreamingResponse,
        "responses": {200: {"content": {"text/event-stream": {}}, "description": "Events until one leaves."}},
    }

    @app.get("/events", **described)
    async def listen(request: Request, last_event_id: str | None = Header(default=None)) -> Response:
        """New stories (`story`, with its brief) and hits of alerts (`hit`), as server-sent events.

        After a break a program sends Last-Event-ID and gets the hits that it missed (a hundred at most);
        stories that came meanwhile are in `/stories`.
        """
        if events.listening >= events.most:
            return trouble(503, "too many are listening", "end another connection, or ask again later")
        written = last_event_id or ""
        last = int(written) if written.isdecimal() and len(written) < 18 else None
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(
            events.stream(request, last), media_type="text/event-stream", headers=headers
        )


def written(name: str, number: int, record: Record) -> bytes:
    """One event; JSON has no line breaks of its own."""
    line = json.dumps(record, ensure_ascii=False)
    return f"event: {name}\nid: {number}\ndata: {line}\n\n".encode("utf-8", "replace")

"""Images of articles: found on the page that came in, and fetched when somebody's browser asks us for one."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING

from readout.desk.clock import Clock
from readout.desk.pages import PageParts
from readout.intake.images import kind_of, lead_image
from readout.model import ArticleId, NotFoundError, Role
from readout.store import Store, tables
from readout.store.images import Image

if TYPE_CHECKING:
    from readout.intake.web.fetch import Fetcher

MADE_BY = "images/1"
#: No image is larger, and all that are kept together are not, in bytes.
LARGEST, ROOM = 4 * 2**20, 64 * 2**20
#: How long what could not be had is not asked for again.
PAUSE = timedelta(hours=1)
#: So many are fetched at a time.
AT_ONCE = 4
HTML = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The image that an article leads with, and whom the page credits. Empty: nobody."""

    address: str
    alt: str
    credit: str


class Images:
    def __init__(
        self, store: Store, pages: PageParts, fetcher: "Callable[[int], Fetcher]", clock: Clock
    ) -> None:
        self._store, self._pages, self._fetcher, self._clock = store, pages, fetcher, clock
        self._room = BoundedSemaphore(AT_ONCE)
        self._locks: dict[str, Lock] = {}

    def lead(self, article_id: str) -> Lead | None:
        """The image of an article. None: its page gives none, or it is one article of several there.

        Asks nobody. Raises NotFoundError.
        """
        with self._pages.gathering() as (part, _):
            part.add_articles([ArticleId(article_id)])
            if article_id not in part.articles:
                raise NotFoundError(article=article_id)
            article = part.articles[ArticleId(article_id)][1]
            if len(tables.articles.ids_in(part.db, article.capture_id)) > 1:
                return None
            capture = tables.captures.get(part.db, article.capture_id)
        if capture.media_type.partition(";")[0].strip().lower() not in HTML:
            return None
        found = lead_image(capture.body, address=capture.address)
        if found is None:
            return None
        told = {
            (block.role, block.type): " ".join(block.span.of(capture.text).split())
            for block in reversed(article.blocks)
        }
        alt = found.alt or told.get((Role.CAPTION, "alt"), "")
        return Lead(address=found.address, alt=alt, credit=told.get((Role.CREDIT, "photo"), ""))

    def get(self, address: str) -> Image:
        """An image: as it is kept, else as it is there now. Its `trouble` says why there is none."""
        held = self._kept(address)
        if held:
            return held
        with self._locks.setdefault(address, Lock()), self._room:
            held = self._kept(address)  # another may have asked for the same meanwhile
            if held:
                return held
            image = asyncio.run(self._asked(address))
            with self._store.writing() as db:
                tables.images.put(db, address, image, MADE_BY, room=ROOM)
        self._locks.pop(address, None)
        return image

    def _kept(self, address: str) -> Image | None:
        with self._store.reading() as db:
            held = tables.images.get(db, address)
        return held if held and (not held.trouble or self._clock() - held.at < PAUSE) else None

    async def _asked(self, address: str) -> Image:
        async with self._fetcher(LARGEST) as fetcher:
            answer = await fetcher.image(address)
        if answer.word or not answer.body:
            return self._none(f"{answer.word or 'nothing came'} {answer.detail}".strip())
        kind = kind_of(answer.body)
        if kind is None:
            return self._none("it is no image that is shown")
        return Image(media_type=kind, body=answer.body, trouble="", at=self._clock())

    def _none(self, why: str) -> Image:
        return Image(media_type="", body=b"", trouble=why, at=self._clock())

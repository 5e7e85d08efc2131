"""Captures: bytes as received, and the text they hold."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from readout.model.article import Block, EntryRef, When
from readout.model.errors import PassageError
from readout.model.span import CaptureId, Passage, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a format (HTML page, feed) itself marks as one article: its parts and its metadata.

    Read by `intake` together with the text; `articles` makes articles of sheets where there are
    any, and splits the text by itself where there are none.
    """

    blocks: tuple[Block, ...]
    #: The page outside the article: furniture, each with its type ("navigation", "comments" ...).
    around: tuple[Block, ...] = ()
    title: Span | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: When | None = None
    #: When the article was last changed, where the format says so.
    updated: When | None = None
    #: BCP 47, as the page declares it. None: it does not.
    language: str | None = None
    section: str | None = None
    entry: EntryRef | None = None
    #: Whether it is one post of several on its page: only its own time dates it.
    is_post: bool = False
    #: Whether the page says that not everybody may read all of it, and does not show the part it means.
    rest_is_paid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes as received, with address and time, and the text they hold."""

    #: As the user, the feed or the archive gave it.
    address: str
    body: bytes
    media_type: str
    #: Every offset in the house counts from here. For plain text: the body decoded, unchanged.
    text: str
    #: How the body was decoded, e.g. "utf-8" or "windows-1251 (guessed)".
    encoding: str
    received_at: datetime
    #: When the page was fetched, where somebody recorded it. Weekdays and ages resolve from here
    #: or not at all. None: nobody recorded it (the time a file was read says nothing).
    captured_at: datetime | None = None
    #: The feed entry that pointed here. None: none did, or the capture is itself a feed.
    entry: EntryRef | None = None
    #: What the format itself marks as articles. Empty for plain text, which marks nothing.
    sheets: tuple[Sheet, ...] = ()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    @property
    def id(self) -> CaptureId:
        """From the bytes alone: the same bytes are one capture however often they arrive."""
        return CaptureId(self.sha256[:16])

    def passage(self, span: Span) -> Passage:
        """Cut out the words at `span`."""
        if span.end > len(self.text):
            raise PassageError(capture=self.id, end=span.end, length=len(self.text))
        return Passage(capture_id=self.id, span=span, exact=span.of(self.text))

    def says(self, passage: Passage) -> bool:
        """Whether the passage still reads, word for word, in this capture."""
        return passage.capture_id == self.id and passage.span.of(self.text) == passage.exact


@dataclass(frozen=True, slots=True, kw_only=True)
class BareCapture(Capture):
    """A capture without its bytes, and without its text where nobody asks for a word of it.

    For pages that are read only: what it lacks is empty.
    """

    #: What the bytes would give.
    digest: str

    @property
    def sha256(self) -> str:
        return self.digest

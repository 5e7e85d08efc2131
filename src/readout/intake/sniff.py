"""Which format some bytes are in: the content decides, never the name."""

from collections.abc import Iterator
from datetime import datetime
from types import ModuleType
from zlib import error as PackingError

from readout.intake import feed, page, plain
from readout.intake.unpack import MAGIC, TooLargeError, unpacked
from readout.model import Capture, Problem

ORIGIN = "intake.sniff"

#: One module a format, asked in this order: each has `looks_like(head)` and `read(body, ...)`.
FORMATS: tuple[ModuleType, ...] = (feed, page, plain)
#: How many bytes a format may look at.
HEAD = 4096

#: What people hand in by mistake: how it starts, what it is, what to do.
_KNOWN = (
    (b"%PDF-", "a PDF, which is not read", "save its text first"),
    (b"PK\x03\x04", "a ZIP archive or office document", "unpack it, or save its text"),
    (b"\xd0\xcf\x11\xe0", "an office document", "save its text"),
    (b"\x89PNG", "a picture", "it holds no text to read"),
    (b"\xff\xd8\xff", "a picture", "it holds no text to read"),
    (b"GIF8", "a picture", "it holds no text to read"),
    (b"SQLite format 3", "a database", "to open a store, name it with --store"),
    (b"WARC/", "a web archive inside something else", "unpack it, and name the archive itself"),
)


def read(
    body: bytes,
    *,
    address: str,
    received_at: datetime,
    captured_at: datetime | None,
    limit: int,
) -> Iterator[Capture | Problem]:
    """The captures that some bytes hold, or why they hold none. Gzip is unpacked on the way.

    The capture's body is what came, unpacked; beyond `limit` bytes unpacked it is a Problem.
    """
    if body.startswith(MAGIC):
        try:
            body = unpacked(body, limit=limit)
        except TooLargeError:
            what = f"larger than {limit:,} bytes when unpacked; raise the limit with --limit"
            yield Problem(where=address, what=what, origin=ORIGIN)
            return
        except PackingError as error:
            yield Problem(where=address, what=f"broken gzip, {error}", origin=ORIGIN)
            return
    if not body:
        yield Problem(where=address, what="the file is empty; save the page again", origin=ORIGIN)
        return
    for start, what, remedy in _KNOWN:
        if body.startswith(start):
            yield Problem(where=address, what=f"{what}; {remedy}", origin=ORIGIN)
            return
    for form in FORMATS:
        if form.looks_like(body[:HEAD]):
            yield from form.read(body, address=address, received_at=received_at, captured_at=captured_at)
            return
    what = "neither text, a page nor a feed (binary); hand in the page's text or HTML"
    yield Problem(where=address, what=what, origin=ORIGIN)

"""Read web archives (WARC and WET, plain, gzip or zstd): a capture a record, one record at a time.

After: ISO 28500:2017, the WARC file format 1.1. Reading stands on warcio and, for zstd, on zstandard,
which an extra brings.
"""

import contextlib
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar
from urllib.parse import urlsplit

from readout.intake.frames import DICTIONARY, MAGIC, BrokenFrameError, Frame, Frames, skipped
from readout.intake.sniff import read
from readout.model import Capture, Problem

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

ORIGIN = "intake.warc"

_GZIP = b"\x1f\x8b\x08"
_ZSTD = (MAGIC, DICTIONARY)
_PLAIN = b"WARC/"
#: How far to read at a time when looking for the next record after a broken one.
_STEP = 1 << 20
#: What holds words; pictures, scripts and styles are passed over.
_WORDS = ("text/html", "application/xhtml+xml", "text/plain", "application/feed+json")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record of an archive, or one stretch of it that is broken."""

    results: tuple[Capture | Problem, ...]
    #: Where the next record begins, in bytes of the file: where reading can go on another time.
    next_at: int


def is_archive(path: str | Path) -> bool:
    """Whether a file is a web archive: by its first bytes, unpacked."""
    try:
        with Path(path).open("rb") as file:
            head = file.read(1024)
    except OSError:
        return False
    if head.startswith(_GZIP):
        with contextlib.suppress(zlib.error):
            head = zlib.decompressobj(wbits=31).decompress(head, 64)
    return head.startswith(_PLAIN) or (head.startswith(_ZSTD) and ".warc" in str(path).lower())


def records(path: str | Path, *, start: int = 0, received_at: datetime, limit: int) -> Iterator[Record]:
    """The records of an archive from the byte `start` on, which is where one begins.

    Answers and converted texts become captures with the archive's address and time. A broken record
    is a Problem, and reading goes on with the next one. Holds one record at a time, at most `limit`
    bytes of it. Raises OSError where the file cannot be read.
    """
    where = str(path)
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        what = "a web archive; to read it, install the extra: pip install 'readout[archives]'"
        yield Record(results=(Problem(where=where, what=what, origin=ORIGIN),), next_at=start)
        return
    with Path(path).open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        if file.read(4) in _ZSTD:
            yield from _of_frames(file, where, size, start, received_at, limit)
            return
        at: int | None = start
        while at is not None and at < size:
            file.seek(at)
            iterator = _quietly(lambda: ArchiveIterator(file, check_digests=True))
            broken = None
            while broken is None:
                at = iterator.offset
                try:
                    record = _quietly(partial(next, iterator, None))
                    if record is None:
                        break
                    results, broken = _results(record, where, at, received_at, limit)
                    if broken is None:
                        _quietly(iterator.read_to_end)
                        yield Record(results=results, next_at=iterator.offset)
                except Exception as error:
                    # warcio raises what its parts raise: zlib, ValueError, its own, AttributeError
                    broken = f"it is no record ({type(error).__name__})"
            lost = at
            at = _next_record(file, lost + 1)
            if broken is None and at is None:
                return
            if broken is None:
                broken = "the archive breaks off in the middle"
            what = f"a broken record, {broken}; reading goes on with the next one"
            problem = Problem(where=f"{where} at byte {lost}", what=what, origin=ORIGIN)
            yield Record(results=(problem,), next_at=size if at is None else at)


def _of_frames(
    file: BinaryIO, where: str, size: int, start: int, received_at: datetime, limit: int
) -> Iterator[Record]:
    """The records of an archive packed with zstd. Reading can go on at each frame, which holds one record.

    Where a frame holds several, reading goes on at its beginning until the last of them was read.
    """
    try:
        frames = Frames(file)
    except (ImportError, BrokenFrameError) as error:
        what = f"a web archive packed with zstd, whose dictionary is broken: {error}"
        if isinstance(error, ImportError):
            what = "a web archive packed with zstd; to read it: pip install 'readout[archives]'"
        yield Record(results=(Problem(where=where, what=what, origin=ORIGIN),), next_at=start)
        return
    at: int | None = max(start, frames.first)
    while at is not None and (at := skipped(file, at)) < size:
        frame, broken = frames.at(at), None
        held: tuple[Capture | Problem, ...] = ()
        for results, trouble in _in_frame(frame, where, at, received_at, limit):
            if held:
                yield Record(results=held, next_at=at)
            held, broken = results, trouble
        following: int | None = None
        try:
            following = frame.end()
        except BrokenFrameError as error:
            broken = f"it cannot be unpacked ({error})"
        if broken is not None:
            what = f"a broken record, {broken}; reading goes on with the next one"
            held = (*held, Problem(where=f"{where} at byte {at}", what=what, origin=ORIGIN))
            following = frames.next(at + 1)
        yield Record(results=held, next_at=size if following is None else following)
        at = following


def _in_frame(
    frame: Frame, where: str, at: int, received_at: datetime, limit: int
) -> Iterator[tuple[tuple[Capture | Problem, ...], str | None]]:
    """What each record of a frame holds, and why it is broken, if it is; nothing after a broken one."""
    from warcio.archiveiterator import ArchiveIterator

    broken: str | None = None
    try:
        iterator = _quietly(lambda: ArchiveIterator(frame, check_digests=True))
        while broken is None and (record := _quietly(partial(next, iterator, None))) is not None:
            results, broken = _results(record, where, at, received_at, limit)
            yield results, broken
            if broken is None:
                _quietly(iterator.read_to_end)
    except Exception as error:
        # warcio raises what its parts raise: ValueError, its own, AttributeError
        yield (), f"it is no record ({type(error).__name__})"


def _results(
    record: "ArcWarcRecord", where: str, at: int, received_at: datetime, limit: int
) -> tuple[tuple[Capture | Problem, ...], str | None]:
    """What a record holds; and why it is broken, if it is."""
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    wanted = _is_wanted(record, address)
    body = _quietly(lambda: record.content_stream().read(limit + 1)) if wanted else b""
    too_large = len(body) > limit
    while _quietly(lambda: record.raw_stream.read(_STEP)):
        pass
    missing = getattr(record.raw_stream, "limit", 0)
    if missing:
        return (), f"{missing:,} bytes of it are missing"
    if not wanted:
        return (), None
    if record.digest_checker.passed is False:
        return (), "its bytes are not those that were archived"
    if too_large:
        what = f"larger than the limit of {limit:,} bytes; raise it with --limit"
        return (Problem(where=address, what=what, origin=ORIGIN),), None
    captured_at = _time(record.rec_headers.get_header("WARC-Date"))
    found = read(body, address=address, received_at=received_at, captured_at=captured_at, limit=limit)
    return tuple(found), None


def _is_wanted(record: "ArcWarcRecord", address: str) -> bool:
    """Whether a record holds words that somebody published."""
    if record.rec_type not in {"response", "resource", "conversion"}:
        return False
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or parts.path == "/robots.txt":
        return False
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return False
    said = headers.get_header("Content-Type") if headers is not None else record.content_type
    kind = (said or "text/html").partition(";")[0].strip().lower()
    return kind in _WORDS or kind.endswith(("/xml", "+xml"))


def _time(written: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(written or "")
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _next_record(file: BinaryIO, start: int) -> int | None:
    """Where the next thing that looks like the beginning of a record stands. None: nowhere."""
    file.seek(0)
    mark = _GZIP if file.read(3) == _GZIP else b"\r\nWARC/1."
    file.seek(start)
    held, at = b"", start
    while piece := file.read(_STEP):
        held += piece
        found = held.find(mark)
        if found >= 0:
            return at + found + (0 if mark == _GZIP else 2)
        keep = len(mark) - 1
        at += max(len(held) - keep, 0)
        held = held[-keep:]
    return None


def _quietly(work: Callable[[], T]) -> T:
    """Do something of warcio, which prints what it thinks of an archive."""
    with contextlib.redirect_stderr(io.StringIO()):
        return work()

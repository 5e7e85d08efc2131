"""Read plain text: the last resort, for everything that is words and no other format knows."""

from collections.abc import Iterator
from datetime import datetime

from readout.intake.decode import decode
from readout.model import Capture, Problem

ORIGIN = "intake.plain"

#: How much of a file is looked at to tell text from something else.
_SAMPLE = 8192
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
#: Control characters that text holds: tab, line feed, vertical tab, form feed, return, escape.
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1b")


def looks_like(head: bytes) -> bool:
    """Whether the first bytes of a file can be text in some encoding."""
    if head.startswith(_MARKS) or _wide(head):
        return True
    sample = head[:_SAMPLE]
    controls = sum(byte < 0x20 and byte not in _TEXT_CONTROLS for byte in sample)
    return b"\x00" not in sample and controls * 20 <= len(sample)


def read(
    body: bytes, *, address: str, received_at: datetime, captured_at: datetime | None
) -> Iterator[Capture | Problem]:
    """One capture whose text is the body decoded, and nothing changed.

    No newline is translated, no mark stripped. Bytes that no encoding explains become U+FFFD in
    the text (the body keeps them), and a Problem says how many.
    """
    text, encoding = _decoded(body)
    if not text.strip("\ufeff\x00").strip():
        yield Problem(where=address, what="there is nothing but white space in it", origin=ORIGIN)
        return
    lost = text.count("\ufffd") - body.count("\ufffd".encode())
    if lost > 0:
        what = (
            f"{lost} places are not {encoding.split(',')[0]} and show as \ufffd; "
            "the bytes are kept, save the file as UTF-8 to read them"
        )
        yield Problem(where=address, what=what, origin=ORIGIN)
    yield Capture(
        address=address,
        body=body,
        media_type="text/plain",
        text=text,
        encoding=encoding,
        received_at=received_at,
        captured_at=captured_at,
    )


def _decoded(body: bytes) -> tuple[str, str]:
    try:
        # Strict and unchanged, a byte order mark included: offsets count from the first byte.
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if codec := _wide(body[:_SAMPLE]):
        return body.decode(codec, "replace"), f"{codec} (guessed)"
    if _mostly_utf8(body):
        return body.decode("utf-8", "replace"), "utf-8, with other bytes between"
    return decode(body)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of most letters is zero. None: it is not."""
    sample = head[: _SAMPLE - _SAMPLE % 2]
    if len(sample) < 8 or sample.startswith(_MARKS):
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd * 3 > len(sample) and even * 20 < len(sample):
        return "utf-16-le"
    if even * 3 > len(sample) and odd * 20 < len(sample):
        return "utf-16-be"
    return None


def _mostly_utf8(body: bytes) -> bool:
    """Whether far more characters are good UTF-8 of several bytes than bytes are not.

    A page glued together from two encodings, or cut in the middle of a letter. In any single-byte
    encoding runs that happen to be UTF-8 are rare.
    """
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(map("\x7f".__lt__, text)) - bad
    return good > 2 * bad

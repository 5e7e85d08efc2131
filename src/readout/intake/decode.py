"""Bytes to text, and how it was done."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
#: How much of a document is looked at when its encoding has to be guessed.
_SAMPLE = 100_000


def decode(body: bytes, *, markup: bool = False) -> tuple[str, str]:
    """The text of some bytes, and its encoding in words: "utf-8", "windows-1251 (guessed)".

    A byte order mark decides; then UTF-8 if every byte agrees with it; then, for markup, what the
    document declares; then a guess. Bytes that the encoding does not know become U+FFFD, and the
    words say how many. A lying declaration loses: what decodes as UTF-8 is UTF-8.
    """
    for mark, codec, name in _MARKS:
        if body.startswith(mark):
            return _lenient(body, codec, f"{name} (byte order mark)")
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    declared = _declared(body) if markup else None
    if declared and declared != "utf-8":
        return _lenient(body, declared, f"{declared} (declared)")
    guess = _guessed(body)
    return _lenient(body, guess or "utf-8", f"{guess or 'utf-8'} (guessed)")


def _lenient(body: bytes, codec: str, how: str) -> tuple[str, str]:
    text = body.decode(codec, "replace")
    lost = text.count("\ufffd")
    return text, f"{how}, {lost} characters unreadable" if lost else how


def _declared(body: bytes) -> str | None:
    found = _DECLARED.search(body[:4096])
    if not found:
        return None
    try:
        return codecs.lookup(found[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None


def _guessed(body: bytes) -> str | None:
    from charset_normalizer import from_bytes  # imported here: most files are UTF-8

    best = from_bytes(body[:_SAMPLE]).best()
    return best.encoding if best else None

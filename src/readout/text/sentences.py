"""Sentences, with regard to abbreviations and quotations."""

import re
from collections.abc import Collection, Sequence

from readout.model import Span, trimmed

_END = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[.!?…]+[”»](?=[^\W\d_])|(?<=[a-zа-яё]{2})[.!?](?=[A-ZА-ЯЁ][a-zа-яё])"
)
_INITIAL = re.compile(r"(?:^|[\s.(])[^\W\d_]$")
#: So few words behind a quoted question belong to it: "Why?" she asked.
_TAIL = 9


def sentences(
    text: str, quoted: Sequence[Span] = (), abbreviations: Collection[str] = frozenset()
) -> tuple[Span, ...]:
    """The sentences of a paragraph, in order, without the white space between them.

    A quotation is never cut: what stands inside its marks belongs to the sentence around it.
    """
    found: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if end <= start or not _is_end(text, match, quoted, abbreviations):
            continue
        span = trimmed(text, start, end)
        if span:
            found.append(span)
        start = end
    rest = trimmed(text, start, len(text))
    return tuple([*found, rest] if rest else found)


def _is_end(text: str, match: re.Match[str], quoted: Sequence[Span], abbreviations: Collection[str]) -> bool:
    at = match.start()
    inside = next((q for q in quoted if q.start <= at < q.end), None)
    if inside and match.end() <= inside.end:
        return False  # within the quotation
    following = text[match.end() :].lstrip()[:1]
    if following and not (following.isupper() or following.isdigit() or following in "“\"«„‘'([—–-"):
        return False
    word = re.split(r"[\s(“\"«]", text[max(0, at - 20) : at])[-1].casefold()
    if match.group()[0] == "." and not inside:
        if word.rstrip(".") in abbreviations and following:
            return (
                word.rstrip(".").replace(".", "") in _CAN_END
                and not following.isdigit()
                and _new(text, match)
            )
        if _INITIAL.search(text[max(0, at - 3) : at]) and following:
            return False
    if inside and match.group()[0] in "?!" and following.isupper():
        # "Will he come?" Ana asked.
        tail = re.match(r"[^.!?…]*", text[match.end() :])
        return tail is None or len(tail.group().split()) > _TAIL
    return True


#: Abbreviations that may also end a sentence ("in the U.S. He left").
_CAN_END = frozenset(
    {"us", "uk", "un", "eu", "dc", "am", "pm", "etc", "inc", "ltd", "co", "corp", "jr", "sr"}
)


def _new(text: str, match: re.Match[str]) -> bool:
    """Whether what follows an abbreviation looks like a new sentence and not like a name."""
    words = text[match.end() :].split(None, 2)
    return len(words) > 1 and words[0][0].isupper() and len(words[0]) <= 3 and words[1][:1].islower()

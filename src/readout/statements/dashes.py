"""Speech that a dash opens: "— Why? — she asked. — I saw it."."""

import re
from collections.abc import Container, Iterator, Sequence

from readout.model import Span, trimmed

_DASH = re.compile(r"(?:(?<=\s)|^|(?<=[,.!?…]))[—–]|[—–](?=[\s.,])")
_OPEN = re.compile(r"\s*[—–]\s*(?=\S)")
_WORD = re.compile(r"[^\W\d_]+")
#: How many words may stand between a dash and the verb of saying.
_NEAR = 3


def joined(paragraph: str, cut: Sequence[Span]) -> tuple[Span, ...]:
    """Sentences with those put together that a dash parts: "Why?" and "— she asked"."""
    found: list[Span] = []
    speech = _OPEN.match(paragraph) is not None
    for part in cut:
        words = part.of(paragraph)
        opened = _OPEN.match(words)
        tail = opened is not None and words[opened.end() : opened.end() + 1].islower()
        closed = bool(found) and re.search(r"[—–]\.$", found[-1].of(paragraph)) is not None
        if found and (tail or (speech and (opened is not None or closed))):
            found[-1] = Span(found[-1].start, part.end)
        else:
            found.append(part)
    return tuple(found)


def dash_speech(paragraph: str, part: Span, cues: Container[str]) -> Iterator[Span]:
    """The stretches of a sentence that are speech: a dash opens it, another parts the narrator's words.

    None where no dash stands before a word of saying: then nothing tells speech from narration.
    """
    text = part.of(paragraph)
    if not _OPEN.match(text):
        return
    places = [match.start() for match in _DASH.finditer(text)]
    parts = list(zip(places, [*places[1:], len(text)], strict=True))
    tells = next((n for n, (a, b) in enumerate(parts) if n and _narrates(text[a + 1 : b], cues)), None)
    if tells is None:
        return
    first = trimmed(text, places[0] + 1, parts[tells][0])
    if first:
        end = first.end - 1 if text[first.end - 1] == "," else first.end
        yield Span(first.start, end).shifted(part.start)
    if tells + 1 < len(parts):
        rest = trimmed(text, parts[tells + 1][0] + 1, len(text))
        while rest and text[rest.start] in ".,;: ":
            rest = trimmed(text, rest.start + 1, rest.end)
        if rest:
            yield rest.shifted(part.start)


def _narrates(words: str, cues: Container[str]) -> bool:
    """Whether words behind a dash are the narrator's: in lower case, with a word of saying near."""
    found = _WORD.findall(words)
    return bool(found) and found[0][0].islower() and any(w.casefold() in cues for w in found[:_NEAR])

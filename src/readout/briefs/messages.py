"""The ledger's own sentences: messages of briefs.toml, filled, and checked against their passages."""

import re
from collections.abc import Iterator, Mapping, Sequence

from readout.briefs.alone import row
from readout.lang import languages, table
from readout.model import CaptureId, Passage, Sentence, SentenceRole

ORIGIN = "ledger/1"
#: A name of more words is likelier a phrase than a name.
WORDS = 5
#: Words of an article in a message are cut behind so many characters.
LONG = 160
_FIELD = re.compile(r"\\\{(\w+)\\\}")
_CUT = " …"


def sentence(
    language: str,
    message: str,
    told: Mapping[str, object],
    passages: Sequence[Passage],
    role: SentenceRole = SentenceRole.INSIGHT,
) -> Iterator[Sentence]:
    """The message in the language; nothing where it has no words for it."""
    words = table(language.partition("-")[0], "briefs").get("messages", {}).get(message)
    if words:
        text = str(words).format_map(told)
        yield Sentence(role=role, text=text, passages=tuple(passages), origin=ORIGIN)


def cut(words: str) -> str:
    """The words on one line, cut at a blank where they are long."""
    line = words.rstrip(".").strip()
    return line if len(line) <= LONG else line[:LONG].rsplit(" ", 1)[0].rstrip(",;:") + _CUT


def sure(name: str | None, passages: Sequence[Passage], language: str) -> str | None:
    """The name, if it is one and stands in the passages: capitals, and what bodies are called."""
    if not name or not name[0].isupper() or len(name.split()) > WORDS:
        return None
    words = re.findall(r"[^\W\d_]{4,}", name)
    if any(w.islower() and w not in row(language, "bodies") for w in words):
        return None
    if name.split()[0].casefold() in row(language, "pointing"):
        return None
    return name if stands(name, passages) else None


def stands(name: str, passages: Sequence[Passage]) -> bool:
    """Whether the last telling word of a name stands in one of the passages."""
    said = {word.casefold() for p in passages for word in re.findall(r"[^\W\d_]+", p.exact)}
    telling = [word.casefold() for word in re.findall(r"[^\W\d_]{3,}", name)]
    return bool(telling) and telling[-1] in said


def holds(sentence: Sentence, texts: Mapping[CaptureId, str]) -> bool:
    """Whether it is one of our messages, and what is filled in follows from its passages.

    Names stand in them; words stand there letter for letter; a number is how many they are.
    """
    if any(p.span.of(texts.get(p.capture_id, "")) != p.exact for p in sentence.passages):
        return False
    for language in languages("briefs"):
        for name, message in table(language, "briefs").get("messages", {}).items():
            pattern = _FIELD.sub(r"(?P<\1>.+?)", re.escape(str(message)))
            match = re.fullmatch(pattern, sentence.text, re.DOTALL)
            if match and all(_follows(name, k, v, sentence.passages) for k, v in match.groupdict().items()):
                return True
    return False


def _follows(message: str, field: str, filled: str, passages: Sequence[Passage]) -> bool:
    if field == "words":
        words = filled.removesuffix(_CUT)
        return len(words) > 1 and any(words in p.exact for p in passages)
    if field == "n":
        places = {(p.capture_id, p.span) for p in passages}
        return filled == str(len(places) - (message == "refused"))
    return stands(filled, passages)

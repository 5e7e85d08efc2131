"""What a person asks of the search: words, phrases and operators.

    tariff "nothing was agreed" who:Mendes act:deny from:2026-03

Everything that is asked has to be so. A word is found in every form; a phrase is these words, in any of
their forms, one after the other; `word*` is any word that begins so.
"""

import re
from dataclasses import dataclass

from readout.model import Act, SearchError, UnknownNameError

#: The operators, each with what it is followed by.
OPERATORS = {
    "who": "the name of who speaks",
    "act": "what is done by saying it",
    "about": "the name of whom it is said to or about",
    "lang": "a language",
    "outlet": "the name of an outlet",
    "from": "the first day",
    "to": "the last day",
    "near": "what is meant, in any words",
}
#: A query is no longer than this, and has no more parts.
LONG, PARTS = 400, 24

_PART = re.compile(
    r'\s*(?:(?P<operator>[^\W\d_]+):(?!//))?(?:[“"](?P<phrase>[^"”]*)(?P<end>["”])?|(?P<word>[^\s"“”]+))'
)
_BARE = re.compile(r"\s*(?P<operator>[^\W\d_]+):(?=\s|$)")
_DAY = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked. What is empty does not narrow."""

    #: Words by themselves.
    words: tuple[str, ...] = ()
    #: Words that follow each other.
    phrases: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    languages: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    #: A day, a month or a year, as ISO.
    first: str = ""
    last: str = ""
    #: What is meant, in any words: it looks for what is near in meaning.
    near: tuple[str, ...] = ()

    @property
    def means_alone(self) -> bool:
        """Whether nothing has to be so by its words."""
        return not (self.words or self.phrases or self.of_statements)

    @property
    def of_statements(self) -> bool:
        """Whether only statements can be meant."""
        return bool(self.who or self.about or self.acts)


def query(asked: str) -> Query:
    """What these words ask. Raises SearchError, which names the part that is wrong."""
    if len(asked) > LONG:
        raise SearchError(part=asked[:20] + "…", why=f"a query has at most {LONG} characters")
    parts = list(_parts(asked))
    if len(parts) > PARTS:
        raise SearchError(part=parts[PARTS][1], why=f"a query has at most {PARTS} parts")
    found: dict[str, list[str]] = {}
    for name, value in parts:
        found.setdefault(name, []).append(value)
    first, last = _day("from", found.get("from")), _day("to", found.get("to"))
    if first and last and last + "~" < first:
        raise SearchError(part="to:", why=f"{last} is before from:{first}")
    both = [name for name in ("who", "act", "about") if "near" in found and name in found]
    if both:
        raise SearchError(
            part=f"{both[0]}:", why="it is true of statements; near: looks through passages of articles"
        )
    return Query(
        words=tuple(found.get("", ())),
        phrases=tuple(found.get('"', ())),
        who=tuple(found.get("who", ())),
        about=tuple(found.get("about", ())),
        acts=tuple(_act(value) for value in found.get("act", ())),
        languages=tuple(_language(value) for value in found.get("lang", ())),
        outlets=tuple(found.get("outlet", ())),
        first=first,
        last=last,
        near=tuple(found.get("near", ())),
    )


def _parts(asked: str) -> list[tuple[str, str]]:
    """(operator, value); a word has the operator "", a phrase the mark of quotation."""
    found, at = [], 0
    asked = asked.rstrip()
    while at < len(asked):
        bare = _BARE.match(asked, at)
        match = None if bare else _PART.match(asked, at)
        if bare:
            name = _known(bare["operator"])
            raise SearchError(part=f"{name}:", why=f"{OPERATORS[name]} has to follow at once")
        if match is None:
            at += 1  # a mark that closes nothing
            continue
        at = match.end()
        if match["phrase"] is not None and match["end"] is None:
            raise SearchError(part=match.group().strip()[:30], why="its mark of quotation is not closed")
        value = (match["phrase"] if match["word"] is None else match["word"]).strip()
        name = _known(match["operator"]) if match["operator"] else ""
        if name and not value:
            raise SearchError(part=f"{name}:", why=f"{OPERATORS[name]} has to follow")
        if value:
            found.append((name or ('"' if match["word"] is None else ""), value))
    return found


def _known(operator: str) -> str:
    name = operator.casefold()
    if name not in OPERATORS:
        known = ", ".join(f"{one}:" for one in OPERATORS)
        raise SearchError(
            part=f"{operator}:", why=f"there is no such operator; there are {known}. Put words in “ ”"
        )
    return name


def _act(value: str) -> Act:
    try:
        return Act.named(value.casefold().replace(" ", "_").replace("-", "_"))
    except UnknownNameError:
        acts = ", ".join(act.value for act in Act)
        raise SearchError(part=f"act:{value}", why=f"there is no such act; the acts are {acts}") from None


def _language(value: str) -> str:
    if not _TAG.fullmatch(value):
        raise SearchError(part=f"lang:{value}", why="a language is written like en, pt-BR or uk")
    return value


def _day(name: str, values: list[str] | None) -> str:
    if not values:
        return ""
    value = values[-1]
    if not _DAY.fullmatch(value):
        raise SearchError(part=f"{name}:{value}", why="a day is written like 2026-03-05, 2026-03 or 2026")
    return value

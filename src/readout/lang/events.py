"""What the words of a language make of what a clause tells: done, planned, alleged, denied."""

import re
from dataclasses import dataclass
from functools import cache

from readout.lang import table


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    """The status words of a language, in the order of their file."""

    #: (name of the status, words that give it).
    statuses: tuple[tuple[str, re.Pattern[str]], ...]
    #: Words by which a clause tells of no event at all.
    nothing: re.Pattern[str]
    #: Words that tell that something was done. None: parts of speech tell.
    past: re.Pattern[str] | None
    #: Verbs of a state, casefolded.
    idle: frozenset[str]
    #: Words before a place; words before one right behind the verb; words that open a clause.
    places: frozenset[str]
    towards: frozenset[str]
    breaks: frozenset[str]
    #: Words that go on with a noun phrase.
    joins: frozenset[str]
    #: Words behind which a time is not the verb's.
    apart: frozenset[str]
    #: Words that open a clause which nobody says is so.
    unasserted: frozenset[str]
    #: Words that make the time behind them a beginning.
    since: frozenset[str]
    #: Past tenses that no ending tells.
    past_forms: frozenset[str]


@cache
def event_words(language: str) -> EventWords | None:
    """The event words of a language. None: nobody has written them yet."""
    found = table(language, "events")
    if not found:
        return None
    return EventWords(
        statuses=tuple((row["status"], _words([row])) for row in found.get("status", ())),
        nothing=_words(found.get("nothing", ())),
        past=_words(found["past"]) if "past" in found else None,
        idle=_listed(found.get("idle", "")),
        places=_listed(found.get("places", "")),
        towards=_listed(found.get("towards", "")),
        breaks=_listed(found.get("breaks", "")),
        joins=_listed(found.get("joins", "")),
        apart=_listed(found.get("apart", "")),
        unasserted=_listed(found.get("unasserted", "")),
        since=_listed(found.get("since", "")),
        past_forms=_listed(found.get("past_forms", "")),
    )


def _words(rows: list[dict[str, str]]) -> re.Pattern[str]:
    return re.compile("|".join(row["pattern"] for row in rows) or "(?!)", re.IGNORECASE)


def _listed(words: str) -> frozenset[str]:
    return frozenset(word.strip().casefold() for word in words.split(",") if word.strip())

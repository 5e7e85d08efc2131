"""The cues of a language: words that report an act of saying."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from readout.lang import table
from readout.model import Act
from readout.text.tokens import tokens


class Takes(StrEnum):
    """What may stand with a cue."""

    #: A reported clause: "that talks would resume".
    CLAUSE = "clause"
    #: A reported clause only with its complementiser.
    THAT = "that"
    #: A reported clause even without a word that opens it: "said no date was set".
    ZERO = "zero"
    #: Words in quotation marks, before or behind.
    QUOTE = "quote"
    #: What the act is about: "the report".
    OBJECT = "object"
    #: The object is no person: who welcomes a guest has said nothing.
    THING = "thing"
    #: To or against whom: "both sides".
    PERSON = "person"
    #: An infinitive: "to respond".
    TO = "to"
    #: A name for it: "as an insult".
    AS = "as"
    #: Nothing: the cue says it all.
    BARE = "bare"
    #: Only with a subject of its own: "highlighting" is as often the reporter's word.
    FINITE = "finite"
    #: Whoever does this speaks: any noun may be its subject ("backers said", "the website said").
    VOICED = "voiced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word or phrase that reports an act, in every written form."""

    forms: tuple[str, ...]
    act: Act
    takes: frozenset[Takes]
    #: Participles: they report the act behind an auxiliary of having.
    done: tuple[str, ...] = ()
    #: One of these words has to stand in the same clause: "weist ... zurück".
    beside: frozenset[str] = frozenset()
    #: A sentence with the cue in [brackets]. It is also the cue's test.
    example: str


def _forms(written: str) -> tuple[str, ...]:
    """The forms of a list: "sa(y|id)" stands for "say" and "said", "(x)?" for with and without."""
    return tuple(form for part in written.split(",") if part.strip() for form in _expanded(part.strip()))


def _expanded(form: str) -> tuple[str, ...]:
    choice = re.search(r"\(([^()]*)\)(\?)?", form)
    if choice is None:
        return (form,)
    ends = [*choice[1].split("|"), *([""] if choice[2] else [])]
    before, after = form[: choice.start()], form[choice.end() :]
    return tuple(whole for end in ends for whole in _expanded(before + end + after))


@cache
def cues(language: str) -> tuple[Cue, ...]:
    """The verb cues of a language. Empty for a language nobody has written yet."""
    rows = table(language, "cues").get("cue", ())
    return tuple(
        Cue(
            forms=_forms(row["forms"]),
            done=_forms(row.get("done", "")),
            beside=frozenset(_forms(row.get("beside", ""))),
            act=Act.named(row["act"]),
            takes=frozenset(Takes(name) for name in row["takes"].split()),
            example=row["example"],
        )
        for row in rows
    )


@cache
def cues_by_form(language: str) -> Mapping[tuple[str, ...], Cue]:
    """Each written form, as a tuple of lower-case words, to its cue. The first cue of a form wins."""
    found: dict[tuple[str, ...], Cue] = {}
    for cue in cues(language):
        for form in cue.forms:
            found.setdefault(tuple(token.lower for token in tokens(form)), cue)
    return found


@cache
def nouns(language: str) -> Mapping[str, Act]:
    """Noun cues, lower case, to the act that they name."""
    rows = table(language, "nouns").get("noun", ())
    return {form.strip(): Act.named(row["act"]) for row in rows for form in row["forms"].split(",")}


@cache
def words(language: str, group: str, name: str) -> frozenset[str]:
    """One word list of a language, lower case. Empty where it is not written."""
    row = table(language, "words").get(group, {}).get(name, "")
    return frozenset(word.strip().casefold() for word in row.split(",") if word.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Refinement:
    """What the reported words make of a calm cue."""

    of: frozenset[Act]
    pattern: re.Pattern[str]
    act: Act
    example: str


@cache
def refinements(language: str) -> tuple[Refinement, ...]:
    """The refinements of a language, the first that fits counts."""
    return tuple(
        Refinement(
            of=frozenset(Act.named(name.strip()) for name in row["of"].split(",")),
            pattern=re.compile(row["pattern"], re.IGNORECASE),
            act=Act.named(row["act"]),
            example=row["example"],
        )
        for row in table(language, "acts").get("refine", ())
    )


def reads_statements(language: str) -> bool:
    """Whether anybody has written the cues of a language. Where not, no statement is read in it."""
    return bool(cues(language))

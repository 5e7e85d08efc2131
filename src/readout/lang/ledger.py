"""What the ledger is read by: the words of measures, of what is open, of what has changed."""

import re
from dataclasses import dataclass
from functools import cache

from readout.lang import table
from readout.model import MeasureKind, MeasureStatus
from readout.text.concepts import Lexicon

#: What GAP and LONG stand for in a pattern: so many words between two.
_GAP = r"(?:[^\W_][\w.’'%-]*\s+){0,4}?"
_LONG = r"(?:[^\W_][\w.’'%-]*\s+){0,12}?"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureWords:
    """Words that report a measure."""

    kind: MeasureKind
    #: What the words settle by themselves. None: the words around them do.
    status: MeasureStatus | None
    #: Whether the one who takes it stands behind.
    passive: bool
    pattern: re.Pattern[str]
    #: A sentence with the words in [brackets], and what is found in it: their test.
    example: str
    actor: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerWords:
    """The ledger's words of one language."""

    measures: tuple[MeasureWords, ...]
    #: In their order: the first that fits counts.
    statuses: tuple[tuple[MeasureStatus, re.Pattern[str], str], ...]
    trigger: re.Pattern[str]
    reply: re.Pattern[str]
    skip: re.Pattern[str]
    bounds: re.Pattern[str]
    pronouns: frozenset[str]
    prepositions: frozenset[str]
    be: frozenset[str]
    by: frozenset[str]


@cache
def ledger_words(language: str) -> LedgerWords | None:
    """The ledger's words of a language. None: nobody has written them yet."""
    found = table(language, "ledger")
    if not found:
        return None
    return LedgerWords(
        measures=tuple(
            MeasureWords(
                kind=MeasureKind.named(row["kind"]),
                status=MeasureStatus.named(row["status"]) if "status" in row else None,
                passive=bool(row.get("passive")),
                pattern=_whole(row["pattern"].replace(" ?", r"\s*")),
                example=row["example"],
                actor=row["actor"],
                target=row["target"],
            )
            for row in found["measure"]
        ),
        statuses=tuple(
            (MeasureStatus.named(row["status"]), _whole(row["pattern"]), row["example"])
            for row in found["status"]
        ),
        trigger=_whole(found["trigger"]),
        reply=_whole(found["reply"]),
        skip=_whole(found["skip"]),
        bounds=re.compile(found["bounds"], re.IGNORECASE),
        pronouns=_listed(found["pronouns"]),
        prepositions=_listed(found["prepositions"]),
        be=_listed(found["be"]),
        by=_listed(found["by"]),
    )


def _whole(pattern: str) -> re.Pattern[str]:
    """The pattern as whole words; white space of any kind between two."""
    spaced = pattern.replace("GAP ", _GAP).replace("LONG ", _LONG)
    spaced = spaced.replace("GAP", _GAP).replace("LONG", _LONG).replace(" ", r"\s+")
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)


@cache
def ledger_list(language: str, name: str) -> tuple[str, ...]:
    """One word list of a language, lower case, the longest entries first. Empty where it is not written."""
    row = str(table(language, "ledger").get("lists", {}).get(name, ""))
    found = (word.strip().casefold() for word in row.split(",") if word.strip())
    return tuple(sorted(found, key=len, reverse=True))


@cache
def listed_pattern(language: str, name: str) -> re.Pattern[str]:
    """A word list as one pattern of whole words. An empty list fits nothing."""
    found = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ledger_list(language, name))
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)" if found else "(?!)", re.IGNORECASE)


def _listed(words: str) -> frozenset[str]:
    return frozenset(word.strip().casefold() for word in words.split(",") if word.strip())


@cache
def state_concepts() -> frozenset[str]:
    """The concepts that are a state, or a body that acts like one."""
    return frozenset(str(table("any", "ledger")["states"]).split())


@cache
def concepts(language: str) -> Lexicon:
    """What news is about, in the words of a language."""
    return Lexicon(table(language.partition("-")[0], "concepts").get("concept", {}))

"""What shows that words are not to be trusted, as each language has it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from readout.lang import table


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A turn of speech to be distrusted: of vague speakers, of charges, or of comment."""

    kind: str
    pattern: re.Pattern[str]


@cache
def turns(language: str, kind: str) -> tuple[Turn, ...]:
    """The turns of a kind. Empty where nobody has written them for a language."""
    return tuple(
        Turn(kind=kind, pattern=re.compile(row["pattern"]))
        for row in table(language, "flags").get("turn", ())
        if row["kind"] == kind
    )


@cache
def settled(language: str) -> re.Pattern[str] | None:
    """Words by which a sentence says that a charge is somebody's, is doubted, or was tried."""
    return _any(str(table(language, "flags").get("settled", "")))


@cache
def past(language: str) -> re.Pattern[str] | None:
    """Words before an office that say it is not held now, or not quite."""
    return _any(str(table(language, "flags").get("past", "")))


@cache
def offices(language: str) -> Mapping[str, str]:
    """Lower-case names of offices to the one office they name. A person has one of them at a time."""
    rows: Mapping[str, str] = table(language, "flags").get("offices", {})
    return {name.strip(): office for office, names in rows.items() for name in names.split(",")}


def _any(listed: str) -> re.Pattern[str] | None:
    words = [re.escape(word.strip()) for word in listed.split(",") if word.strip()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) if words else None

"""What the pages of a language print around articles, as compiled patterns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from readout.lang import languages, table

#: Longer lines are never furniture of a known kind; this keeps matching linear on hostile input.
LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class LineForm:
    """A form of line that a page prints, with the line that shows it."""

    type: str
    pattern: re.Pattern[str]
    example: str
    language: str


@cache
def forms(group: str) -> tuple[LineForm, ...]:
    """The forms of one group ("furniture", "credit", "heading", "marked", "byline") in every language.

    All languages together: a Russian article stands between English buttons.
    """
    return tuple(
        LineForm(
            type=row.get("type", group),
            pattern=re.compile(row["pattern"], re.IGNORECASE),
            example=row["example"],
            language=language,
        )
        for language in languages("furniture")
        for row in table(language, "furniture").get(group, ())
    )


def form_of(group: str, line: str) -> str | None:
    """The type of the first form of the group that the whole line has. None: none."""
    if len(line) > LONGEST:
        return None
    return next((form.type for form in forms(group) if form.pattern.fullmatch(line)), None)


@cache
def _walls() -> tuple[LineForm, ...]:
    return tuple(form for form in forms("furniture") if form.type == "paywall")


def is_wall(line: str) -> bool:
    """Whether a whole line says that the rest of an article is for those who pay or sign in."""
    return len(line) <= LONGEST and any(form.pattern.fullmatch(line) for form in _walls())


@cache
def function_words() -> Mapping[str, tuple[str, ...]]:
    """For each frequent word the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for language in languages("pages"):
        for word in table(language, "pages")["function_words"].split():
            found[word] = (*found.get(word, ()), language)
    return found


@cache
def sections() -> frozenset[str]:
    """Names of sections in every language, lower case."""
    names = (table(language, "pages")["sections"] for language in languages("pages"))
    return frozenset(name.strip().casefold() for row in names for name in row.split(","))


@cache
def agencies() -> Mapping[str, str]:
    """Every written form of an agency's name, to the one that is shown."""
    rows = table("any", "agencies")["agency"]
    return {name: row["names"][0] for row in rows for name in row["names"]}


@cache
def first_person() -> frozenset[str]:
    """Words of the first person in every language, lower case."""
    rows = (table(language, "pages")["first_person"] for language in languages("pages"))
    return frozenset(word for row in rows for word in row.split())


@cache
def replies() -> frozenset[str]:
    """Words that begin a reply, in every language, lower case."""
    rows = (table(language, "pages")["replies"] for language in languages("pages"))
    return frozenset(word for row in rows for word in row.split())


@cache
def joiners() -> frozenset[str]:
    """Words that join two names, in every language."""
    rows = (table(language, "pages")["and"] for language in languages("pages"))
    return frozenset(word for row in rows for word in row.split())


@cache
def second_person() -> frozenset[str]:
    """Words of the second person in every language, lower case."""
    rows = (table(language, "pages")["second_person"] for language in languages("pages"))
    return frozenset(word for row in rows for word in row.split())


@cache
def age_units() -> Mapping[str, str]:
    """Each written unit of an age, in every language, to "minute", "hour", "day" or "week"."""
    return {
        word: unit
        for language in languages("pages")
        for unit, words in table(language, "pages")["ages"].items()
        if unit != "one"
        for word in words.split()
    }


@cache
def words_for_one() -> frozenset[str]:
    """Words that stand for 1 in an age, in every language."""
    rows = (table(language, "pages")["ages"]["one"] for language in languages("pages"))
    return frozenset(word for row in rows for word in row.split())

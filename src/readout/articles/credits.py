"""Datelines, agency credits and provenance: who supplied a text, as far as the page says."""

import re
from collections.abc import Iterator
from functools import cache

from readout.lang import languages, table
from readout.lang.dates import all_months
from readout.lang.pages import LineForm, agencies, form_of, forms, joiners
from readout.model import Basis, Capture, Dateline, Provenance, Span, Supplier, When
from readout.text.dates import written_dates

#: A dateline stands within this many characters of a paragraph's start.
_REACH = 90
_LINE = re.compile(
    r"(?P<place>[A-ZÀ-ÞА-ЯЁІЇЄҐ][\w.’'/-]*(?:(?:,\s|\s|-)[A-ZÀ-ÞА-ЯЁІЇЄҐ(][\w.’'/-]*){0,4})"
    r"(?:,\s[^,—–:()-]{3,20})?"
    r"\s*(?P<credit>\([^()]{2,40}\))?\s*(?P<mark>[—–]{1,2}|\s-{1,2}\s?|:|\.\s[—–-])\s*(?P<tail>[^—–:]{2,30}\s[—–-]\s)?(?=\S)"
)
_AGENCY_FIRST = re.compile(r"\((?P<credit>[^()]{2,40})\)\s*[—–-]{1,2}\s*")
_BARE_AGENCY = re.compile(
    r"(?P<place>[A-ZА-ЯЁІЇЄҐ][\w.’' -]{2,30})(?:,\s[^—–:]{3,15})?\.?\s*[/—–-]+\s*"
    r"(?P<credit>[^—–:/]{2,30}?)\s*[/—–.-]+\s*"
)
_WIRE = re.compile(r"\s*(?:[—–-]{1,2}|/)\s*(?P<credit>[^—–()/]{2,40}?)[/.]?\s*$")
_PARENTHESIS = re.compile(r"\s*\((?P<inside>[^()]{5,400})\)\s*$")


def dateline_of(paragraph: str) -> tuple[Dateline, int] | None:
    """The dateline that opens a paragraph, and where the text goes on. None: none.

    A place in capitals, a place with an agency, or a place before a dash; a name before a colon
    is a dateline only in capitals, for a title may begin so too.
    """
    head = paragraph[:_REACH]
    first = _AGENCY_FIRST.match(head)
    if first and _agency(first["credit"]):
        return Dateline(place=None, credit=_agency(first["credit"])), first.end()
    bare = _BARE_AGENCY.match(head)
    if bare and bare["credit"].strip() in agencies():
        return Dateline(place=bare["place"].strip(), credit=_agency(bare["credit"])), bare.end()
    found = _LINE.match(head)
    if not found:
        return None
    place, credit = found["place"].strip(" ,"), found["credit"]
    dashed = found["mark"].strip() in {"—", "–", "--", "-"} and len(place.split()) <= 3
    # "BERGEN, Norway (Nordwire) —": the town in capitals, its country or state behind it as written.
    town = place.split(",")[0]
    free = dashed and (credit is not None or _stands_free(found))
    shouted = (town if free else place).isupper() and len(town) >= 3
    if credit and not (shouted or _agency(credit)):
        return None
    if not (shouted or credit or (dashed and _stands_free(found))):
        return None
    return Dateline(
        place=place, credit=_agency(credit or "") or (credit or "").strip("() ") or None
    ), found.end()


def _stands_free(found: re.Match[str]) -> bool:
    """Whether white space stands on both sides of the dash, and a sentence begins after it."""
    around = found.string[found.start("mark") - 1 : found.start("mark")]
    following = found.string[found.end() : found.end() + 1]
    return around.isspace() and (following.isupper() or following in '“"«„‘')


def _agency(words: str) -> str | None:
    """The agency that some words name, as it is shown; an outlet's own credit has none."""
    words = words.strip("() .")
    return agencies().get(words) or next(
        (agencies()[part.strip()] for part in re.split(r"[/,&]", words) if part.strip() in agencies()),
        None,
    )


def wire_credit(paragraph: str) -> tuple[int, str] | None:
    """Where a closing "– AFP" begins, and the agency. None: the paragraph does not end with one."""
    found = _WIRE.search(paragraph[-60:]) if len(paragraph) > 20 else None
    agency = agencies().get(found["credit"].strip()) if found else None
    return (max(0, len(paragraph) - 60) + found.start(), agency) if found and agency else None


def closing_credit(paragraph: str) -> int | None:
    """Where a closing "(Reporting by ...; editing by ...)" begins. None: there is none."""
    found = _PARENTHESIS.search(paragraph[-420:])
    if found and form_of("credit", found["inside"]) == "contributor" and found.start():
        return max(0, len(paragraph) - 420) + found.start()
    return None


def agency_in(words: str) -> str | None:
    """The agency that a credit or copyright line names. None: none."""
    found = _agency_pattern().search(words)
    return agencies()[found.group()] if found else None


@cache
def _agency_pattern() -> re.Pattern[str]:
    # Short forms are words of their own elsewhere; in a credit line only long names count unless alone.
    names = sorted((name for name in agencies() if len(name) > 2), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")


_NAME = r"[A-ZÀ-Þ][\w’'&.-]*(?: [A-ZÀ-Þ][\w’'&.-]*){0,5}"


def republication(capture: Capture, span: Span) -> Iterator[Provenance]:
    """Who first published and who translated, from a note below the text."""
    words = span.of(capture.text)
    for role, pattern in _republication_patterns():
        found = pattern.search(words)
        if found and found["name"].strip():
            name = found["name"].strip(" .,")
            at = span.start + found.start("name")
            passage = capture.passage(Span(at, at + len(name)))
            yield Provenance(role=role, name=" ".join(name.split()), passage=passage)


@cache
def _republication_patterns() -> tuple[tuple[Supplier, re.Pattern[str]], ...]:
    rows = [row for tag in languages("provenance") for row in table(tag, "provenance")["note"]]
    return tuple(
        # Pages set no-break spaces where a line should not turn.
        (Supplier.named(row["role"]), re.compile(row["pattern"].replace("NAME", _NAME).replace(" ", r"\s")))
        for row in rows
    )


def date_in(words: str) -> When | None:
    """The one full date that a line writes out. None: it writes none, or several."""
    found = list(written_dates(words, all_months()))
    if len({day for _, day in found}) != 1:
        return None
    span, day = found[0]
    return When(iso=day.isoformat(), as_written=span.of(words), basis=Basis.DOCUMENT)


def names_in(words: str) -> tuple[str, ...]:
    """The names of a byline, without what follows a comma in lower case (a post, a place)."""
    joined = "|".join(sorted(joiners()))
    parts = re.split(rf"\s*[,;&/|]\s*|\s+(?:{joined})\s+", words)
    names = [part.strip(" .*") for part in parts]
    return tuple(dict.fromkeys(name for name in names if _is_person(name)))


def _is_person(name: str) -> bool:
    parts = name.split()
    return 2 <= len(parts) <= 5 and all(part[0].isupper() or len(part) <= 3 for part in parts)


def byline_forms() -> tuple[LineForm, ...]:
    """How the languages write who wrote, the names as the group "names"."""
    return forms("byline")


def is_date_line(words: str) -> bool:
    """Whether a line is a date and little else: "2 March 2026, 14:20"."""
    found = list(written_dates(words, all_months()))
    if not found:
        return _is_day(words)
    return (
        len(found) == 1
        and sum(c.isalpha() for c in words) - sum(c.isalpha() for c in found[0][0].of(words)) <= 12
    )


def _is_day(words: str) -> bool:
    """Whether a line is a day without its year, perhaps with a time: "14 April, 18:40"."""
    parts = re.findall(r"[^\W\d_]+|\d+", words)
    named = [part for part in parts if part.casefold() in all_months()]
    numbers = [int(part) for part in parts if part.isdecimal() and len(part) <= 2]
    others = [part for part in parts if part not in named and not part.isdecimal()]
    return len(named) == 1 and any(1 <= n <= 31 for n in numbers) and all(len(p) <= 2 for p in others)

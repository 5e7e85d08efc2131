"""What stands around a name in the words for a speaker and is no part of it."""

import re
from collections.abc import Sequence

from readout.lang.cues import words
from readout.lang.names import territory_of

_NICKNAME = re.compile(r"(?<=\w) [“\"][A-ZÀ-Þ][\w’'-]+[”\"](?= [A-ZÀ-Þ])")
_BRACKETS = re.compile(r"\s*\([^()]*\)?")
_ADDRESS = re.compile(r"\.[a-z]{2,}$")
_TAG = re.compile(r"(\w)-[A-ZÀ-Þ][\w.-]*")


def tidied(phrase: str, language: str) -> str:
    """A phrase without what opens its sentence, what is in brackets, and what is said about the act.

    "When Mr. Roth", "Mr. Roth first" and "Mr. Roth (R-Ohio)" are "Mr. Roth". A phrase of nothing else stays.
    """
    tokens = _BRACKETS.sub("", _NICKNAME.sub("", phrase)).split() or phrase.split()
    openers = words(language, "grammar", "openers")
    while len(tokens) > 1 and _opens(tokens, openers):
        tokens.pop(0)
    trailing = words(language, "grammar", "trailing")
    while len(tokens) > 1 and tokens[-1] in trailing and tokens[-2][:1].isupper():
        tokens.pop()
    return _before_apposition(" ".join(tokens), language)


def _before_apposition(phrase: str, language: str) -> str:
    """ "Open Harbour, a rights group" without what it is: a capital before the comma, "a" behind it."""
    name, comma, rest = phrase.partition(", ")
    if not comma or not rest or not name.split()[-1][:1].isupper():
        return phrase
    first, tokens = rest.partition(" ")[0], rest.casefold().replace(",", "").split()
    articles = words(language, "grammar", "articles")
    if first in articles & words(language, "grammar", "indefinite"):
        return name
    heads = {office.split()[-1] for office in words(language, "titles", "offices")}
    called = (heads | words(language, "people", "singular")) & set(tokens)
    full = len(name.split()) > 1 and all(token[:1].isupper() for token in name.split())
    joints = words(language, "grammar", "and") | words(language, "grammar", "but")
    lower = first.islower() and first not in joints
    return name if full and called and lower else phrase


def _opens(tokens: Sequence[str], openers: frozenset[str]) -> bool:
    first, second = tokens[0], tokens[1]
    named = second[:1].isupper() or first.endswith(",")
    return named and not first.isupper() and first.strip(",").casefold() in openers


def names_nobody(phrase: str, language: str) -> bool:
    """Whether a single word is one that opens sentences and is no name: "Asked", "Largely"."""
    return not phrase.isupper() and phrase.casefold() in words(language, "grammar", "openers")


def is_party_tag(phrase: str, language: str) -> bool:
    """Whether a phrase is the party and state of the person before it: "R-Ohio"."""
    found = _TAG.fullmatch(phrase)
    return bool(found) and phrase[0].casefold() in words(language, "titles", "party_letters")


def is_address(token: str) -> bool:
    """Whether a word is an address in the web: "example.org"."""
    return _ADDRESS.search(token) is not None


def is_coined(token: str) -> bool:
    """Whether a word is written as no person is: "ExampleAI", a capital at its end or far inside it."""
    inner = [n for n in range(1, len(token)) if token[n].isupper() and token[n - 1].islower()]
    return bool(inner) and (token[-1:].isupper() or inner[0] > 4)


def affiliated(tokens: Sequence[str], language: str) -> int:
    """How many words before a full name, or before an office, tell only what party somebody is of."""
    known = words(language, "titles", "affiliations")
    size = 0
    while size < len(tokens) - 2 and tokens[size].casefold() in known and tokens[size + 1][:1].isupper():
        size += 1
    return size


def inner_title(tokens: Sequence[str], language: str) -> int:
    """How many words stand before a name behind a title that is an office: "Ohio Gov. Ana Roth" has two.

    0 where there is none, or where it opens the phrase.
    """
    titles = words(language, "titles", "short_offices")
    places = [
        n for n in range(1, len(tokens) - 1) if tokens[n][:1].isupper() and tokens[n].casefold() in titles
    ]
    return places[-1] + 1 if places and all(t[:1].isupper() for t in tokens[places[-1] + 1 :][:1]) else 0


def without_suffix(name: Sequence[str], language: str) -> tuple[tuple[str, ...], str]:
    """A name's words without "Jr." behind them, and that word, lower case; empty where there is none."""
    suffixes = words(language, "titles", "suffixes")
    last = name[-1].casefold().strip(".,") if name else ""
    king = set(last) <= set("iv") and len(name) == 2  # "Haakon VII" is no Haakon
    if len(name) > 1 and last in suffixes and not king:
        return tuple(name[:-1]), last
    return tuple(name), ""


def is_common(name: str, language: str) -> bool:
    """Whether a body's name is a common noun, whatever begins its sentence: "group", "Lawmakers"."""
    first, _, rest = name.partition(" ")
    if any(c.isupper() for c in rest) or any(c.isupper() for c in first[1:]):
        return False
    if first.islower() or words(language, "people", "outlet_ends") & {name.casefold()}:
        return True
    common = frozenset().union(
        *(words(language, "people", kind) for kind in ("plural", "anonymous", "reports"))
    )
    parties = words(language, "titles", "affiliations")
    lower = first.casefold()
    return lower in common and lower.removesuffix("s") not in parties and lower not in territory_of(language)

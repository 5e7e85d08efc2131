"""Whom an article names only as somebody's kin."""

import re

from readout.lang.cues import words
from readout.model import Span


def kin_word(text: str, name: Span, language: str) -> str | None:
    """What somebody is to another whose name is given only so, lower case; None: a name of its own.

    "father" of "his father, Paul Roth". Empty where two names share a surname: "Lea and Ana Roth".
    """
    relatives = words(language, "people", "relatives")
    if not relatives:
        return None
    choices = "|".join(sorted(map(re.escape, relatives), key=len, reverse=True))
    before = text[max(0, name.start - 60) : name.start]
    after = text[name.end : name.end + 60]
    between = r"(?:\s+(?:\w{1,4}\.|[\w’'-]+)){0,3}"
    ahead = re.search(rf"\b({choices})\b,?{between}\s*$", before, re.IGNORECASE)
    behind = re.match(rf",\s+(?:[\w’'-]+\s+){{0,3}}({choices})\b", after)
    apart = words(language, "grammar", "whose") | words(language, "grammar", "relative")
    if behind and apart & set(behind[0].casefold().strip(", ").split()):
        behind = None  # "Ana Roth, whose brother was aboard"
    if found := ahead or behind:
        return found[1].casefold()
    joined = "|".join(map(re.escape, words(language, "grammar", "and"))) or "(?!)"
    pair = re.search(rf"(?:^|[^\w.]|\b(?P<word>[a-zß-ÿ][\w’'-]*)\s)[A-ZÀ-Þ][\w-]+ (?:{joined}) $", before)
    if pair and pair["word"] not in words(language, "grammar", "prepositions"):
        return ""  # but "of Oregon and Paul Roth"
    return None


def is_kin(text: str, name: Span, language: str) -> bool:
    """Whether a name is a relative’s: "his father, Paul Roth", "Lea Roth, his sister", "Lea and Ana Roth"."""
    return kin_word(text, name, language) is not None

"""A sentence as the verifier sees it: its words, what they are for, and what they are joined by."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

import simplemma

from readout.encoder import tagger
from readout.lang import table
from readout.lang.cues import words as listed
from readout.lang.dates import months, weekdays
from readout.lang.terms import common, plain
from readout.model import Span
from readout.text.tokens import Token, tokens


class Kind(StrEnum):
    """What a word is for."""

    NAME = "name"
    FIGURE = "figure"
    VERB = "verb"
    TELLING = "telling"
    #: A day, a month, a year beside one.
    TIME = "time"
    NO = "no"
    MODAL = "modal"
    NARROW = "narrow"
    UNSURE = "unsure"
    JOIN = "join"
    #: A preposition.
    LINK = "link"
    PRONOUN = "pronoun"
    #: Articles, auxiliaries, marks: they may come and go.
    FREE = "free"


#: Words of fewer letters that are tagged so are taken for it.
CLOSED = 4
#: What must stand in the passage.
SUPPORTED = frozenset({Kind.NAME, Kind.FIGURE, Kind.VERB, Kind.TELLING, Kind.TIME})


@dataclass(frozen=True, slots=True)
class Word:
    span: Span
    lower: str
    kind: Kind
    #: What another form of the same word shares with it.
    keys: frozenset[str]
    #: The preposition or possessive that leads to it, within its phrase. Empty: none.
    link: str
    tag: str

    def like(self, other: "Word") -> bool:
        return bool(self.keys & other.keys)


@cache
def checked(language: str, group: str, name: str = "") -> frozenset[str]:
    """A list of `rewrites.toml`, lower case."""
    row = table(language, "rewrites").get(group, {} if name else "")
    written = row.get(name, "") if name else row
    return frozenset(word.strip().casefold() for word in str(written).split(",") if word.strip())


def can_check(language: str) -> bool:
    """Whether sentences of a language can be checked other than word for word."""
    return bool(table(language, "rewrites")) and tagger.load(language) is not None


@lru_cache(maxsize=50_000)
def keys_of(word: str, language: str) -> frozenset[str]:
    """The word, its lemma, and the figure that it writes out."""
    folded = plain(word)
    found = {folded}
    if folded.isalpha():
        found |= {
            simplemma.lemmatize(folded, lang=language),
            simplemma.lemmatize(word, lang=language).casefold(),
        }
        number = _number(folded, language)
        if number:
            found.add(number)
    elif folded[:1].isdigit():
        found.add(folded.replace(",", "") if _thousands(folded) else folded)
    return frozenset(found)


def _thousands(figure: str) -> bool:
    return all(len(part) == 3 for part in figure.split(",")[1:])


@cache
def _numbers(language: str) -> dict[str, str]:
    return {
        word: str(n) for n, word in enumerate(str(table(language, "rewrites").get("numbers", "")).split(), 1)
    }


def _number(word: str, language: str) -> str | None:
    return _numbers(language).get(word)


@cache
def _modal_classes(language: str) -> dict[str, str]:
    return {
        word: name for name in ("future", "possible", "due") for word in checked(language, "modals", name)
    }


def modal_class(word: str, language: str) -> str:
    """What kind of modal a word is. Empty: none."""
    return _modal_classes(language).get(word, "")


def words_of(text: str, language: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of one sentence in order; marks are left out, spans count from the text's start."""
    found = tokens(text, start, end, listed(language, "sentences", "abbreviations"))
    model = tagger.load(language)
    plain_words = [t.word.replace("’", "'").replace("“", '"').replace("”", '"') for t in found]
    tags = model.tag(plain_words) if model else ["X"] * len(found)
    kinds = [_kind(n, found, tags, language) for n in range(len(found))]
    links = _links(found, tags, kinds)
    return [
        Word(token.span, token.lower, kind, keys_of(token.word.rstrip("."), language), link, tag)
        for token, kind, link, tag in zip(found, kinds, links, tags, strict=True)
        if token.word[0].isalnum() or token.lower in {"'s", "n't", "'ll", "'d"}
    ]


def _kind(n: int, found: Sequence[Token], tags: Sequence[str], language: str) -> Kind:
    word, tag = found[n].lower, tags[n]
    if word in checked(language, "no"):
        return Kind.NO
    if tag == "AUX" and modal_class(word, language):
        return Kind.MODAL
    if word in checked(language, "narrow", "unsure"):
        return Kind.UNSURE
    if found[n].word[0].isdigit() or _number(word, language):
        return Kind.TIME if _beside_month(n, found, language) else Kind.FIGURE
    if word in months(language) or word in weekdays(language):
        return Kind.TIME if found[n].word[0].isupper() else Kind.FREE
    if word in checked(language, "joins", "words") and tag in {"ADP", "SCONJ", "CCONJ", "ADV", "ADJ"}:
        return Kind.JOIN
    if word in checked(language, "narrow", "words") and tag not in {"NOUN", "PROPN"}:
        return Kind.NARROW
    if tag == "PROPN":
        return Kind.NAME
    if word in checked(language, "stands", "pronouns") or tag == "PRON":
        return Kind.PRONOUN
    if tag == "ADP" or (word == "'s" and tag == "PART"):
        return Kind.LINK
    if tag in {"VFIN", "VB", "VBG", "VBN"}:
        return (
            Kind.FREE
            if word in listed(language, "grammar", "be") | listed(language, "grammar", "have")
            else Kind.VERB
        )
    if tag in {"NOUN", "ADJ", "NUM", "ADV", "X", "INTJ"} and word[0].isalnum():
        return Kind.FREE if word in common(language, "function") and tag != "NOUN" else Kind.TELLING
    # Articles, auxiliaries and the like are few: what is none of them was tagged wrongly.
    return Kind.FREE if _is_closed(word, language) else Kind.TELLING


@cache
def _is_closed(word: str, language: str) -> bool:
    auxiliaries = listed(language, "grammar", "be") | listed(language, "grammar", "have")
    held = word in common(language, "function") or word in auxiliaries
    return held or not word.isalpha() or bool(modal_class(word, language)) or len(word) < CLOSED


def _beside_month(n: int, found: Sequence[Token], language: str) -> bool:
    beside = [found[i].lower for i in (n - 2, n - 1, n + 1) if 0 <= i < len(found)]
    return any(word in months(language) for word in beside)


#: What a phrase is made of.
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "SYM", "X", "VBG", "VBN"})


def _links(found: Sequence[Token], tags: Sequence[str], kinds: Sequence[Kind]) -> list[str]:
    links: list[str] = []
    link = ""
    for n, (token, tag, kind) in enumerate(zip(found, tags, kinds, strict=True)):
        end = n + 1
        while end < len(found) and tag == tags[end] == "PROPN":
            end += 1
        owns = end < len(found) and tags[end] == "PART" and found[end].lower in {"'s", "'"}
        links.append("'s" if owns else link)
        if kind is Kind.LINK or (kind is Kind.JOIN and tag == "ADP"):
            link = token.lower if token.lower != "'s" else link
        elif (tag == "PART" and token.lower == "to") or (
            tag not in _INSIDE and not (kind is Kind.NARROW and tag == "ADV")
        ):
            link = ""
    return links

"""Whether a sentence can be printed alone: it points at nobody outside, and somebody answers for it."""

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from readout.lang import table
from readout.lang.cues import words as listed
from readout.model import Span, Statement
from readout.text.quotes import quotations

WORD = re.compile(r"[^\W_]{2,}")
_ANY = re.compile(r"[^\W_]+")
#: Within so many words behind "the" a name says which one.
NAMED = 7
#: "[Bank for Quays (BQ)] The president ...": who sent it, before the text.
_SENDER = re.compile(r"\[[^\[\]\n]{2,80}\]\s*(?=[A-ZÀ-Þ])")
#: "ZAGREB, Feb. 3 (Agency) —": a place in capitals, a day, an agency, a dash. A colon would be a label.
_DATELINE = re.compile(
    r"(?:(?=[^\W\d_]*[^\W\d_a-z]{3})(?P<place>[^\W\d_]{3,})[^\n—–:“”\"]{0,50}?|\([^()\n]{3,40}\))\s?(?:—|–|--|\s-)\s*"
)
#: Every stub ends in a dash, or the page's own one in a colon, within so many characters.
_DASH, STUB = re.compile(r"[—–:]|--|\s-"), 160
#: "Anna Verd", not "Australia's eSafety".
_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]*\.? (?:[^\W\d_a-z]\. )?(?:[a-z]{2,3} )?[^\W\d_a-z][^\W\d_]+")
_CAPITALS = re.compile(r"\b[A-Z]{2,3}\b")
#: "Lima, 3 May - ".
_DATED = re.compile(r"[^\W\d_]{3,}, \d{1,2} [^\W\d_]+\s?(?:—|–|--|\s-)\s*")
#: "JERUSALEM / ISLAMABAD: ": two places are no speaker.
_PLACES = re.compile(
    r"[^\W\d_a-z]{3,}(?: [^\W\d_a-z]{2,})?(?:\s?/\s?[^\W\d_a-z]{3,}(?: [^\W\d_a-z]{2,})?)+: "
)
#: "Kadri Lepik: It ends when ...": who speaks, before what is said.
_LABEL = re.compile(r"(?:[^\W\d_][\w.’'-]*\s){0,4}[^\W\d_][\w.’'-]*: ")


def behind_dateline(sentence: str, dateline: str | None) -> int:
    """Where the report begins behind "LIMA, 3 May (Agency) —"; 0 if there is no such stub.

    With a colon only the page's own dateline counts: capitals and a colon are also a speaker's label.
    """
    sender = _SENDER.match(sentence)
    if sender:
        return sender.end()
    if not _DASH.search(sentence, 0, STUB):
        return 0
    places = _PLACES.match(sentence)
    if places:
        return places.end()
    match = _DATELINE.match(sentence)
    if match and match["place"] and not match["place"].isupper():
        match = None
    if match is None and dateline and sentence.casefold().startswith(dateline.casefold()):
        rest = re.compile(r"[^\n“”\"]{0,40}?(?:—|–|--|\s-|:)\s*").match(sentence, len(dateline))
        match = rest
    match = match or _DATED.match(sentence)
    begins = match.end() if match else 0
    return begins if sentence[begins : begins + 1].isupper() else 0


def _label(sentence: str) -> re.Match[str] | None:
    match = _LABEL.match(sentence)
    return match if match and all(word[0].isupper() for word in match.group()[:-2].split()) else None


@cache
def row(language: str, name: str) -> tuple[str, ...]:
    """A list of briefs.toml: forms between commas, or words between blanks."""
    found = str(table(language.partition("-")[0], "briefs").get(name, ""))
    forms = found.split(",") if "," in found else found.split()
    return tuple(" ".join(_ANY.findall(form.casefold())) for form in forms if form.strip())


@lru_cache(maxsize=500)
def _plain(words: str) -> str:
    return f" {' '.join(_ANY.findall(words.casefold()))} "


def _holds(words: str, forms: tuple[str, ...]) -> bool:
    return bool(forms) and _any_of(forms).search(_plain(words)) is not None


@cache
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f" (?:{'|'.join(map(re.escape, forms))}) ")


@lru_cache(maxsize=500)
def outside_quotes(sentence: str) -> str:
    """The sentence with what stands in quotation marks blanked."""
    for span in quotations(sentence):
        sentence = sentence[: span.start] + " … " + " " * (len(span) - 3) + sentence[span.end :]
    return sentence


def dangles(sentence: str, language: str) -> bool:
    """Whether it points at somebody or something named before: "Its chairman", "the decision"."""
    label = _label(sentence)
    told = sentence[label.end() :] if label else sentence
    first = _ANY.search(told)
    if first is None or first.group().casefold() in row(language, "pointing"):
        return True
    plain = f"{' '.join(_ANY.findall(told.casefold()))} "
    openings = row(language, "opening")
    if openings and _any_of(openings).match(f" {plain}"):
        return True
    if _demonstrates(outside_quotes(told), language):
        return True
    return _holds(outside_quotes(told), row(language, "before"))


def _demonstrates(told: str, language: str) -> bool:
    """Whether it says "those candidates", "this bill": which ones, a sentence before said."""
    pointers, free = set(row(language, "demonstrative")), set(row(language, "not_pointed"))
    words = [word.casefold() for word in _ANY.findall(told)]
    return any(word in pointers and words[at + 1] not in free for at, word in enumerate(words[:-1]))


def points_back(sentence: str, language: str) -> bool:
    """Whether it speaks of "the accusation" or "such attacks" without saying which: a sentence before did.

    Not where the noun goes on ("the attack on the port"), nor where the sentence itself brings it up.
    """
    back, of_names = row(language, "back"), row(language, "back_of_names")
    if not back:
        return False
    written = _ANY.findall(outside_quotes(sentence))
    words = [word.casefold() for word in written]
    pointers, going_on = row(language, "pointers"), row(language, "going_on")
    for at, word in enumerate(words[:-1]):
        if word in row(language, "such") and words[at + 1] not in row(language, "such_free"):
            return True
        if word not in pointers:
            continue
        noun = words[at + 1]
        if noun.isdigit() and words[at + 2 : at + 3] in [[w] for w in row(language, "years")]:
            noun = words[at + 2]
        named = any(word[0].isupper() for word in written[1:at]) or not written[0][1:].islower()
        if not (noun in back or (noun in of_names and not named)) or noun in words[:at]:
            continue
        if words[at + 2 : at + 3] and words[at + 2] in going_on:
            continue
        return True
    return False


def unbound(sentence: str, language: str, names: Collection[str]) -> bool:
    """Whether a "he" or "her" comes before anybody is named: "As commissioner, she has been given ...".

    `names`: last names of people; two words with capitals in a row are taken for a name too.
    """
    base = language.partition("-")[0]
    pronouns = {word for key in ("he", "she") for word in listed(base, "grammar", key)}
    told = outside_quotes(sentence)
    first = next((m for m in _ANY.finditer(told) if m.group().casefold() in pronouns), None)
    if first is None:
        return False
    before = told[: first.start()]
    return _NAME.search(before) is None and not set(names) & set(_ANY.findall(before))


def turns(sentence: str, language: str) -> bool:
    """Whether it takes back, or sets something against, what stands before it."""
    first = _ANY.search(sentence)
    return first is not None and first.group().casefold() in row(language, "turning")


def speaks_of(words: str, language: str, kind: str) -> bool:
    """Whether it holds a word of a row of briefs.toml."""
    return _holds(words, row(language, kind))


def plans(sentence: str, language: str) -> bool:
    """Whether the page's own words tell of what is still to come."""
    return _holds(outside_quotes(sentence), row(language, "planned"))


def leans(sentence: str, language: str) -> bool:
    """Whether its subject is something without a name: "The pair also recorded", "The river, which".

    At the head of an article it says what the article is about; further down a sentence before named it.
    """
    first = re.match(r"\W*(\w+)((?:[ -]\w[\w’'.-]*){1,7})", sentence)
    if first is None or first.group(1).casefold() not in row(language, "definite"):
        return False
    near = re.split(r"[,;:(–—]", sentence[first.start(2) :])[0].split()[:NAMED]
    days = row(language, "not_pointed")
    names = (word.strip(".’'\"”") for word in near)
    return not any(n and n[0].isupper() and n.casefold() not in days for n in names)


def comments(sentence: str, language: str) -> bool:
    """Whether a page comments in its own voice; inside a quotation it is somebody's."""
    return _holds(outside_quotes(sentence), row(language, "comment"))


def is_loaded(sentence: str, language: str) -> bool:
    """Whether a page's own words take a side: "angrily", "scathing"."""
    return _holds(outside_quotes(sentence), row(language, "loaded"))


def is_own_voice(sentence: str, language: str) -> bool:
    """Whether somebody says "we" or "my" outside quotation marks, and the sentence does not say who."""
    if _label(sentence):
        return False
    # "The US" is a country, not us.
    return _holds(_CAPITALS.sub("", outside_quotes(sentence)), row(language, "own"))


def voices_gone(inside: Sequence[Statement], language: str) -> bool:
    """Whether somebody who speaks in the sentence is named by pointing alone: "he", "its chairman"."""
    keys = ("he", "she", "it", "they")
    pronouns = {word for key in keys for word in listed(language.partition("-")[0], "grammar", key)}
    pronouns |= set(row(language, "pointing"))
    voices = [
        first.group().casefold() for s in inside if s.speaker and (first := _ANY.search(s.speaker.exact))
    ]
    return any(voice in pronouns for voice in voices)


def asks(sentence: str) -> bool:
    """Whether it is a question outside quotation marks."""
    return outside_quotes(sentence).rstrip("\"”»’' ")[-1:] in "?？؟"


def within(span: Span, statement: Statement) -> bool:
    """Whether the statement stands, for the most part, in the sentence."""
    passage = statement.passage.span
    return passage.overlap(span) * 2 > min(len(passage), len(span))


def undetermined(sentence: str, language: str) -> bool:
    """Whether it says that a cause is not known: a word for it, and one that it is open, in one clause."""
    told = outside_quotes(sentence)
    return any(
        _holds(clause, row(language, "cause")) and _holds(clause, row(language, "undetermined"))
        for clause in re.split(r"[,;:—–]", told)
    )

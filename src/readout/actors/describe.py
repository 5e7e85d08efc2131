"""What the words for a speaker say by themselves: a name with its office, a body, a pronoun, a role."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from readout.actors.wording import (
    affiliated,
    inner_title,
    is_address,
    is_coined,
    is_party_tag,
    names_nobody,
    tidied,
    without_suffix,
)
from readout.lang import table
from readout.lang.cues import words
from readout.lang.names import institutions, is_state_form, particles, state_names, territory_of


class Kind(StrEnum):
    PERSON = "person"
    BODY = "body"
    #: Somebody unnamed on purpose, or unnamed many.
    UNNAMED = "unnamed"
    #: "the foreign minister": an office, its holder named elsewhere or nowhere.
    ROLE = "role"
    HE = "he"
    SHE = "she"
    IT = "it"
    THEY = "they"
    SELF = "self"
    WE = "we"


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What some words name, before anything around them is asked."""

    kind: Kind
    #: For a person the name alone; for a body its name without an article.
    name: str
    #: For a person the office before the name; for a role the office.
    role: str | None = None
    #: The territory that a demonym or a possessive in the words names.
    territory: str | None = None
    #: "he" or "she" where a title or honorific says so.
    gender: Kind | None = None
    #: The honorific or short title right before the name: "Mr.", "Gov.".
    title: str | None = None


_CLEAN = re.compile(r"^[\s“”\"'‘’(\[—–-]+|[\s“”\"'‘’)\],;:—–-]+$")


@cache
def describe(phrase: str, language: str) -> Description:
    """What a noun phrase names."""
    phrase = tidied(_CLEAN.sub("", " ".join(phrase.replace("\u00ad", "").split())), language)
    lower = phrase.casefold()
    for kind, name in (
        (Kind.HE, "he"),
        (Kind.SHE, "she"),
        (Kind.IT, "it"),
        (Kind.THEY, "they"),
        (Kind.SELF, "i"),
        (Kind.WE, "we"),
    ):
        if lower in words(language, "grammar", name):
            return Description(kind=kind, name=phrase)
    pronouns = frozenset().union(
        *(words(language, "grammar", name) for name in ("he", "she", "it", "they", "we"))
    )
    if lower.partition(" ")[0] in pronouns:
        return Description(kind=Kind.THEY, name=phrase)  # "he and his minister": more than one
    if is_party_tag(phrase, language) or names_nobody(phrase, language):
        return Description(kind=Kind.THEY, name=phrase)
    bare = without_article(phrase, language)
    person = _person(bare, language)
    if (
        person
        and not person.role
        and bare != phrase
        and phrase[: -len(bare)].strip().casefold() in words(language, "grammar", "articles")
    ):
        return Description(kind=Kind.BODY, name=bare)  # "the Post", "the Yankees": nobody's name
    if person and lower in _openers(language):
        return Description(kind=Kind.THEY, name=phrase)
    if person and not _is_state(bare, language):
        return person
    return _no_person(phrase, bare, language)


def _openers(language: str) -> frozenset[str]:
    """Words that open a clause and name nobody, whatever their capital: "When", "According"."""
    according = {form.split()[0] for form in words(language, "grammar", "according")}
    return (
        words(language, "grammar", "subordinators")
        | words(language, "grammar", "complementisers")
        | according
    )


def without_article(phrase: str, language: str) -> str:
    first, _, rest = phrase.partition(" ")
    small = words(language, "grammar", "definite") | words(language, "grammar", "indefinite")
    return rest if rest and first.casefold() in small else phrase


def _is_state(bare: str, language: str) -> bool:
    return bare.casefold() in state_names(language) or bare.casefold() in institutions(language)


def _person(bare: str, language: str) -> Description | None:
    """A name of a person, with or without an office before it. None: the words name no person."""
    before, comma, behind = bare.rpartition(", ")
    settled = comma and not speaks_for_another([*before.split()], language)
    if settled and _is_called(before, language) and 2 <= len(behind.split()) <= 4:
        named = _person(behind, language)
        if named:
            held = without_article(before, language)
            gender = named.gender or gender_of(held.split(), language)
            return replace(named, role=held, territory=_territory(held.split(), language), gender=gender)
    tokens = bare.split()
    tokens = tokens[affiliated(tokens, language) :]
    cut = _office_end(tokens, language)
    cut = max(cut, inner_title(tokens, language))
    if not cut:
        cut = _before_name(tokens, language) or _once(tokens, language)
        if cut and tokens[cut - 1].casefold() in words(language, "people", "collective"):
            return None  # "the rights group Aid for All": a body with its kind
    if speaks_for_another(tokens[:cut], language):
        return None  # "a spokesman for Prime Minister Ana Roth"
    if _are_two(tokens[:cut], language):
        return None  # "Roth and Foreign Minister Brandt" are two
    name = tokens[cut:]
    honorific = None
    while name and name[0].casefold() in words(language, "titles", "honorifics"):
        honorific = name.pop(0)
    if cut:  # "a spokesman of the ministry Jonas Brekke": words between office and name are the office's
        while len(name) > 1 and _belongs_to_office(name, language) and cut < len(tokens) - 1:
            name, cut = name[1:], cut + 1
        small = words(language, "grammar", "prepositions") | words(language, "grammar", "articles")
        if tokens[cut - 1].casefold() in small:
            return None  # "the mayor of Porto", "a lawyer for Mr. Roth": the name is another's
    rest = name
    name = _until_lower(name, language)
    titled = bool(cut or honorific)
    if not name or not _looks_like_a_name(name, language, titled=titled):
        return None
    following = rest[len(name)].casefold() if len(rest) > len(name) else ""
    if following and following not in words(language, "grammar", "prepositions") | words(
        language, "grammar", "relative"
    ):
        return None  # "Democratic lawmakers" is no person called Democratic
    if not cut and honorific is None and _names_a_body(tokens, language):
        return None
    role = " ".join(tokens[:cut]).strip(" ,") or None
    return Description(
        kind=Kind.PERSON,
        name=" ".join(name),
        role=role,
        territory=_territory(tokens[:cut], language),
        gender=gender_of([*tokens[:cut], honorific or ""], language),
        title=honorific,
    )


def speaks_for_another(before: list[str], language: str) -> bool:
    """Whether words before a name end with the office of whom somebody else is there for.

    "a spokesman for the mayor", "the wife of President", but not "the secretary of state".
    """
    lowered = [token.casefold().strip(".,") for token in before]
    heads = office_heads(language) | words(language, "people", "singular")
    heads = heads | words(language, "people", "relatives")
    offices = words(language, "titles", "offices")
    if not lowered or lowered[-1] not in office_heads(language):
        return False
    for n in range(1, len(lowered) - 1):
        within = " ".join(lowered[n - 1 : n + 2])
        own = any(within in office for office in offices) or lowered[n] in words(language, "grammar", "and")
        small = lowered[n] in words(language, "grammar", "prepositions")
        if small and not own and any(token in heads for token in lowered[:n]):
            return True
    return False


def _are_two(before: list[str], language: str) -> bool:
    """Whether an "and" before a name joins somebody else to it, and no two halves of an office."""
    joints = [n for n, token in enumerate(before) if token.casefold() in words(language, "grammar", "and")]
    if not joints:
        return False
    parts = {part for office in words(language, "titles", "offices") for part in office.split()}
    known = parts | words(language, "people", "singular")
    if any(token.casefold() in words(language, "people", "collective") for token in before[joints[-1] :]):
        return False  # "Trade and Industry Committee spokesman": one committee
    capital = [before[n - 1] for n in joints if n and before[n - 1][0].isupper()]
    return any(token.casefold() not in known for token in capital)


def _is_called(before: str, language: str) -> bool:
    """Whether words before a comma say what the one behind it is: an office, or any person's calling."""
    tokens = before.split()
    if not tokens or _office_end([*tokens, "-"], language):
        return bool(tokens)
    head = _head(tokens, language)
    body = head in words(language, "people", "collective") | words(language, "people", "plural")
    return tokens[-1][0].islower() and head.isalpha() and not body


def _once(tokens: list[str], language: str) -> int:
    """How many words say what somebody is no longer, or not yet, or does: "Former trader" before "Ana Roth".

    0 where no such word opens the phrase. "Former" has a calling behind it, "late" has a name.
    """
    first = tokens[0].casefold() if tokens else ""
    if first in words(language, "titles", "gone"):
        return 1
    ends = any(first.endswith(end) for end in words(language, "titles", "calling_ends"))
    if len(tokens) in {3, 4} and (ends or first in words(language, "people", "singular")):
        return 1  # "Engineer Ana Roth" opens a sentence
    if first in words(language, "titles", "once"):
        return min(2, len(tokens) - 1)
    return int(any(first.startswith(beginning) for beginning in words(language, "titles", "once_beginnings")))


def _before_name(tokens: list[str], language: str) -> int:
    """How many words stand before a full name at the end: "the night porter Ana Roth" has three.

    0 where there is none, or where nouns have capitals of their own.
    """
    known = table(language, "frames")
    if known and known["capital_nouns"]:
        return 0
    first = len(tokens)
    while first > 0 and tokens[first - 1][:1].isupper():
        first -= 1
    small = (
        particles(language)
        | words(language, "grammar", "articles")
        | words(language, "grammar", "prepositions")
        | words(language, "grammar", "but")
        | words(language, "grammar", "and")
        | words(language, "grammar", "subordinators")
        | words(language, "grammar", "possessive")
        | {"&", "+"}
    )
    named = 2 <= len(tokens) - first <= 3
    return first if first and named and tokens[first - 1].casefold() not in small else 0


def _belongs_to_office(name: list[str], language: str) -> bool:
    """Whether a word behind an office is still its own: in lower case, or a state before a full name."""
    if not name[0][0].isupper():
        return True
    return len(name) >= 3 and is_state_form(name[0].strip(","), language)


def _office_end(tokens: list[str], language: str) -> int:
    """How many words the office before a name takes: "Russian Foreign Minister" has three."""
    offices = words(language, "titles", "offices")
    ends = {0}
    for size in (4, 3, 2, 1):
        for start in range(len(tokens) - size + 1):
            phrase = " ".join(tokens[start : start + size]).casefold().strip(",")
            if phrase in offices or phrase.removesuffix("s") in offices:
                ends.add(start + size)
    if len(tokens) in ends and tokens[-1].casefold() in words(language, "titles", "surnames_too"):
        ends.remove(len(tokens))  # "Senator Ana King" is no king
    return max(ends) if max(ends) < len(tokens) else 0


def _until_lower(name: list[str], language: str) -> list[str]:
    kept: list[str] = []
    for token in name:
        if token[0].isupper() or token in particles(language) or token[:1] in "“":
            kept.append(token)
        else:
            break
    while kept and kept[-1].casefold() in particles(language):
        kept.pop()
    return [token.strip(',;:“”"') for token in kept]


def _is_initials(token: str, language: str) -> bool:
    """Whether capitals are a person's initials, "J.D.", and no state's or other known short form."""
    known = territory_of(language).keys() | words(language, "sentences", "abbreviations")
    return len(token.replace(".", "")) <= 2 and token.casefold().strip(".") not in known


def _looks_like_a_name(written: list[str], language: str, *, titled: bool) -> bool:
    """Whether capitalised words may be a person's name. `titled`: an office or "Mr." stands before them."""
    name, _ = without_suffix(written, language)
    if len(name) > 5 or any(token.isupper() and not _is_initials(token, language) for token in name):
        return False
    if len(name) == 1 and not titled and name[0].casefold() in words(language, "titles", "affiliations"):
        return False
    coined = not titled and any(is_coined(token) for token in name)
    if coined or any(is_address(token) for token in name) or len(name[-1].strip(".")) == 1:
        return False
    if len(name) > 1 and not titled and name[-1].casefold() in words(language, "people", "outlet_ends"):
        return False
    if not all(
        token.replace("-", "").replace("’", "").replace("'", "").replace(".", "").isalpha() for token in name
    ):
        return False
    if any(token.endswith(("’s", "'s", "s’", "s'")) for token in name[:-1]):
        return False
    surname = titled and len(name) > 1 and name[-1].casefold() in words(language, "titles", "surnames_too")
    if name[-1].casefold() in words(language, "titles", "offices") and not surname:
        return False
    known = (
        words(language, "people", "collective")
        | words(language, "people", "plural")
        | words(language, "grammar", "weekday_words")
    )
    return not any(token.casefold() in known for token in name)


def _names_a_body(tokens: list[str], language: str) -> bool:
    joined = " ".join(tokens).casefold()
    if joined in institutions(language) or joined in territory_of(language):
        return True
    states = territory_of(language)
    return any(token.casefold().removesuffix("’s").removesuffix("'s") in states for token in tokens)


def gender_of(tokens: list[str], language: str) -> Kind | None:
    lowered = {token.casefold().strip(",") for token in tokens}
    if lowered & words(language, "titles", "women"):
        return Kind.SHE
    return Kind.HE if lowered & words(language, "titles", "men") else None


def _territory(tokens: list[str], language: str) -> str | None:
    states = territory_of(language)
    lowered = [re.sub(r"[’']s?$", "", token.casefold().strip(",")) for token in tokens]
    for size in (3, 2, 1):
        for start in range(len(lowered) - size + 1):
            found = states.get(" ".join(lowered[start : start + size]))
            if found:
                return found
    return None


def _no_person(phrase: str, bare: str, language: str) -> Description:
    tokens = bare.split()
    head = _head(tokens, language)
    territory = _territory(tokens, language)
    singular = head in office_heads(language)
    first = phrase.split()[0].casefold() if phrase else ""
    indefinite = first in words(language, "grammar", "indefinite")
    nameless = head in words(language, "people", "anonymous") and (
        indefinite or len(tokens) == 1 or head in words(language, "people", "never_named")
    )
    person = head in words(language, "people", "singular") - words(language, "people", "bodies_too")
    plain = phrase[:1] + phrase[1:].casefold() == phrase
    some = indefinite and head in words(language, "people", "plural") and plain
    if nameless or some or (singular and indefinite) or (person and (indefinite or plain)):
        name = phrase if is_another(phrase, language) else bare
        return Description(kind=Kind.UNNAMED, name=name, territory=territory)
    if singular:
        return Description(
            kind=Kind.ROLE, name=bare, role=bare, territory=territory, gender=gender_of([head], language)
        )
    if first in words(language, "grammar", "owners"):
        return Description(kind=Kind.THEY, name=phrase, territory=territory)
    state = state_names(language).get(bare.casefold())
    called = _before_name(tokens, language)
    if called and tokens[called - 1].casefold() in words(language, "people", "collective"):
        bare = " ".join(tokens[called:])
    return Description(kind=Kind.BODY, name=state or bare, territory=territory)


@cache
def office_heads(language: str) -> frozenset[str]:
    """The word of each office that says what somebody is: "secretary" of "secretary of the treasury"."""
    small = words(language, "grammar", "prepositions")
    found = set()
    for office in words(language, "titles", "offices"):
        tokens = office.split()
        cut = next((n for n, token in enumerate(tokens) if n and token in small), len(tokens))
        found.add(tokens[cut - 1])
    return frozenset(found)


def is_another(phrase: str, language: str) -> bool:
    """Whether words bring in somebody new: "another witness", "a second official"."""
    lower = phrase.casefold()
    return any(lower.startswith(f"{opening} ") for opening in words(language, "grammar", "another"))


def _head(tokens: list[str], language: str) -> str:
    """The head noun: the word before the first preposition, possessive kept."""
    small = words(language, "grammar", "prepositions")
    for n, token in enumerate(tokens):
        if n and token.casefold() in small:
            return tokens[n - 1].casefold().strip(",")
    return tokens[-1].casefold().strip(",.") if tokens else ""

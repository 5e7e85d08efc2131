"""Names of states and institutions in a language, and what the spellings of a name share."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from readout.lang import table


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A state or territory with its other names."""

    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]


@cache
def territories(language: str) -> tuple[Territory, ...]:
    """The territories of a language's gazetteer. Empty where nobody has written it."""
    rows = table(language, "territories").get("rows", "").strip().splitlines()
    found = []
    for row in rows:
        names, demonyms, capitals = (
            tuple(p.strip() for p in part.split(",") if p.strip()) for part in row.split("|")
        )
        found.append(Territory(name=names[0], names=names, demonyms=demonyms, capitals=capitals))
    return tuple(found)


@cache
def territory_of(language: str) -> Mapping[str, str]:
    """Every name, demonym and capital, lower case, to the territory's first name."""
    found: dict[str, str] = {}
    for territory in territories(language):
        for name in (*territory.names, *territory.demonyms, *territory.capitals):
            found.setdefault(name.casefold(), territory.name)
            found.setdefault(name.casefold() + "s", territory.name)
    return found


@cache
def state_names(language: str) -> Mapping[str, str]:
    """Names and capitals, lower case, to the territory's first name: what may stand for the state."""
    return {
        name.casefold(): territory.name
        for territory in territories(language)
        for name in (*territory.names, *territory.capitals)
    }


@cache
def institutions(language: str) -> frozenset[str]:
    """Names of bodies, lower case."""
    names = table(language, "territories").get("institutions", "")
    return frozenset(name.strip().casefold() for name in names.split(",") if name.strip())


@cache
def particles(language: str) -> frozenset[str]:
    """Small words inside names of persons."""
    names = table(language, "territories").get("particles", "")
    return frozenset(name.strip() for name in names.split(",") if name.strip())


_SAME = (
    (re.compile("ou"), "u"),
    (re.compile("[yj]"), "i"),
    (re.compile("w"), "v"),
    (re.compile("kh"), "h"),
    (re.compile("ph"), "f"),
    (re.compile("ck"), "k"),
    (re.compile("c(?=[aou])"), "k"),
    (re.compile("x"), "ks"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@cache
def skeleton(name: str) -> str:
    """What spellings of one name share: "Zelensky", "Zelenskiy" and "Zelenskyy" are one.

    Letters without accents, lower case; y, j, i alike, w and v, ou and u; double letters once.
    """
    letters = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c for c in letters if c.isalpha())
    if len(letters) < 5:
        return letters  # of so few each counts: "Jian" is not "Yan"
    for pattern, plain in _SAME:
        letters = pattern.sub(plain, letters)
    return letters


@cache
def is_state_form(word: str, language: str) -> bool:
    """Whether a word is a state's name, its ending aside where the language changes it."""
    lower = word.casefold()
    if lower in state_names(language):
        return True
    stem = lower[: max(4, len(lower) - 2)]
    inflects = bool(table(language, "territories").get("inflects"))
    return inflects and len(lower) >= 5 and any(name.startswith(stem) for name in state_names(language))


#: Spellings of one sound in the languages that we read; "S" is every hissing sound that has a digraph.
_SOUNDS = (
    (re.compile("shch|schtsch|chtch|stsch|tsch|tch|sch|sh|zh|dzh|ch"), "S"),
    (re.compile("ts|tz|z|c(?=[eiy])"), "s"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("kh|g"), "h"),
    (re.compile("ck|c|q"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("w"), "v"),
    (re.compile("ou"), "u"),
    (re.compile("[yj]"), "i"),
    (re.compile("(?:(?<=[aeou])|^)i+(?=[aeou])|i+(?=[aou])"), ""),
    (re.compile("ei"), "ai"),
    (re.compile("(?<=S)ov$"), "ev"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("(?<=in)e$"), ""),
)


@cache
def sound(word: str, language: str) -> str:
    """What the spellings of a name share across languages: "Lavrov", "Lawrow" and "Лавров" are one.

    Rough on purpose: for comparing whole names, never for printing. Names that a language
    changes by hearing ("Трамп") stay apart.
    """
    letters = unicodedata.normalize("NFKC", word).casefold()
    latin = _latin()
    hard = "".join("h" if c == "г" and language == "uk" else latin.get(c, c) for c in letters)
    plain = "".join(c for c in unicodedata.normalize("NFKD", hard) if c.isalpha())
    if language == "de":
        plain = re.sub("(?<![s])ch", "kh", plain)
    for pattern, one in _SOUNDS:
        plain = pattern.sub(one, plain)
    return plain


@cache
def _latin() -> Mapping[str, str]:
    rows = table("any", "letters")
    pairs = (pair.partition("=") for name in ("cyrillic", "greek") for pair in rows[name].split())
    return {letter: latin for letter, _, latin in pairs}


@cache
def _cases(language: str) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]:
    """The endings of each case, with those of the nominative. Empty where names are not inflected."""
    rows = table(language, "names").get("rows", "").strip().splitlines()
    return tuple(
        tuple(
            (ending, tuple("" if end == "0" else end for end in ends.split(",")))
            for ending, ends in (pair.split("=") for pair in row.partition(":")[2].split())
        )
        for row in rows
    )


@cache
def readings(name: str, language: str) -> frozenset[tuple[str, ...]]:
    """The names, as sounds, that a written name may stand for: itself, and its nominatives in each case."""
    tokens = tuple(name.casefold().split())
    found = {tuple(_spellings(tokens, language))}
    for case in _cases(language):
        choices = [tuple(_nominatives(token, case, token == tokens[-1])) for token in tokens]
        if all(choices) and any(set(choices[n]) - {tokens[n]} for n in range(len(tokens))):
            found |= {tuple(_spellings(picked, language)) for picked in product(*choices)}
    return frozenset(spelt for one in found for spelt in one)


@cache
def _endings(language: str) -> tuple[str, ...]:
    found = {ending for case in _cases(language) for ending, _ in case}
    return tuple(sorted(found, key=lambda ending: (-len(ending), ending)))


def without_case(word: str, language: str) -> Iterator[str]:
    """A word of a name without its longest ending of an oblique case, if it may have one."""
    for ending in _endings(language):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            yield word[: len(word) - len(ending)]
            return


def _spellings(tokens: tuple[str, ...], language: str) -> Iterator[tuple[str, ...]]:
    """A name as sounds; a letter that others hear in two ways gives two of them."""
    double = table("any", "letters").get("heard", "").split("=")
    yield tuple(sound(token, language) for token in tokens)
    if len(double) == 2 and any(double[0] in token for token in tokens):
        yield tuple(sound(token.replace(*double), language) for token in tokens)


def _nominatives(token: str, case: Sequence[tuple[str, tuple[str, ...]]], last: bool) -> Iterator[str]:
    """A word's nominatives in one case. A surname may stay as it is, a first name may not."""
    for ending, ends in case:
        if token.endswith(ending) and len(token) - len(ending) >= 3:
            yield from (token[: len(token) - len(ending)] + end for end in ends)
    if last:
        yield token


def same_name(one: str, language: str, other: str, other_language: str) -> bool:
    """Whether two full names may be one person's, in two languages or in two cases of one.

    Both need a first name and a surname; an initial agrees with a name that begins with it.
    """
    first, second = readings(one, language), readings(other, other_language)
    return any(len(a) > 1 and len(b) > 1 and _agree(a, b) for a in first for b in second)


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    initial = min(len(one[0]), len(other[0])) == 1 and one[0][0] == other[0][0]
    return one[-1] == other[-1] and (one[0] == other[0] or initial)


def declines(language: str) -> bool:
    """Whether names take endings in a language."""
    return bool(_cases(language))


def inflected(one: str, other: str, language: str) -> bool:
    """Whether two names of one language differ only in case: "Глеба Щукина", "Щукиным" and "Глеб Щукин".

    A surname alone agrees with a full name, save where it may be a woman's. Never where names have no cases.
    """
    if not declines(language):
        return False
    if len(one.split()) > 1 and len(other.split()) > 1:
        return same_name(one, language, other, language)
    alone = one if len(one.split()) == 1 else other
    if alone.casefold().endswith(_women(language)):
        return False  # "Lavrova": a woman, or a man in the genitive
    first, second = readings(one, language), readings(other, language)
    return any(a[-1] == b[-1] for a in first for b in second)


@cache
def _women(language: str) -> tuple[str, ...]:
    return tuple(table(language, "names").get("women", "").split())

"""Words of ours in the language of whoever looks: message catalogues, numbers, days and ages.

English is what the code says. Every other language is a file of `catalogues/`, in the form of gettext;
it is read when somebody first looks in that language, so that nothing has to be compiled beforehand.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Literal

#: What every other language falls back to.
ENGLISH = "en"
#: Where the day stands before the month and no state's habits are meant.
_LOCALES = {ENGLISH: "en_001"}
_CATALOGUES = files("readout.formats.catalogues")
_TONGUE: ContextVar[str] = ContextVar("tongue", default=ENGLISH)

Unit = Literal["minute", "hour", "day"]


@cache
def languages() -> tuple[str, ...]:
    """The languages that pages can be shown in, English first."""
    held = sorted(f.name.removesuffix(".po") for f in _CATALOGUES.iterdir() if f.name.endswith(".po"))
    return (ENGLISH, *held)


def named(tag: str) -> str | None:
    """The language of ours that a tag means ("fr-CA", "fr_FR.UTF-8": "fr"). None: none of them."""
    parts = re.split(r"[-_.@]", tag.strip().casefold())
    return next((one for one in languages() if one.casefold() == parts[0]), None)


def accepted(header: str) -> str | None:
    """The language of ours that an Accept-Language header likes best. None: none of them.

    After: RFC 9110, 12.5.4.
    """
    liked = []
    for place, part in enumerate(header.split(",")[:50]):
        tag, _, rest = part.partition(";")
        weight = re.search(r"q\s*=\s*([01](?:\.\d{0,3})?)", rest)
        liked.append((-float(weight[1]) if weight else -1.0, place, tag))
    return next((one for weight, _, tag in sorted(liked) if weight < 0 and (one := named(tag))), None)


def speak(language: str) -> None:
    """Words are in this language from now on, in this thread or task."""
    _TONGUE.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Words are in this language meanwhile."""
    before = _TONGUE.set(language)
    try:
        yield
    finally:
        _TONGUE.reset(before)


def tongue() -> str:
    """The language that words are in now."""
    return _TONGUE.get()


@cache
def own_name(language: str) -> str:
    """A language as those call it who speak it: "français"."""
    from babel import Locale

    return Locale.parse(language).get_display_name(language) or language


@lru_cache(maxsize=256)
def direction(tag: str) -> str:
    """ "ltr" or "rtl": how a language is written."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


@cache
def catalogue(language: str) -> NullTranslations:
    """The catalogue of a language; English has none and needs none. Cost: some 50 ms, once."""
    if language == ENGLISH:
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO((_CATALOGUES / f"{language}.po").read_bytes()), locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def N_(words: str) -> str:
    """Words that a table holds in English, and that are said with `_` where they are shown."""
    return words


def NP_(context: str, words: str) -> str:
    """As `N_`, of words that mean several things; `p_` says them."""
    return words


def gettext(words: str) -> str:
    return catalogue(_TONGUE.get()).gettext(words)


def pgettext(context: str, words: str) -> str:
    """Words that mean several things, in the meaning that the context names."""
    return catalogue(_TONGUE.get()).pgettext(context, words)


def ngettext(one: str, many: str, number: int) -> str:
    return catalogue(_TONGUE.get()).ngettext(one, many, number)


def n_(one: str, many: str, number: int) -> str:
    """One form or the other, as many as the language has, with `{n}` filled in."""
    return ngettext(one, many, number).format(n=figures(number))


_, p_ = gettext, pgettext


def quoted(words: str) -> str:
    """Words in the quotation marks of the language."""
    return gettext("“{}”").format(words)


def figures(number: int) -> str:
    """A number with its thousands set apart."""
    if -1000 < number < 1000:
        return str(number)
    from babel.numbers import format_decimal

    return format_decimal(number, locale=_locale())


def day_words(day: date, skeleton: Literal["yMMMMd", "yMMMM", "yMMMd", "MMMd"] = "yMMMMd") -> str:
    """A day in words: "9 March 2026"; shorter by the skeleton, as CLDR has them."""
    return _day_words(day, skeleton, _locale())


@lru_cache(maxsize=4096)  # a page says the same days many times
def _day_words(day: date, skeleton: str, locale: str) -> str:
    from babel.dates import format_date, format_skeleton

    if skeleton == "yMMMMd":
        return format_date(day, "long", locale=locale)
    return format_skeleton(skeleton, day, locale=locale)


def ago(number: int, unit: Unit) -> str:
    """ "2 hours ago"."""
    return _ago(number, unit, _locale())


@lru_cache(maxsize=4096)
def _ago(number: int, unit: Unit, locale: str) -> str:
    from babel.dates import format_timedelta

    span = -timedelta(**{f"{unit}s": number})
    return format_timedelta(span, granularity=unit, threshold=10**9, add_direction=True, locale=locale)


def _locale() -> str:
    language = _TONGUE.get()
    return _LOCALES.get(language, language)

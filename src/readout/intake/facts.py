"""What a page's metadata says of its article: JSON-LD first, then meta elements, then the title element."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml import html

from readout.intake import markup
from readout.lang.pages import LONGEST, forms, joiners

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|LiveBlog\w*)$")
_LIVE = re.compile(r"LiveBlog\w*$")
_DATES = (
    "article:published_time", "datepublished", "dc.date", "dcterms.date", "parsely-pub-date", "date",
)  # fmt: skip
_UPDATES = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author")
#: What templates call the same in a name of their own: "article.author", "article_author".
_AUTHOR = re.compile(r"[.:_-]author$")
#: A part of a byline longer than this, in words, is a post ("editor of the weekend pages").
_NAME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One post of a live blog, as the metadata has it. None: it does not say."""

    headline: str | None
    words: str | None
    published: str | None
    updated: str | None
    authors: tuple[str, ...]
    #: The id of the element that holds it.
    anchor: str | None


class Facts:
    """What a page's metadata says of its article."""

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.outlet: str | None = None
        self.authors: tuple[str, ...] = ()
        self.published: str | None = None
        #: What other fields give as the time of publication.
        self.also_published: tuple[str, ...] = ()
        #: When the article was made, where that is said and its publication is not.
        self.created: str | None = None
        self.updated: str | None = None
        self.section: str | None = None
        self.language: str | None = None
        #: Whether the page is declared a live blog, and the posts that it declares.
        self.is_live = False
        self.updates: tuple[Update, ...] = ()
        #: Whether everybody may read all of it. None: it is not said.
        self.is_free: bool | None = None
        #: Where the part stands that is not free, as CSS selectors.
        self.paid: tuple[str, ...] = ()

    @property
    def title(self) -> str | None:
        return self.titles[0] if self.titles else None


def facts_of(tree: html.HtmlElement) -> Facts:
    """The facts of a page. What is broken is passed over."""
    facts = Facts()
    written: list[str] = []
    things = list(_json_ld(tree))
    named = {str(thing["@id"]): thing for thing in things if thing.get("@id") and thing.get("name")}
    again: list[str] = []
    for thing in things:
        again += _strings(thing.get("datePublished"))
        if not _is_article(thing):
            continue
        facts.created = facts.created or _string(thing.get("dateCreated"))
        headline = thing.get("headline")
        if isinstance(headline, str):
            facts.titles.append(_folded(headline))
        facts.published = facts.published or _string(thing.get("datePublished"))
        facts.updated = facts.updated or _string(thing.get("dateModified"))
        written = written or list(_names(thing.get("author"), named))
        facts.outlet = facts.outlet or next(_names(thing.get("publisher"), named), None)
        facts.section = facts.section or _string(thing.get("articleSection"))
        facts.language = facts.language or _string(thing.get("inLanguage"))
        facts.is_live = facts.is_live or _is_a(thing, _LIVE)
        facts.updates = facts.updates or tuple(_updates(thing, named))
        _access(thing, facts)
    metas = _metas(tree)

    def first(*names: str) -> str | None:
        return next((metas[name] for name in names if metas.get(name)), None)

    for title in (first("og:title", "twitter:title"), _folded(tree.findtext(".//title") or "")):
        if title:
            facts.titles.append(title)
    facts.outlet = facts.outlet or first("og:site_name")
    again += [metas[name] for name in _DATES if metas.get(name)]
    facts.published = facts.published or first(*_DATES)
    if facts.published in again:
        again.remove(facts.published)  # once it is itself; again, it is another field that agrees
    facts.also_published = tuple(again)
    facts.updated = facts.updated or first(*_UPDATES)
    facts.section = facts.section or first("article:section")
    locale = (first("og:locale") or "").replace("_", "-")
    facts.language = tree.get("lang") or facts.language or locale or None
    facts.authors = names_of(written, outlet=facts.outlet)
    for name in (*_AUTHORS, *(name for name in metas if _AUTHOR.search(name))):
        # A name of one word is a login or a pen name; only the fields meant for readers are believed.
        if facts.authors:
            break
        if name in metas and (name in _AUTHORS or " " in metas[name]):
            facts.authors = names_of([metas[name]], outlet=facts.outlet)
    return facts


def names_of(written: Iterable[str], *, outlet: str | None = None) -> tuple[str, ...]:
    """The names in some byline fields, each once. Addresses and the outlet itself are no names."""
    names = (name for field in written for name in _names_in(_folded(unescape(field))))
    itself = (outlet or "").casefold()
    return tuple(
        dict.fromkeys(
            name
            for name in names
            if name and name.casefold() != itself and "://" not in name and "@" not in name
        )
    )


def _names_in(field: str) -> list[str]:
    """One field cut into names: "By Ana Roth and Tom Weir | The Quay" is two.

    A field that is not all names ("Ana Roth, editor of the weekend pages") is its first, or whole.
    """
    if len(field) <= LONGEST:
        for form in forms("byline"):
            if found := form.pattern.fullmatch(field):
                field = found["names"]
                break
    field = field.partition(" | ")[0]
    if field.startswith(","):
        return []  # a template whose name was left empty: ", The Quay"
    joined = "|".join(sorted(re.escape(word) for word in joiners()))
    parts = [part.strip() for part in re.split(rf"\s*[,;&]\s*|\s+(?:{joined})\s+", field)]
    parts = [part for part in parts if part]
    if len(parts) > 1 and 2 <= len(parts[0].split()) <= _NAME:
        comma = [part.strip() for part in field.split(",")]
        if any(len(part.split()) > 2 * _NAME for part in comma):
            return parts[:1]
        if all(2 <= len(part.split()) <= _NAME for part in parts):
            return parts
    return [field]


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    """The first content of each meta element, by its name, property or itemprop in lower case."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = _folded(meta.get("content") or "")
        if name and content:
            metas.setdefault(name.lower(), content)
    return metas


def _json_ld(tree: html.HtmlElement) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD objects of a page. Broken JSON-LD is common and is passed over."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [found]
        while waiting:
            thing = waiting.pop(0)
            if isinstance(thing, list):
                waiting.extend(thing)
            elif isinstance(thing, dict):
                waiting.append(thing.get("@graph"))
                yield thing


def _is_article(thing: Mapping[str, Any]) -> bool:
    return _is_a(thing, _ARTICLE_TYPES)


def _is_a(thing: Mapping[str, Any], kind: re.Pattern[str]) -> bool:
    kinds = thing.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(one, str) and kind.search(one) for one in kinds)


def _updates(thing: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]) -> Iterator[Update]:
    """The posts that a live blog declares, in its order."""
    found = thing.get("liveBlogUpdate")
    for post in found if isinstance(found, list) else [found]:
        if not isinstance(post, dict):
            continue
        address = _string(post.get("url")) or _string(post.get("@id")) or ""
        yield Update(
            headline=_words(post.get("headline")),
            words=_words(post.get("articleBody")),
            published=_string(post.get("datePublished")) or _string(post.get("dateCreated")),
            updated=_string(post.get("dateModified")),
            authors=names_of(_names(post.get("author"), named)),
            anchor=address.partition("#")[2] or None,
        )


def _access(thing: Mapping[str, Any], facts: Facts) -> None:
    """Whether everybody may read it, and where the part stands that not everybody may."""
    free = _truth(thing.get("isAccessibleForFree"))
    parts = thing.get("hasPart")
    paid = [
        selector
        for part in (parts if isinstance(parts, list) else [parts])
        if isinstance(part, dict) and _truth(part.get("isAccessibleForFree")) is False
        for selector in _strings(part.get("cssSelector"))
    ]
    facts.is_free = free if facts.is_free is None else facts.is_free
    if paid and facts.is_free is None:
        facts.is_free = False
    facts.paid = (*facts.paid, *paid)


def _truth(found: object) -> bool | None:
    """A truth value as templates write it: true, "True", "http://schema.org/False"."""
    if isinstance(found, bool):
        return found
    word = found.strip().rpartition("/")[2].casefold() if isinstance(found, str) else ""
    return {"true": True, "false": False}.get(word)


def _strings(found: object) -> list[str]:
    return [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, str)]


def _words(found: object) -> str | None:
    """Words that may hold markup, plain; its lines kept apart."""
    text = _string(found)
    if text and "<" in text:
        tree = markup.parse(text)
        text = markup.render(tree).text if tree is not None else ""
    lines = (_folded(unescape(line)) for line in (text or "").splitlines())
    return "\n".join(line for line in lines if line) or None


def _names(found: object, named: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Names in a JSON-LD author or publisher: a string, an object with a name, or a list.

    An object that only points (`@id`) is looked up in `named`.
    """
    for thing in found if isinstance(found, list) else [found]:
        if isinstance(thing, dict) and not thing.get("name"):
            thing = named.get(str(thing.get("@id")), thing)
        name = thing.get("name") if isinstance(thing, dict) else thing
        for one in name if isinstance(name, list) else [name]:
            if isinstance(one, str) and one.strip() and "://" not in one:
                yield _folded(html.fromstring(f"<p>{one}</p>").text_content())


def _string(found: object) -> str | None:
    found = found[0] if isinstance(found, list) and found else found
    return found.strip() or None if isinstance(found, str) else None


def _folded(words: str) -> str:
    return " ".join(words.split())

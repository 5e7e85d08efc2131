"""Articles as references: BibTeX, and CSL JSON for Zotero, pandoc and the like."""

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from readout.formats.items import Dates
from readout.formats.look import tidy
from readout.model import Article, Edition

_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def as_bibtex(edition: Edition) -> Iterator[str]:
    """One `@online` entry (BibLaTeX) an article that has a title."""
    dates, taken = Dates(edition), dict[str, int]()
    for article in edition.articles:
        title = tidy(article.title_clean or "")
        if not title:
            continue
        when = (article.published.iso or "")[:10] if article.published else ""
        fields = {
            "author": " and ".join(f"{{{_escaped(tidy(name))}}}" for name in article.byline),
            "title": f"{{{_escaped(title)}}}",
            "journaltitle": _escaped(tidy(article.outlet or "")),
            "date": when,
            "langid": article.language if article.language != "und" else "",
            "url": _escaped(dates.source(article) or ""),
        }
        key = _key(article, when)
        taken[key] = taken.get(key, 0) + 1
        name = key if taken[key] == 1 else f"{key}-{taken[key]}"
        told = ",\n".join(f"  {field} = {{{value}}}" for field, value in fields.items() if value)
        yield f"@online{{{name},\n{told}\n}}\n\n"


def as_csl(edition: Edition) -> Iterator[str]:
    """A CSL JSON array, one `article-newspaper` an article that has a title."""
    dates = Dates(edition)
    told = [_csl(article, dates) for article in edition.articles if tidy(article.title_clean or "")]
    yield json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _csl(article: Article, dates: Dates) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": article.id,
        "type": "article-newspaper",
        "title": tidy(article.title_clean or ""),
    }
    if article.byline:
        told["author"] = [{"literal": tidy(name)} for name in article.byline]
    if article.outlet:
        told["container-title"] = tidy(article.outlet)
    if article.published and article.published.iso:
        told["issued"] = {"date-parts": [[int(part) for part in article.published.iso[:10].split("-")]]}
    if article.language != "und":
        told["language"] = article.language
    source = dates.source(article)
    if source:
        told["URL"] = source
    return told


def _escaped(words: str) -> str:
    return "".join(_BIBTEX.get(letter, letter) for letter in words)


def _key(article: Article, when: str) -> str:
    """ "outlet-2026-word": in plain letters, as BibTeX wants keys."""
    first = next(iter(re.findall(r"\w{4,}", article.title_clean or "")), article.id[:6])
    parts = (article.outlet or "", when[:4], first)
    plain = [unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode() for part in parts]
    cut = [re.sub(r"[^a-z0-9]+", "", part.casefold()) for part in plain]
    return "-".join(filter(None, cut)) or article.id

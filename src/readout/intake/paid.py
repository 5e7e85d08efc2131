"""Whether a page keeps a part of its article for those who pay, as far as its metadata says.

After: schema.org isAccessibleForFree, and hasPart with a cssSelector for the part that is not free.
"""

import re
from collections.abc import Iterator

from lxml import html

from readout.intake.facts import Facts

#: The paid part is shown where so many characters of it are on the page.
_SHOWN = 200
#: The last step of a selector: an element's name, its id, its classes. More is not asked for in practice.
_STEP = re.compile(r"(?P<tag>[\w-]*)(?:#(?P<id>[\w-]+))?(?P<classes>(?:\.[\w-]+)*)")


def rest_is_paid(tree: html.HtmlElement, facts: Facts) -> bool:
    """Whether the page says that not everybody may read all of it, and does not show the part it means."""
    if facts.is_free is not False:
        return False
    shown = (len(" ".join(part.itertext()).strip()) for part in _parts(tree, facts.paid))
    return not any(length >= _SHOWN for length in shown)


def _parts(tree: html.HtmlElement, selectors: tuple[str, ...]) -> Iterator[html.HtmlElement]:
    """The elements that selectors name by their last step; of a selector that is none, nothing."""
    steps = [step for one in selectors for alone in one.split(",") if (step := _last_step(alone))]
    if not steps:
        return
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        classes = set((element.get("class") or "").split())
        for tag, name, wanted in steps:
            if tag in ("", element.tag) and name in ("", element.get("id")) and wanted <= classes:
                yield element
                break


def _last_step(selector: str) -> tuple[str, str, frozenset[str]] | None:
    found = _STEP.fullmatch((selector.replace(">", " ").split() or [""])[-1])
    if found is None or not found[0]:
        return None
    return found["tag"].lower(), found["id"] or "", frozenset(found["classes"].split(".")[1:])

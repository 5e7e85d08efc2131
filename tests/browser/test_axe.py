"""Every kind of page under axe in the real browser: WCAG 2.2 AA, light and dark, on a phone and a desk."""

import shutil
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest

from browsing import SEEDS, colours, decide, kind, one, resize, texts, walk
from readout.desk import demo_clock, open_desk
from serving import served

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
#: What depends on colours; the rest is the same in the other scheme.
COLOURS = ["color-contrast", "link-in-text-block"]
#: How a page is looked at, and by which rules.
LOOKS = [
    (390, "light", {"type": "tag", "values": RULES}),
    (390, "dark", {"type": "rule", "values": COLOURS}),
    (1440, "dark", {"type": "tag", "values": RULES}),
    (1440, "light", {"type": "rule", "values": COLOURS}),
]
#: What is folded away is looked at too.
UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; });"
ASK = """const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: arguments[0], resultTypes: ['violations'], preload: false}).then(
  (found) => done(found.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 200)}`)),
  (error) => done([String(error)]));"""
KINDS = {
    *("", "?full", "about", "actor/…", "alerts", "article/…", "articles", "articles?show", "capture/…"),
    *("capture/…?end&start", "corrections", "difference/…", "digest", "dispute/…", "explain/…", "feeds"),
    *(
        "issue?q",
        "keys",
        "ledger",
        "login?next",
        "measures",
        "nowhere",
        "open",
        "problems",
        "quotes",
        "search",
    ),
    *("search?q", "settings", "shared", "shared/…", "statement/…", "story/…", "thread/…"),
}


@pytest.fixture(scope="module")
def axe():
    """The text of axe-core, of Deque (MPL-2.0)."""
    package = find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        pytest.skip("no axe-core on this machine; `make setup` installs it with axe-playwright-python")
    return (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def broken(browser, axe, address):
    """What axe finds on a page, and how it was looked at."""
    browser.get(address)
    browser.execute_script(UNFOLD + axe)
    found = []
    for width, scheme, rules in LOOKS:
        resize(browser, width)
        colours(browser, scheme)
        against = browser.execute_async_script(ASK, rules)
        found += [f"{browser.current_url} ({width}, {scheme}) {one}" for one in against]
    return found


def fullest(edition):
    """A page of changes, and the story and the article that have the most to show."""
    version = edition.versions[0]
    story = max(edition.told.stories, key=lambda one: len(one.articles))
    said = Counter(one.article_id for one in edition.statements)
    yield f"/difference/{version.later}/{version.earlier}"
    yield f"/story/{story.id}"
    yield f"/thread/{edition.told.threads[0].id}"
    yield f"/article/{said.most_common(1)[0][0]}"


def test_no_page_breaks_a_rule(browser, small_store, publisher, axe, tmp_path):
    found, kinds = [], set()
    with open_desk(shutil.copy(small_store, tmp_path), clock=demo_clock, feeds=publisher.allowed) as desk:
        decide(desk, publisher)
        pages = (*fullest(desk.edition()), *SEEDS, "/search?q=Vilaverde", "/issue?q=recorders")
        with served(desk) as address:
            for page in walk(texts(address), pages):
                if kind(page) in KINDS - kinds:
                    kinds.add(kind(page))
                    found += broken(browser, axe, address + page)
            desk.accounts.add("ann", "quite a long one")
            for page in ("/settings", "/shared"):
                browser.get(address + page)
                if "/login" in browser.current_url:
                    kinds.add(kind(browser.current_url.removeprefix(address)))
                    found += broken(browser, axe, browser.current_url)
                    one(browser, "#name").send_keys("ann")
                    one(browser, "#password").send_keys("quite a long one\n")
                found += broken(browser, axe, address + page)
    assert kinds == KINDS
    assert not found, "\n".join(found)

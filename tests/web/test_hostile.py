"""Hostile markup arrives inert: whatever came in as text, as a page or in a feed, on every page that is served."""

import re

import pytest
from lxml import html
from starlette.testclient import TestClient

from hostile import ALL, FEED, PAGE, TEXT
from newsroom import NOW
from readout.desk import open_desk
from readout.formats.html import as_html
from readout.web.app import make_app

LIVE = frozenset(
    [
        "script",
        "style",
        "iframe",
        "frame",
        "object",
        "embed",
        "svg",
        "math",
        "base",
        "img",
        "image",
        "audio",
        "video",
        "source",
        "track",
        "template",
        "slot",
    ]
)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    names = {"page.txt": TEXT, "page.html": PAGE, "feed.xml": FEED, "<img src=x onerror=steal()>.txt": ""}
    for name, words in names.items():
        (folder / name).write_text(words, encoding="utf-8")
    with open_desk(None) as desk:
        desk.add([str(folder / name) for name in names])
        client = TestClient(make_app(desk))
        hostile = f"/search?q={ALL[:180].replace('&', '').replace('#', '').replace('%', '')}"
        waiting = ["/", "/?full=1", "/problems", "/about", "/search", "/nowhere/<script>", hostile]
        pages = {}
        while waiting:
            path = waiting.pop()
            if path in pages:
                continue
            answer = client.get(path)
            if not answer.headers["content-type"].startswith("text/html"):
                continue
            pages[path] = answer.text
            found = re.findall(r'href="(/[^"#]*)', pages[path])
            waiting += [href.replace("&amp;", "&") for href in found if not href.endswith((".css", ".js"))]
        pages["edition"] = as_html(desk.edition(), now=NOW)
    return pages


def test_every_kind_of_page_was_served(served):
    kinds = {path.split("/")[1].split("?")[0] for path in served if path.startswith("/")}
    assert {
        "",
        "article",
        "story",
        "statement",
        "actor",
        "capture",
        "problems",
        "about",
        "search",
        "articles",
        "settings",
    } <= kinds


def test_no_page_holds_an_element_that_acts_or_asks(served):
    for path, page in served.items():
        live = [e for e in html.document_fromstring(page).iter() if e.tag in LIVE]
        assert [e.tag for e in live] == (["style"] if path == "edition" else ["script"]), path
        assert path == "edition" or (dict(live[0].attrib), live[0].text) == (
            {"src": "/readout.js", "defer": "defer"},
            None,
        )


def test_no_attribute_acts_and_every_address_is_our_own(served):
    for path, page in served.items():
        for element in html.document_fromstring(page).iter():
            names = {name.lower() for name in element.attrib}
            assert not {n for n in names if n.startswith("on")} | (
                names & {"style", "srcdoc", "formaction"}
            ), path
            assert element.get("http-equiv", "").lower() in {"", "content-security-policy"}, path
            for name in ("href", "src", "action"):
                where = element.get(name)
                assert where is None or re.match(r"(?:/(?!/)|#|[?]language=|$)", where), (path, where)


def test_the_words_themselves_are_still_there_to_be_read(served):
    captures = [page for path, page in served.items() if path.startswith("/capture/")]
    assert any("&lt;script&gt;steal()&lt;/script&gt;" in page for page in captures)
    assert all("49" not in re.findall(r"denies letter.{0,40}", page) for page in captures)

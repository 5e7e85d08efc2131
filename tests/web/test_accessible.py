"""The reader for those who hear it, enlarge it or go through it by keyboard; measured on the demo."""

import re
from itertools import pairwise

import pytest
from lxml import html
from starlette.testclient import TestClient

from readout.desk import demo_clock, demo_files, open_desk
from readout.formats.html import as_html, style
from readout.web.app import make_app


@pytest.fixture(scope="module")
def edition():
    with open_desk(None) as desk:
        desk.add(demo_files(), captured_at=demo_clock())
        yield desk


@pytest.fixture(scope="module")
def pages(edition):
    """One page of each kind, and the one-file edition."""
    client = TestClient(make_app(edition, demo_clock))
    found = {path: client.get(path).text for path in ("/", "/?full=1", "/problems", "/about", "/search")}
    found["/search?q=recorders"] = client.get("/search?q=recorders").text
    everything = " ".join(found.values())
    for kind in ("story", "article", "dispute", "actor"):
        path = re.search(rf'"(/{kind}/\w+)', everything)[1]
        found[path] = client.get(path).text
        everything += found[path]
    for kind in ("statement", "capture"):
        path = re.search(rf'"(/{kind}/[^"#]+)', everything)[1].replace("&amp;", "&")
        found[path] = client.get(path).text
    found["edition"] = as_html(edition.edition(), now=demo_clock())
    return {path: html.fromstring(page) for path, page in found.items()}


def test_every_kind_of_page_is_looked_at(pages):
    assert len(pages) == 13


def test_every_page_has_one_first_heading_and_skips_no_level(pages):
    for path, page in pages.items():
        levels = [int(e.tag[1]) for e in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), path


def test_every_page_has_its_landmarks_and_a_language(pages):
    for path, page in pages.items():
        assert page.get("lang") == "en", path
        for landmark in ("header", "main", "footer"):
            assert len(page.xpath(f"//body/{landmark}")) == 1, (path, landmark)
        assert page.xpath("//a[@class='skip']/@href") == ["#main"], path
        assert page.findtext(".//title").strip(), path


def test_every_field_has_a_label_and_every_link_a_name(pages):
    for path, page in pages.items():
        labels = set(page.xpath("//label/@for"))
        for field in page.xpath("//input | //textarea"):
            assert field.get("id") in labels or field.iterancestors("label"), path
        for link in page.xpath("//a[@href]"):
            assert link.get("aria-label") or link.text_content().strip(), path
        assert page.xpath("//img[not(@alt)]") == [], path


def test_no_id_stands_twice_on_a_page_and_every_place_pointed_at_is_there(pages):
    for path, page in pages.items():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        missing = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} - set(ids)
        assert not missing, path


def test_text_in_another_language_says_so(pages):
    headings = [e for page in pages.values() for e in page.iter("h1", "h2")]
    russian = [e for e in headings if re.search("[а-я]{4}", e.text_content())]
    assert russian
    assert {e.get("lang") for e in russian} <= {"ru", "uk"}


def test_nobody_reads_an_id_where_a_name_belongs(pages, edition):
    ids = {article.id for article in edition.edition().articles}
    ids |= {actor.id for actor in edition.edition().cast.actors}
    for path, page in pages.items():
        words = set(re.findall(r"[0-9a-f]{16}", page.text_content()))
        assert not words & ids, path


def themes():
    """The colours of each theme, by name."""
    sheet = style()
    dark = sheet.index("@media (prefers-color-scheme: dark)")
    light = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", sheet[:dark]))
    return {
        "light": light,
        "dark": {**light, **dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", sheet[dark:][:700]))},
    }


def brightness(colour):
    def channel(at):
        value = int(colour[at : at + 2], 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)


def contrast(one, other):
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card", "mark"])
def test_all_words_stand_out_from_their_ground(theme, ground):
    colours = themes()[theme]
    for name in ("ink", "soft", "link", "no", "blame", "threat", "ask", "yes", "say"):
        assert contrast(colours[name], colours[ground]) >= 4.5, name

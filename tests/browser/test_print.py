"""What is printed: the text and what it rests on, without what one presses on a screen, and nothing cut off."""

import re
import shutil
import subprocess
from base64 import b64decode

import pytest

from readout.desk import demo_clock, open_desk
from readout.formats.html import as_html
from serving import served

#: Paper as a browser prints it.
PAPER = {"paperWidth": 8.27, "paperHeight": 11.69, "printBackground": False}
#: What nobody presses on paper.
SCREEN_ONLY = [
    "Skip to the text",
    "Settings",
    "Share it with a comment",
    "mark read",
    "Keep the correction",
    "Log out",
]
#: The words of the page that are shown, and what of them lies outside the paper.
OUTSIDE = """return [...document.querySelectorAll('main p, main li, main h1, main h2, main q, main blockquote')]
  .filter((one) => one.getClientRects().length && one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.textContent.trim().slice(0, 80));"""


@pytest.fixture(scope="module")
def pages(small_store, tmp_path_factory):
    """The address of one page of each kind that is printed."""
    store = shutil.copy(small_store, tmp_path_factory.mktemp("print"))
    with open_desk(store, clock=demo_clock) as desk, served(desk) as address:
        edition = desk.edition()
        story = max(edition.told.stories, key=lambda one: len(one.articles)).id
        sheet = tmp_path_factory.mktemp("sheet") / "edition.html"
        sheet.write_text(as_html(edition, now=demo_clock()), encoding="utf-8")
        yield {
            "story": f"{address}/story/{story}",
            "article": f"{address}/article/{edition.statements[0].article_id}",
            "dispute": f"{address}/dispute/{edition.disputes[0].id}",
            "explainer": f"{address}/explain/{story}",
            "digest": f"{address}/digest",
            "edition": sheet.as_uri(),
        }


@pytest.mark.parametrize("kind", ["story", "article", "dispute", "explainer", "digest", "edition"])
def test_a_printed_page_is_text_and_nothing_to_press(browser, pages, kind, tmp_path):
    browser.get(pages[kind])
    titles = [
        one.text
        for one in browser.find_elements("css selector", "main h1:not(.hidden), main .story h2, main section > h2")
        if one.text
    ]
    printed = browser.execute_cdp_cmd("Page.printToPDF", PAPER)["data"]
    sheet = tmp_path / f"{kind}.pdf"
    sheet.write_bytes(b64decode(printed))
    assert sheet.read_bytes().startswith(b"%PDF")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 718, "height": 1050, "deviceScaleFactor": 1, "mobile": False},
    )
    for css in (".top nav", ".find", ".skip", ".foot", "form", "details:not([open])"):
        shown = [one for one in browser.find_elements("css selector", css) if one.is_displayed()]
        assert not shown, css
    assert browser.execute_script(OUTSIDE) == []
    if not (reads := shutil.which("pdftotext")):
        pytest.skip(
            "what is on the paper is not read: no pdftotext on this machine; Debian: apt-get install poppler-utils"
        )
    words = " ".join(
        subprocess.run([reads, sheet, "-"], capture_output=True, text=True, check=True).stdout.split()
    )
    assert titles
    for title in titles:
        assert re.sub(r"\s+", " ", title) in words, title
    for pressed in SCREEN_ONLY:
        assert pressed not in words, pressed

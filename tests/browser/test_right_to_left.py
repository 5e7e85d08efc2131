"""Arabic and Hebrew read from right to left, on the page of an article and in every list it stands in."""

import pytest

from browsing import by, one, overhang, resize
from newsroom import NOW
from readout.desk import open_desk
from serving import served

ARABIC = """وزير الميناء ينفي وصول الرسالة

10 مارس 2026

نفى وزير الميناء، سليم الرملي، يوم الثلاثاء أن تكون رسالة قد وصلت إلى مكتبه من الشركة المالكة للسفينة.

وقال الوزير للصحفيين إن السفينة Alma Ridge ستبقى في المرفأ حتى نهاية الشهر، وإن المفاوضات مستمرة مع القبطان.
"""
HEBREW = """שר הנמל מכחיש שהמכתב הגיע

10 במרץ 2026

שר הנמל הכחיש ביום שלישי שמכתב מן החברה הגיע אל משרדו, ואמר לעיתונאים שהאונייה Alma Ridge תישאר במעגן עד סוף החודש.

רב החובל אמר שהשיחות נמשכות, ושהצוות מחכה לתשובה מן המשרד כבר שבועיים.
"""
#: Where the first letter of an element's words stands: its distance to the left and right edge of its block.
EDGES = """const here = arguments[0], range = document.createRange();
const first = document.createTreeWalker(here, NodeFilter.SHOW_TEXT).nextNode();
range.setStart(first, 0);
range.setEnd(first, 1);
const line = range.getBoundingClientRect(), block = here.closest('h1, h2, p, li, pre').getBoundingClientRect();
return [line.left - block.left, block.right - line.right];"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("right")
    (folder / "ar.txt").write_text(ARABIC, encoding="utf-8")
    (folder / "he.txt").write_text(HEBREW, encoding="utf-8")
    with open_desk(None, clock=lambda: NOW) as desk:
        desk.add([str(folder / "ar.txt"), str(folder / "he.txt")], captured_at=NOW)
        edition = desk.edition()
        for article in edition.articles:
            desk.sharing.share("article", article.id, "اقرأ هذا أولا.", by="reader")
        with served(desk) as address:
            yield address


def direction(browser, found):
    return browser.execute_script("return getComputedStyle(arguments[0]).direction", found)


@pytest.mark.parametrize("words", [ARABIC, HEBREW], ids=["Arabic", "Hebrew"])
@pytest.mark.parametrize("page", ["/", "/?full=1", "/articles", "/shared", "/digest", "/search?q=Alma"])
def test_a_title_in_a_list_reads_from_right_to_left(browser, address, page, words):
    browser.get(address + page)
    title = words.split("\n")[0]
    found = [one for one in by(browser, "main h2 a, main h2, main li > a, .glanced") if one.text == title]
    assert found, page
    marked = browser.execute_script("return arguments[0].closest('[dir]').dir", found[-1])
    assert marked in {"rtl", "auto"}


@pytest.mark.parametrize("words", [ARABIC, HEBREW], ids=["Arabic", "Hebrew"])
def test_an_article_reads_from_right_to_left_in_a_page_that_does_not(browser, address, words):
    resize(browser, 1440)
    browser.get(address + "/articles")
    browser.find_element("link text", words.split("\n")[0]).click()
    assert one(browser, "h1").get_attribute("dir") == "rtl"
    for found in (one(browser, "h1"), by(browser, ".text p")[-1]):
        assert direction(browser, found) == "rtl"
        left, right = browser.execute_script(EDGES, found)
        assert right < 2 < left + 1, found.text
    assert direction(browser, one(browser, ".top")) == "ltr"
    resize(browser, 390)
    assert overhang(browser) <= 0


def test_the_capture_of_a_page_reads_from_right_to_left(browser, address):
    browser.get(address + "/articles")
    by(browser, ".row a[href^='/capture/']")[0].click()
    left, right = browser.execute_script(EDGES, one(browser, "pre.raw"))
    assert right < left


def test_a_comment_in_arabic_stands_right_on_an_english_page(browser, address):
    browser.get(address + "/shared")
    left, right = browser.execute_script(EDGES, one(browser, ".comment"))
    assert right < left

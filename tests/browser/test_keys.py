"""The keys of the reader, and marks without loading the page again, as a person sees them work."""

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from browsing import by, one, resize
from readout.model import MarkKind

READER = "reader"


@pytest.fixture(autouse=True)
def as_at_first(desk):
    """Nothing is marked, and the settings are those of the first day."""
    for kind in (MarkKind.READ, MarkKind.STARRED):
        desk.reading.set(desk.reading.marked(kind, READER), kind, READER, on=False)
    desk.reading.put_settings(READER, {"keys": "on"})


@pytest.fixture
def marked(desk):
    """The ids of the articles that are marked so."""
    return lambda kind: desk.reading.marked(kind, READER)


def press(browser, *keys):
    for key in keys:
        browser.switch_to.active_element.send_keys(key)


def until(browser, true):
    """Waits until a row that was made anew is there."""
    return WebDriverWait(browser, 10, 0.05, [StaleElementReferenceException]).until(lambda _browser: true())


def now(browser):
    """The row that the keys are on: its place, and its id."""
    rows = by(browser, "[data-item]")
    return next(
        (
            (n, row.get_attribute("id"))
            for n, row in enumerate(rows)
            if "now" in row.get_attribute("class").split()
        ),
        None,
    )


def test_j_and_k_go_through_the_articles_and_stop_at_the_ends(browser, address):
    browser.get(address + "/articles")
    seen = []
    for key in "jjjkkk":
        press(browser, key)
        seen.append(now(browser)[0])
    assert seen == [0, 1, 2, 1, 0, 0]
    row = by(browser, "[data-item]")[0]
    assert browser.switch_to.active_element == row.find_element("css selector", "a.open")


def test_j_brings_the_next_article_into_sight(browser, address):
    resize(browser, 390, 500)
    browser.get(address + "/articles")
    press(browser, *"jjjjjj")
    place = browser.execute_script("return document.querySelector('.now').getBoundingClientRect().toJSON()")
    assert place["top"] >= 0
    assert round(place["bottom"]) <= 500


def test_m_marks_read_and_unread_in_place(browser, address, marked):
    browser.get(address + "/articles")
    press(browser, "j", "j", "m")
    place, row = now(browser)
    until(browser, lambda: "is-read" in one(browser, f"#{row}").get_attribute("class"))
    assert marked(MarkKind.READ) == {row.removeprefix("row-")}
    assert now(browser) == (place, row) == (1, row)
    press(browser, "m")
    until(browser, lambda: "is-read" not in one(browser, f"#{row}").get_attribute("class"))
    assert marked(MarkKind.READ) == frozenset()


def test_u_takes_back_what_was_just_marked(browser, address, marked):
    browser.get(address + "/articles")
    press(browser, "j", "j", "m")
    _place, row = now(browser)
    until(browser, lambda: "is-read" in one(browser, f"#{row}").get_attribute("class"))
    press(browser, "u")
    until(browser, lambda: "is-read" not in one(browser, f"#{row}").get_attribute("class"))
    assert marked(MarkKind.READ) == frozenset()


def test_keys_go_through_the_stories_of_the_river_too(browser, address, marked):
    browser.get(address + "/")
    press(browser, "j", "m")
    _place, row = now(browser)
    until(browser, lambda: "is-read" in one(browser, f"#{row}").get_attribute("class"))
    assert marked(MarkKind.READ)
    press(browser, "u")
    until(browser, lambda: not marked(MarkKind.READ))


def test_s_stars_and_takes_the_star_away(browser, address, marked):
    browser.get(address + "/articles")
    press(browser, "j", "s")
    _place, row = now(browser)
    until(browser, lambda: by(browser, f"#{row} [aria-pressed=true]"))
    assert marked(MarkKind.STARRED) == {row.removeprefix("row-")}
    press(browser, "s")
    until(browser, lambda: not by(browser, f"#{row} [aria-pressed=true]"))
    assert marked(MarkKind.STARRED) == frozenset()


def test_o_opens_the_article_and_marks_it_read(browser, address, marked):
    browser.get(address + "/articles")
    press(browser, "j", "j")
    _place, row = now(browser)
    title = one(browser, f"#{row} a.open").text
    press(browser, "o")
    until(browser, lambda: one(browser, "h1").text == title)
    until(browser, lambda: marked(MarkKind.READ) == {row.removeprefix("row-")})


def test_v_opens_the_capture_from_the_article(browser, address):
    browser.get(address + "/articles")
    press(browser, "j", "o")
    until(browser, lambda: "/article/" in browser.current_url)
    press(browser, "v")
    until(browser, lambda: "/capture/" in browser.current_url)
    assert one(browser, "pre.raw").text


def test_v_opens_the_capture_from_the_list(browser, address):
    browser.get(address + "/articles")
    press(browser, "j", "v")
    until(browser, lambda: "/capture/" in browser.current_url)


def test_s_and_m_work_on_the_page_of_an_article(browser, address, marked):
    browser.get(address + "/articles")
    one(browser, "a.open").click()
    until(browser, lambda: "/article/" in browser.current_url)
    press(browser, "s")
    until(browser, lambda: len(marked(MarkKind.STARRED)) == 1)
    until(browser, lambda: by(browser, ".marks [aria-pressed=true]"))
    press(browser, "m")
    until(browser, lambda: len(marked(MarkKind.READ)) == 1)


def test_the_slash_goes_to_the_search_and_the_question_mark_to_the_keys(browser, address):
    browser.get(address + "/articles")
    press(browser, "/")
    field = browser.switch_to.active_element
    assert field.get_attribute("id") == "q"
    assert field.get_attribute("value") == ""
    browser.get(address + "/articles")
    press(browser, "?")
    until(browser, lambda: browser.current_url == address + "/keys")
    assert [key.text for key in by(browser, "kbd")] == list("jkomsv/?") or len(by(browser, "kbd")) >= 8


def test_nothing_happens_while_somebody_types(browser, address, marked):
    browser.get(address + "/articles")
    press(browser, "j", "/", *"jkosmv/?")
    assert browser.current_url == address + "/articles"
    assert one(browser, "#q").get_attribute("value") == "jkosmv/?"
    assert now(browser)[0] == 0
    assert not marked(MarkKind.READ) | marked(MarkKind.STARRED)


def test_nothing_happens_where_another_key_is_held_down(browser, address, marked):
    from selenium.webdriver.common.action_chains import ActionChains

    browser.get(address + "/articles")
    press(browser, "j")
    for held in (Keys.ALT, Keys.META, Keys.CONTROL):
        ActionChains(browser).key_down(held).send_keys("s").key_up(held).perform()
    assert not marked(MarkKind.STARRED)


def test_the_keys_are_off_where_the_setting_says_so(browser, address, marked):
    browser.get(address + "/settings")
    one(browser, "input[name=keys]").click()
    one(browser, ".fields button").click()
    until(browser, lambda: by(browser, ".done"))
    browser.get(address + "/articles")
    press(browser, *"jmsov?")
    assert browser.current_url == address + "/articles"
    assert now(browser) is None
    assert not marked(MarkKind.READ) | marked(MarkKind.STARRED)


def scrolled(browser):
    """Down by three windows, as a reader does."""
    for _ in range(3):
        browser.execute_script("window.scrollBy(0, 400)")
        browser.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")


def test_articles_scrolled_past_are_read_where_the_setting_says_so(browser, address, desk, marked):
    resize(browser, 390, 600)
    browser.get(address + "/settings")
    one(browser, "input[name=scroll]").click()
    one(browser, ".fields button").click()
    until(browser, lambda: by(browser, ".done"))
    browser.get(address + "/articles")
    first = [row.get_attribute("id").removeprefix("row-") for row in by(browser, "[data-item]")]
    scrolled(browser)
    until(browser, lambda: first[0] in marked(MarkKind.READ))
    seen = browser.execute_script(
        "return [...document.querySelectorAll('[data-item]')].filter((r) => r.getBoundingClientRect().bottom > 0).map((r) => r.id)"
    )
    unread = {name.removeprefix("row-") for name in seen}
    until(browser, lambda: marked(MarkKind.READ) == set(first) - unread)


def test_articles_scrolled_past_stay_unread_unless_the_setting_says_so(browser, address, marked):
    resize(browser, 390, 600)
    browser.get(address + "/articles")
    scrolled(browser)
    assert not marked(MarkKind.READ)


def test_undo_takes_back_what_was_just_marked(browser, address, marked):
    browser.get(address + "/articles?show=unread")
    before = len(by(browser, "[data-item]"))
    one(browser, "form.all button").click()
    until(browser, lambda: by(browser, "form.done"))
    assert len(marked(MarkKind.READ)) == before
    one(browser, "form.done button").click()
    until(browser, lambda: not marked(MarkKind.READ))
    until(browser, lambda: len(by(browser, "[data-item]")) == before)

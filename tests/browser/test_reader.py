"""The reader in headless Chromium: a person's way from the river to a passage and back."""

import pytest
from selenium.webdriver.common.keys import Keys

from browsing import SIZES, asked, by, chromium, complaints, overhang
from readout.desk import demo_clock, open_desk
from serving import served


@pytest.fixture(scope="module")
def address(demo_store):
    with open_desk(demo_store, clock=demo_clock) as desk, served(desk) as address:
        yield address


@pytest.fixture(scope="module", params=["with JavaScript", "without JavaScript"])
def browser(request, tmp_path_factory):
    profile, javascript = tmp_path_factory.mktemp("profile"), request.param == "with JavaScript"
    with chromium(request.config, profile, javascript=javascript) as browser:
        yield browser


def test_a_statement_leads_to_its_passage_and_back(browser, address):
    browser.get(address + "/?full=1")
    by(browser, "ul.cards a")[0].click()
    mark = by(browser, "a.st")[0]
    target = mark.get_attribute("href").split("#")[1]
    mark.click()
    said = browser.find_element("id", target)
    assert said.is_displayed()
    said.find_element("link text", "passage").click()
    assert browser.find_element("css selector", "mark#passage").text
    browser.back()
    browser.find_element("id", target).find_element("link text", "in the text").click()
    assert browser.current_url.endswith(target.replace("said-", "#in-").split("#", 1)[1])


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_no_page_is_wider_than_the_window(browser, address, size):
    browser.set_window_size(*size)
    browser.get(address + "/?full=1")
    pages = ["/", "/problems", "/about", "/search?q=recorders"]
    for css in ("ul.cards a", ".story h2 a", ".glance a", ".beside a.who"):
        pages.append(by(browser, css)[0].get_attribute("href"))
    browser.get(pages[4])
    for css in ("a[href^='/statement/']", "a[href^='/capture/']"):
        pages.append(by(browser, css)[0].get_attribute("href"))
    for page in pages:
        browser.get(page if page.startswith("http") else address + page)
        assert overhang(browser) <= 0, page


def test_the_keyboard_alone_leads_into_a_story(browser, address):
    browser.get(address + "/")
    body = browser.find_element("tag name", "body")
    body.send_keys(Keys.TAB)
    skip = browser.switch_to.active_element
    assert skip.text.startswith("Skip")
    skip.send_keys(Keys.ENTER)
    for _ in range(20):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        if "/story/" in (browser.switch_to.active_element.get_attribute("href") or ""):
            break
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert "/story/" in browser.current_url


def test_nothing_leaves_the_machine_and_the_console_is_quiet(browser, address):
    asked(browser)
    for page in ("/", "/?full=1", "/problems", "/about"):
        browser.get(address + page)
    # The browser itself asks for an icon; it asks this server.
    assert [url for url in asked(browser) if not url.startswith(address)] == []
    assert complaints(browser) == []

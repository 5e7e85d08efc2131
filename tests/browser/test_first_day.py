"""What a person does on the first day, each as they would do it: by what they see, with the mouse or keys."""

import re
from urllib.request import urlopen

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from badserver import rss
from browsing import by, one
from readout.model import MarkKind

LATER = rss(
    "<guid>9</guid><title>Minister denies a leak</title><pubDate>Thu, 12 Mar 2026 08:00:00 GMT</pubDate>"
    "<description>LISBON — Foreign Minister Duarte Vilaverde denied on Thursday that the recorders had been "
    "copied. “Nobody has copied anything,” he told reporters.</description>",
    title="The Pier",
)


@pytest.fixture
def see(browser, address):
    """Waits until the page has something, by what a person reads."""
    browser.get(address)

    def see(words, css="main"):
        wait = WebDriverWait(browser, 15, 0.05, [StaleElementReferenceException])
        wait.until(
            lambda _browser: any(words in found.text for found in by(browser, css)), f"{words} in {css}"
        )
        return next(found for found in by(browser, css) if words in found.text)

    return see


@pytest.fixture
def follow(browser):
    """Follows a link, or presses a button, by its words; within a part of the page."""

    def follow(words, within="body"):
        here = one(browser, within)
        quoted = f'"{words}"'
        found = here.find_elements(
            By.XPATH,
            f".//a[normalize-space()={quoted}] | .//button[normalize-space()={quoted}] | .//summary[normalize-space()={quoted}]",
        )
        found[0].click()

    return follow


def write(browser, label, words):
    """Writes into the field with this label."""
    field = one(
        browser,
        "#" + browser.find_element(By.XPATH, f'//label[normalize-space()="{label}"]').get_attribute("for"),
    )
    field.clear()
    field.send_keys(words)
    return field


def test_opens_the_front_page_and_reads_a_story(browser, see, follow):
    headline = by(browser, ".story h2 a")[2].text
    follow(headline)
    see(headline, "h1")
    see("Who said what", "h2")
    assert by(browser, "ul.brief li")
    by(browser, "ul.cards a")[0].click()
    assert see("", "h1").is_displayed()
    assert len(one(browser, ".text").text) > 200


def test_opens_the_passage_of_a_statement(browser, see, follow):
    by(browser, ".story h2 a")[2].click()
    see("Who said what", "h2")
    said = one(browser, "li.said")
    words = said.find_element(By.CSS_SELECTOR, "q.words").text.strip("“”")
    said.find_element(By.LINK_TEXT, "passage").click()
    passage = one(browser, "mark#passage")
    assert words[:30] in " ".join(passage.text.split())
    place = browser.execute_script("return arguments[0].getBoundingClientRect().top", passage)
    assert 0 <= place < 900, "the passage is in sight"


def test_adds_a_feed_by_the_address_of_a_page_that_offers_it(browser, see, follow, publisher):
    follow("Feeds")
    write(browser, "Its address, or that of a page that offers it", publisher.url + "/")
    write(browser, "Folder, like World/Europe", "World/Europe")
    follow("Add")
    see(publisher.url + "/feed", "td")
    see("World / Europe", "td")


def test_adds_feeds_by_opml_and_is_told_how_many(browser, see, follow, publisher, tmp_path):
    publisher.pages["/pier"] = rss(title="The Pier")
    opml = tmp_path / "mine.opml"
    opml.write_text(
        f'<opml version="2.0"><body><outline text="Ports"><outline type="rss" text="The Pier" xmlUrl="{publisher.url}/pier"/>'
        "</outline></body></opml>"
    )
    follow("Feeds")
    one(browser, "#file").send_keys(str(opml))
    follow("Import")
    see("1 new feed.", ".done")
    see("The Pier", "td")


def test_goes_through_unread_articles_with_keys(browser, see, follow, desk):
    follow("Articles")
    see("Unread (", ".tabs").find_element(By.PARTIAL_LINK_TEXT, "Unread").click()
    see("Articles, newest first", "h1")
    before = int(re.search(r"Unread \((\d+)\)", one(browser, ".tabs").text)[1])
    for key in "jmjo":
        browser.switch_to.active_element.send_keys(key)
    WebDriverWait(browser, 15).until(lambda _browser: "/article/" in browser.current_url)
    wait = WebDriverWait(browser, 15, 0.05)
    wait.until(lambda _browser: len(desk.reading.marked(MarkKind.READ, "reader")) == 2)
    follow("Articles")
    see(f"Unread ({before - 2})", ".tabs")


def test_stars_an_article_and_finds_it_again(browser, see, follow):
    follow("Articles")
    by(browser, "a.open")[4].click()
    title = see("", "h1").text
    follow("☆ star")
    see("★ starred", ".marks")
    follow("Articles")
    follow("Starred")
    see(title, ".row h2")
    assert len(by(browser, ".row")) == 1


def test_searches_for_a_person_and_reads_what_they_said(browser, see):
    field = one(browser, "#q")
    field.send_keys("Vilaverde" + Keys.ENTER)
    see("Duarte Vilaverde", "main .meta a").click()
    see("Duarte Vilaverde", "h1")
    see("Reported to have said", "h2")
    assert len(by(browser, "li.said")) > 5


def test_opens_a_dispute_and_reads_both_sides(browser, see):
    browser.find_element(By.CSS_SELECTOR, ".glance a[href^='/dispute/']").click()
    see("Each side stands in its own words.")
    sides = by(browser, ".side")
    assert len(sides) >= 2
    for side in sides:
        assert side.find_element(By.CSS_SELECTOR, ".party").text
        assert side.find_elements(By.CSS_SELECTOR, "q.words, blockquote")
    one(browser, ".side .said a").click()
    assert "/article/" in browser.current_url


def test_shares_an_article_with_a_comment_and_sees_it_on_the_shared_page_and_in_its_feed(
    browser, see, follow, address
):
    follow("Articles")
    by(browser, "a.open")[3].click()
    title = see("", "h1").text
    follow("Share it with a comment")
    write(browser, "Your comment", "Both accounts of the call, side by side.")
    follow("Share")
    see("Both accounts of the call", ".share .comment")
    see(title, ".share h2")
    with urlopen(address + "/shared.atom") as answer:
        feed = answer.read().decode()
    assert "Both accounts of the call, side by side." in feed
    assert title.replace("’", "’") in feed or title.split(":")[0] in feed


def test_corrects_a_wrong_reading_and_undoes_it(browser, see, follow):
    by(browser, ".story h2 a")[2].click()
    see("Who said what", "h2")
    browser.find_element(By.LINK_TEXT, "why").click()
    see("Is it wrong?", "h2")
    act = one(browser, "dd .act").text
    one(browser, "input[value=not_the_act]").click()
    Select(one(browser, "select#act")).select_by_visible_text("insult")
    write(browser, "Why, in your words", "They were shouting.")
    follow("Keep the correction")
    see("Kept. The reading obeys your correction", ".done")
    assert "insulted" in one(browser, "dd .act").text
    statement = browser.current_url
    follow("Corrections")
    see("They were shouting.", "td")
    follow("Undo", "table")
    see("Undone:", ".done")
    browser.get(statement)
    WebDriverWait(browser, 15).until(lambda _browser: act == one(browser, "dd .act").text)


def test_leaves_an_alert_and_sees_what_it_finds(browser, see, follow, desk, publisher):
    follow("Ledger")
    follow("Alerts")
    Select(one(browser, "select#act")).select_by_visible_text("deny")
    write(browser, "Who speaks (words of a name; empty: anybody)", "Vilaverde")
    follow("Leave the alert")
    see("Nothing new yet.", ".alert")
    publisher.pages["/later"] = LATER
    desk.feeds.subscribe(publisher.url + "/later", by="ann")
    desk.update([publisher.url + "/later"])
    browser.refresh()
    see("copied", ".alert li.ask a").click()
    assert "Vilaverde denied" in see("", "mark#passage").text


def test_reads_the_digest_and_an_explainer(browser, see, follow):
    follow("Digest")
    see("stories", "h1")
    by(browser, ".digest h2 a")[0].click()
    follow("at length")
    see("The short version", "h2")
    one(browser, ".explainer a.passage").click()
    assert one(browser, "mark#passage").text


def test_says_in_which_zone_times_are_shown(browser, see, follow):
    follow("Settings")
    write(browser, "Time zone, like Europe/Paris", "Europe/Lisbon")
    follow("Keep the settings")
    see("Kept.", ".done")
    write(browser, "Time zone, like Europe/Paris", "Mars/Olympus")
    follow("Keep the settings")
    see("Not kept", ".trouble")

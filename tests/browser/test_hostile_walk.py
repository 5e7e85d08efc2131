"""A real browser walks every page over a desk in which everything that can be written is hostile."""

from contextlib import suppress
from itertools import cycle
from urllib.parse import quote

import pytest

from badserver import rss
from browsing import SEEDS, answers, by, complaints, kind, overhang, resize, texts, walk
from hostile import ALL, FEED, MARKUP, PAGE, TEXT, WORDS
from newsroom import NOW
from readout.desk import open_desk
from readout.model import AccountError, Act, Remedy, WordsError
from serving import served

LONG = WORDS["a word without end"]
NASTY = [*MARKUP.values(), *WORDS.values()]
PASSWORD = "quite a long one"
#: An article that is nothing but such words, speakers and what they say included.
WORST = f"""{WORDS["written backwards"]} {LONG[:3000]} denies {WORDS["a template"]}

By Ana {LONG}

The envoy, Ilse {LONG[:200]} Brandt, said on Monday that “{LONG} {WORDS["a style"]}” was {WORDS["not seen"]} wrong.

The harbour master, Ana <b>Vella</b>{WORDS["marks without end"]}, denied that {ALL} had come. “{WORDS["a newline"]},” she said.
"""


def entry(words):
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").translate(dict.fromkeys(range(32), " "))
    return f"<guid>{escaped[:40]}</guid><title>{escaped}</title><link>https://news.example/{quote(words[:20])}</link><description>{escaped}</description>"


@pytest.fixture(scope="module")
def planted(publisher, tmp_path_factory):
    """The desk, with something hostile in every place that takes words."""
    folder = tmp_path_factory.mktemp("hostile")
    files = {"page.txt": TEXT, "page.html": PAGE, "feed.xml": FEED, "worst.txt": WORST}
    files |= {f"{name}-<img src=x onerror=steal()>.txt": words for name, words in files.items()}
    for name, words in files.items():
        (folder / name).write_text(words, encoding="utf-8", newline="")
    with open_desk(folder / "s.sqlite3", feeds=publisher.allowed, clock=lambda: NOW) as desk:
        desk.add([str(folder / name) for name in files], captured_at=NOW)
        nasty = cycle(NASTY)
        for n in range(4):
            publisher.pages[f"/hostile{n}"] = rss(
                *(entry(one) for one in NASTY[n::4]),
                title=entry(ALL)[:0] or "&lt;script&gt;steal()&lt;/script&gt;",
            )
            plant(
                desk.feeds.subscribe,
                publisher.url + f"/hostile{n}",
                folder=(next(nasty), LONG),
                title=NASTY[n],
                by=ALL,
            )
        desk.update()
        edition = desk.edition()
        for words in NASTY:
            plant(desk.sharing.share, "article", edition.articles[0].id, words, by=next(nasty)[:100])
            plant(desk.sharing.reply, 1, words, by=next(nasty)[:100])
            plant(desk.ledger.add_alert, acts=[], who=words[:200], about=words[:200], by=words[:100])
        for said in edition.statements[:3]:
            plant(
                desk.correct_statement,
                said.id,
                Remedy.NOT_THE_ACT,
                act=Act.STATE,
                by=next(nasty)[:100],
                note=ALL,
            )
        desk.sharing.put_settings({"public": "on", "excerpt": "on"}, by="reader")
        yield desk


def plant(put, *words, **more):
    """Puts words in; that some are refused is as well."""
    with suppress(WordsError):
        put(*words, **more)


def asked_for():
    """Addresses that carry such words."""
    yield from (f"/search?q={quote(words[:400], safe='')}" for words in NASTY)
    asked = quote(ALL[:1500], safe="")
    for path in (
        "issue?q=",
        "alerts?about=",
        "alerts?thread=",
        "articles?folder=",
        "articles?feed=",
        "articles?language=",
        "articles?after=",
        "explain/",
        "digest?name=",
        "story/",
    ):
        yield f"/{path}{asked}"
    yield from (
        "/articles?done=read&of=" + asked,
        "/?after=" + asked,
        "/shared?after=-1",
        "/capture/%00",
        "/actor/%ED%A0%80",
    )


def wrong(browser, address):
    """What is wrong with the page that is shown."""
    if by(browser, "script") != by(browser, "head > script"):
        yield "a script"
    if not by(browser, "main h1"):
        yield "no heading"
    if (wide := overhang(browser)) > 0:
        yield f"{wide} pixels wider than its window"
    heard = answers(browser)
    yield from (f"asks for {url}" for url, _status in heard if not url.startswith(address))
    yield from (f"answers {status}" for _url, status in heard if status >= 500)
    yield from (told for told in complaints(browser) if "status of 4" not in told)


@pytest.mark.parametrize("policy", [True, False], ids=["under the policy", "without the policy"])
def test_nothing_acts_asks_breaks_or_overflows(browser, planted, policy):
    resize(browser, 390)
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": not policy})
    kinds, faults = set(), []
    with served(planted) as address:
        pages = list(walk(texts(address), SEEDS, of_a_kind=3 if policy else 1))
        for page in (*pages, *asked_for()) if policy else pages:
            browser.get(address + page)
            kinds.add(kind(page))
            faults += [f"{page}: {fault}" for fault in wrong(browser, address)]
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
    assert not faults, "\n".join(faults)
    assert {
        "",
        "article/…",
        "story/…",
        "statement/…",
        "actor/…",
        "capture/…",
        "shared",
        "feeds",
        "alerts",
    } <= kinds
    assert {"settings", "articles", "digest", "explain/…", "ledger", "corrections", "problems"} <= kinds


def test_the_names_of_accounts_are_words_on_every_page_they_stand_on(browser, planted):
    made = []
    for name in NASTY:
        try:
            made.append(planted.accounts.add(name[:100], PASSWORD))
        except (AccountError, WordsError):
            continue
    planted.accounts.add("<b>ann</b>" if not made else "ann", PASSWORD)
    with served(planted) as address:
        browser.get(address + "/login?next=javascript:steal()//")
        resize(browser, 390)
        for name in [account.name for account in made[:2]] or ["<b>ann</b>"]:
            browser.execute_cdp_cmd("Network.clearBrowserCookies", {})
            browser.get(address + "/login?next=//evil.example")
            browser.find_element("id", "name").send_keys(name)
            browser.find_element("id", "password").send_keys(PASSWORD + "\n")
            for page in ("/", "/shared", "/settings", "/corrections"):
                browser.get(address + page)
                assert by(browser, "form.leave"), page
                assert overhang(browser) <= 0, page
        assert [url for url, _status in answers(browser) if not url.startswith(address)] == []
        assert [one for one in complaints(browser) if "status of 4" not in one] == []

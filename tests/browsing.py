"""Chromium for tests: started quiet and alone, and what it then shows, asks for and complains about."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from badserver import FEED, gives
from readout.model import Act, Remedy

SIZES = {"phone": (390, 844), "tablet": (820, 1180), "desk": (1440, 900)}
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--no-proxy-server",
]
#: Pages that no link leads to, or that are looked at in one more state.
SEEDS = (
    "/",
    "/?full=1",
    "/articles?show=unread",
    "/keys",
    "/digest",
    "/search",
    "/nowhere",
)
#: A link to a file, not to a page.
FILES = re.compile(r"\.(?:css|js|atom|rss|json|opml|xml)(?:$|\?)|^/(?:api|v1|reader)/")


def programs(config) -> tuple[str, str]:
    """Chromium and its driver; the test is skipped, or with `--browser` fails, where one is missing."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program and driver:
        return program, driver
    missing = "chromium" if not program else "chromedriver"
    if config.getoption("--browser"):
        pytest.fail(f"no {missing} on this machine")
    pytest.skip(f"no {missing} on this machine; Debian: apt-get install chromium chromium-driver")


@contextmanager
def chromium(config, profile, *, javascript=True):
    program, driver = programs(config)
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    if not javascript:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    found = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        yield found
    finally:
        found.quit()


def by(browser, css):
    return browser.find_elements("css selector", css)


def one(browser, css):
    return browser.find_element("css selector", css)


def resize(browser, width, height=900):
    """The size of what a page is shown in, to the pixel."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def colours(browser, scheme):
    """`scheme`: "light" or "dark", as the reader's machine is set."""
    wanted = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": wanted})


def overhang(browser) -> int:
    """By how many pixels the page is wider than its window."""
    seen = browser.execute_cdp_cmd("Page.getLayoutMetrics", {})
    return seen["cssContentSize"]["width"] - seen["cssLayoutViewport"]["clientWidth"]


def asked(browser) -> list[str]:
    """Every address that was asked for since this was last called."""
    entries = (json.loads(entry["message"])["message"] for entry in browser.get_log("performance"))
    return [e["params"]["request"]["url"] for e in entries if e["method"] == "Network.requestWillBeSent"]


def complaints(browser) -> list[str]:
    """What the console says since this was last called; that no icon is there is no matter."""
    return [e["message"] for e in browser.get_log("browser") if "favicon" not in e["message"]]


def kind(path: str) -> str:
    """What a page is one of: "/story/4f" and "/story/2a" are one kind."""
    way, _mark, query = path.partition("?")
    parts = way.split("/")
    names = "&".join(sorted(one.partition("=")[0] for one in query.split("&") if one))
    return parts[1] + ("/…" if len(parts) > 2 else "") + (f"?{names}" if names else "")


def walk(ask: Callable[[str], str], seeds=SEEDS, of_a_kind=1) -> Iterator[str]:
    """The addresses of pages that links lead to from the seeds, so many of a kind. `ask`: a page's text."""
    waiting, known, counted = list(seeds), set(), dict.fromkeys(map(kind, seeds), 0)
    while waiting:
        path = waiting.pop(0)
        if path in known or (path not in seeds and counted.get(kind(path), 0) >= of_a_kind):
            continue
        known.add(path)
        counted[kind(path)] = counted.get(kind(path), 0) + 1
        yield path
        found = re.findall(r'href="(/[^"#]*|\?[^"#]*)', ask(path))
        links = [href.replace("&amp;", "&") for href in found]
        links = [path.partition("?")[0] + href if href.startswith("?") else href for href in links]
        waiting += [href for href in links if not FILES.search(href) and "language=" not in href]


def decide(desk, publisher):
    """One of everything that a person can leave behind."""
    edition = desk.edition()
    publisher.pages["/refused"] = FEED
    desk.feeds.subscribe(publisher.url + "/feed", folder=("World", "Europe"), title="The Quay", by="ann")
    desk.feeds.subscribe(publisher.url + "/refused", by="ann")
    publisher.pages["/refused"] = gives(b"", 403)
    desk.update([publisher.url + "/feed", publisher.url + "/refused"])
    share = desk.sharing.share("article", edition.articles[3].id, "Both accounts of the call.", by="reader")
    desk.sharing.share("statement", edition.statements[5].id, "", by="reader")
    desk.sharing.reply(share.number, "The Oslo side is told better elsewhere.", by="ben")
    desk.ledger.add_alert(acts=[Act.DENY], who="", about="", by="reader")
    desk.ledger.add_alert(acts=[], who="Vilaverde", about="recorders", by="reader")
    said = edition.statements[7]
    desk.correct_statement(said.id, Remedy.NOT_THE_ACT, act=Act.STATE, by="ann", note="A calm remark.")


def texts(address) -> Callable[[str], str]:
    """A function that gives the text of a page, whatever its status."""

    def text(path: str) -> str:
        try:
            with urlopen(address + path) as answer:
                return answer.read().decode()
        except HTTPError as error:
            return error.read().decode()

    return text


def answers(browser) -> list[tuple[str, int]]:
    """What was asked for since this was last called, each with the status of its answer; 0: none came."""
    entries = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    status = {
        e["params"]["requestId"]: e["params"]["response"]["status"]
        for e in entries
        if e["method"] == "Network.responseReceived"
    }
    return [
        (e["params"]["request"]["url"], status.get(e["params"]["requestId"], 0))
        for e in entries
        if e["method"] == "Network.requestWillBeSent"
    ]

"""One reader of the demo with something decided in it, and one browser, for all tests here."""

import shutil

import pytest

from badserver import FEED, Server
from browsing import chromium
from readout.desk import demo_clock, demo_files, open_desk
from readout.desk.feeds import FeedSettings
from readout.intake.web.manners import Manners
from serving import served

#: The page of a feed that offers it.
HOME = (
    b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body></body></html>'
)


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory):
    """The demo as it is after `make run`; whoever changes it takes a copy."""
    store = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    with open_desk(store) as desk:
        desk.add(demo_files(), captured_at=demo_clock())
    return store


@pytest.fixture(scope="session")
def small_store(tmp_path_factory):
    """The first pages of the demo, which lead to every kind of page."""
    store = tmp_path_factory.mktemp("small") / "small.sqlite3"
    with open_desk(store) as desk:
        desk.add(demo_files()[:8], captured_at=demo_clock())
    return store


@pytest.fixture(scope="session")
def publisher():
    """A server with one feed that is well, one that refuses, and a page that offers the first."""
    with Server({"/feed": FEED, "/refused": FEED, "/": HOME}) as server:
        server.allowed = FeedSettings(manners=Manners(allowed=(server.host,), delay=0.0))
        yield server


@pytest.fixture(scope="module")
def desk(demo_store, publisher, tmp_path_factory):
    """The demo, which may ask the publisher."""
    store = shutil.copy(demo_store, tmp_path_factory.mktemp("desk") / "demo.sqlite3")
    with open_desk(store, clock=demo_clock, feeds=publisher.allowed) as desk:
        yield desk


@pytest.fixture(scope="module")
def address(desk):
    with served(desk) as address:
        yield address


@pytest.fixture(scope="session")
def browser_of_all(request, tmp_path_factory):
    with chromium(request.config, tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def browser(browser_of_all):
    """The browser as it is at first: no cookie, no emulation, nothing heard yet."""
    browser = browser_of_all
    browser.get("about:blank")
    browser.execute_cdp_cmd("Network.clearBrowserCookies", {})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    browser.set_window_size(1440, 900)
    browser.get_log("browser")
    browser.get_log("performance")
    return browser

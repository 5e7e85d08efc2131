"""The reader in headless Chromium: a person's way from the river to a passage and back."""

import shutil
import threading

import pytest

from readout.desk import demo_files, open_desk
from readout.web.app import make_app

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
]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    import uvicorn

    store = tmp_path_factory.mktemp("store") / "demo.sqlite3"
    with open_desk(store) as desk:
        desk.add(demo_files())
        server = uvicorn.Server(uvicorn.Config(make_app(desk), port=0, log_level="warning"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.05)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join(5)


@pytest.fixture(scope="module", params=["with JavaScript", "without JavaScript"])
def browser(request, tmp_path_factory):
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not program or not driver:
        missing = "chromium" if not program else "chromedriver"
        if request.config.getoption("--browser"):
            pytest.fail(f"no {missing} on this machine")
        pytest.skip(f"no {missing} on this machine; Debian: apt-get install chromium chromium-driver")
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    if request.param == "without JavaScript":
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    found = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield found
    found.quit()


def by(browser, css):
    return browser.find_elements("css selector", css)


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
        wide = browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]["width"]
        seen = browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssLayoutViewport"]["clientWidth"]
        assert wide <= seen, page


def test_the_keyboard_alone_leads_into_a_story(browser, address):
    from selenium.webdriver.common.keys import Keys

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
    import json

    browser.get_log("performance")
    for page in ("/", "/?full=1", "/problems", "/about"):
        browser.get(address + page)
    asked = [
        json.loads(entry["message"])["message"]["params"]["request"]["url"]
        for entry in browser.get_log("performance")
        if '"Network.requestWillBeSent"' in entry["message"]
    ]
    # The browser itself asks for an icon; it asks this server.
    assert [url for url in asked if not url.startswith(address)] == []
    errors = [entry for entry in browser.get_log("browser") if "favicon" not in entry["message"]]
    assert errors == []

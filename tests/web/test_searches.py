"""Saved searches: each reader's own, each with how much of what it finds is new."""

import json
import re
import shutil

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from readout.cli import main
from readout.desk import demo_clock, demo_files, open_desk
from readout.desk.saved import alert_for
from readout.web.app import make_app


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    store = tmp_path_factory.mktemp("searches") / "s.sqlite3"
    with open_desk(store) as desk:
        desk.add(demo_files()[:4], captured_at=demo_clock())
    return store


@pytest.fixture
def desk(read, tmp_path):
    with open_desk(shutil.copy(read, tmp_path), clock=demo_clock) as desk:
        yield desk


@pytest.fixture
def client(desk):
    return TestClient(make_app(desk, demo_clock))


def test_a_search_is_saved_from_its_page_opened_renamed_and_removed(client, desk):
    page = client.get("/search?q=cable").text
    assert 'name="asked" value="cable"' in page
    client.post("/searches", data={"action": "save", "asked": "cable", "name": "<b>The cable</b>"})
    listed = client.get("/searches").text
    assert "&lt;b&gt;The cable&lt;/b&gt;" in listed
    number = re.search(r'href="/searches/(\d+)"', listed)[1]
    opened = client.get(f"/searches/{number}", follow_redirects=False)
    assert opened.headers["location"] == "/search?q=cable"
    client.post("/searches", data={"action": "rename", "number": number, "name": "Sea"})
    assert [one.search.name for one in desk.searches.all("reader")] == ["Sea"]
    client.post("/searches", data={"action": "remove", "number": number})
    assert desk.searches.all("reader") == ()


def test_what_came_since_it_was_opened_is_counted_and_no_longer_once_it_is_opened(client, desk):
    for asked in ("cable", "who:Mendes", '"recorders"', "lang:en"):
        desk.searches.save(asked, asked, "reader")
    assert [one.new for one in desk.searches.all("reader")] == [0, 0, 0, 0]
    before = {one.asked: one for one in map(desk.search, ("cable", "lang:en", "who:Mendes", '"recorders"'))}
    desk.add(demo_files()[4:9], captured_at=demo_clock())
    for one in desk.searches.all("reader"):
        now, then = desk.search(one.search.asked), before[one.search.asked]
        later = now.all_articles + now.all_statements - then.all_articles - then.all_statements
        assert one.new == later, one.search.asked
    assert any(one.new for one in desk.searches.all("reader"))
    for one in desk.searches.all("reader"):
        client.get(f"/searches/{one.search.number}")
    assert [one.new for one in desk.searches.all("reader")] == [0, 0, 0, 0]


def test_nobody_sees_opens_or_removes_the_searches_of_another(desk):
    number = desk.searches.save("mine", "cable", "ann")
    for name in ("ann", "ben"):
        desk.accounts.add(name, "quite a long one")
    client = TestClient(make_app(desk, demo_clock))
    ben = {"X-Auth-Token": desk.accounts.app_password("ben")}
    assert "mine" not in client.get("/searches", headers=ben).text
    assert client.get(f"/searches/{number}", headers=ben).status_code == 404
    for form in ({"action": "remove"}, {"action": "rename", "name": "x"}):
        assert client.post("/searches", data={"number": number, **form}, headers=ben).status_code == 404
    assert [one.search.name for one in desk.searches.all("ann")] == ["mine"]


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"action": "save", "asked": "act:lie"}, 422),
        ({"action": "save", "asked": " "}, 422),
        ({"action": "save", "asked": "cable", "name": "x" * 101}, 422),
        ({"action": "burn", "number": "1"}, 404),
        ({"action": "remove", "number": "99"}, 404),
        ({"action": "remove", "number": "x"}, 404),
    ],
)
def test_what_cannot_be_saved_is_told(client, desk, form, status):
    assert client.post("/searches", data=form).status_code == status
    assert desk.searches.all("reader") == ()


def test_two_searches_have_two_names(client, desk):
    for _ in range(2):
        last = client.post("/searches", data={"action": "save", "asked": "cable", "name": "Sea"})
    assert last.status_code == 422
    assert len(desk.searches.all("reader")) == 1


ALERTS = {
    "cable": {"act": "", "who": "", "about": "cable"},
    "who:Mendes act:deny cable tolls": {"act": "deny", "who": "Mendes", "about": "cable tolls"},
    'cable "nothing was agreed"': None,
    "cable lang:pt": None,
    "cable from:2026-03": None,
    "nego*": None,
    "who:Mendes who:Brandt": None,
    "about:Oslo": None,
}


@pytest.mark.parametrize(("asked", "alert"), ALERTS.items(), ids=ALERTS)
def test_a_search_becomes_an_alert_where_one_can_ask_the_same(asked, alert):
    assert alert_for(asked) == alert


def test_the_form_of_an_alert_is_filled_in(client, desk):
    desk.searches.save("Mendes", "who:Mendes act:deny cable", "reader")
    href = re.search(r'href="(/alerts\?[^"]+)"', client.get("/searches").text)[1].replace("&amp;", "&")
    page = client.get(href).text
    assert '<option value="deny" selected>' in page
    assert re.search(r'name="who"[^>]* value="Mendes"', page)
    assert re.search(r'name="about"[^>]* value="cable"', page)


def test_the_command_line_saves_lists_and_asks(desk):
    def run(*given):
        done = CliRunner().invoke(main, ["search", *given, "--store", desk.address, "--format", "jsonl"])
        return done.exit_code, done.output

    assert run("cable", "--save", "Sea")[0] == 0
    code, listed = run("--saved")
    assert (code, json.loads(listed)) == (0, {"name": "Sea", "query": "cable", "new": 0})
    assert run("--saved", "Sea") == run("cable")
    assert run("--saved", "Land")[0] != 0
    assert run("--saved", "Sea", "cable")[0] == 2

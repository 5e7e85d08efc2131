import json
import re

import pytest
from click.testing import CliRunner

from badserver import Server, gives, rss
from readout.cli import main
from readout.model import FeedWord
from test_docs import ROOT, blocks, shows
from test_docs import run as in_shell

TEXT = (
    "The foreign minister, Ana Roy, said on Tuesday that there would be no talks. "
    "“We will not talk,” Roy told reporters in the capital."
)
FEED = rss(
    f"<guid>1</guid><title>Minister rejects talks</title><description>{TEXT}</description>"
    "<pubDate>Mon, 09 Mar 2026 10:00:00 GMT</pubDate>"
)


@pytest.fixture
def server():
    with Server({"/feed": FEED}) as here:
        yield here


@pytest.fixture
def run(tmp_path, server):
    def invoke(*args, **more):
        env = {
            "READOUT_STORE": str(tmp_path / "store.sqlite3"),
            "READOUT_ALLOW_HOSTS": server.host,
            "READOUT_DELAY": "0",
            "COLUMNS": "100",
        }
        return CliRunner(env=env).invoke(main, [str(arg) for arg in args], **more)

    return invoke


def test_from_an_address_to_statements_in_two_commands(run, server):
    added = run("feeds", "add", server.url + "/feed", "--folder", "World/Sea")
    assert added.exit_code == 0
    assert "added: The Quay" in added.stderr
    updated = run("update")
    assert "1 new captures" in updated.stderr
    records = [json.loads(line) for line in run("export").stdout.splitlines()]
    [article] = [r for r in records if r["kind"] == "article"]
    assert article["entry"] == {"feed": server.url + "/feed", "id": "1"}
    assert article["published"]["iso"] == "2026-03-09T10:00:00+00:00"
    assert any(r["kind"] == "statement" for r in records)


def test_the_list_says_how_each_feed_is_doing(run, server):
    run("feeds", "add", server.url + "/feed")
    server.pages["/feed"] = gives(b"", 403)
    run("update", server.url + "/feed")
    [record] = [json.loads(line) for line in run("feeds").stdout.splitlines()]
    assert (record["state"], record["title"], record["entries"]) == ("refused 403", "The Quay", 1)
    assert record["good_at"] < record["next_at"]
    shown = run("feeds", "--format", "text").stdout
    assert shown.startswith("state")
    assert "1 subscribed, 0 ok" in run("doctor").stdout
    assert "ask the publisher" in shown


def test_what_cannot_be_subscribed_is_told_and_exits_1(run, server):
    server.pages["/page"] = b"<!doctype html><p>nothing</p>"
    result = run("feeds", "add", server.url + "/page", "http://10.0.0.1/feed")
    assert result.exit_code == 1
    assert "not a feed" in result.stderr
    assert "READOUT_ALLOW_HOSTS" in result.stderr


def test_a_list_goes_out_and_comes_in_with_its_folders(run, server, tmp_path):
    run("feeds", "add", server.url + "/feed", "--folder", "World/Sea", "--title", "Mine")
    (tmp_path / "list.opml").write_bytes(run("feeds", "export").stdout_bytes)
    run("feeds", "remove", server.url + "/feed")
    assert run("feeds").stdout == ""
    result = run("feeds", "import", tmp_path / "list.opml")
    assert "1 new, 0 held before" in result.stderr
    [record] = [json.loads(line) for line in run("feeds").stdout.splitlines()]
    assert (record["folder"], record["title"]) == (["World", "Sea"], "Mine")


def test_misuse_is_told_in_one_line(run, server):
    assert "feeds add" in run("update").stderr
    run("feeds", "add", server.url + "/feed")
    assert "not subscribed" in run("update", "https://nowhere.example/").stderr
    assert run("feeds", "remove", "https://nowhere.example/").exit_code == 1
    assert run("feeds", "add").exit_code == 2


GUIDE = ROOT / "docs" / "guide" / "feeds.md"


def test_the_guide_can_be_followed(server, tmp_path, monkeypatch):
    monkeypatch.setenv("READOUT_ALLOW_HOSTS", server.host)
    monkeypatch.setenv("READOUT_DELAY", "0")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    for command, *wanted in blocks(GUIDE.read_text(encoding="utf-8")):
        shown = in_shell(command.replace("https://quay.example", server.url), tmp_path)
        assert shows(shown, wanted), command
    assert server.url in (tmp_path / "list.opml").read_text(encoding="utf-8")


def test_the_guide_explains_every_word_and_every_setting():
    page = "".join(path.read_text(encoding="utf-8") for path in sorted(GUIDE.parent.glob("*.md")))
    assert [word for word in FeedWord if f"| `{word.value}" not in page] == []
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    settings = set(re.findall(r"\bREADOUT_[A-Z_]+\b", code)) - {
        "READOUT_STORE",
        "READOUT_BY",
        "READOUT_LANGUAGE",
        "READOUT_ASSIST_",
        "READOUT_TRANSLATOR_",
    }  # explained in guides of their own
    assert [name for name in settings if f"`{name}`" not in page] == []

"""Debian's newsboat syncs with the running reader, by both APIs that it speaks."""

import shutil
import sqlite3
import subprocess

import pytest

from serving import demo_desk, served

pytestmark = pytest.mark.skipif(shutil.which("newsboat") is None, reason="newsboat is not installed")


def newsboat(folder, mode, address, *does):
    config, urls = folder / "config", folder / "urls"
    config.write_text(
        f'urls-source "{mode}"\n{mode}-url "{address}"\n{mode}-login "reader"\n{mode}-password "any"\n'
    )
    urls.touch()
    command = ["newsboat", "-C", config, "-u", urls, "-c", folder / "cache.db", "-x", *does]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=60,
        env={"HOME": str(folder), "TERM": "dumb", "LANG": "C.UTF-8"},
    )


@pytest.mark.parametrize("mode", ["miniflux", "feedhq"])
def test_newsboat_reads_what_the_reader_holds(tmp_path, mode):
    with demo_desk(tmp_path / "readout.sqlite3") as desk, served(desk) as address:
        done = newsboat(tmp_path, mode, address, "reload", "print-unread")
        articles = desk.edition().articles
    held = len(articles)
    assert done.returncode == 0, done.stderr
    with sqlite3.connect(tmp_path / "cache.db") as cache:
        assert cache.execute("select count(*), sum(unread) from rss_item").fetchone() == (held, held), done
        titles = {row[0] for row in cache.execute("select title from rss_item")}
    assert {a.title_clean for a in articles if a.title_clean} <= titles

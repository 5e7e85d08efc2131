import csv
import io
import json

import pytest
from click.testing import CliRunner

from readout.cli import main

FIRST = "Norway holds ship\n\n9 March 2026\n\nNorway detained the cable ship at Bergen on Sunday.\n\nNobody was hurt.\n"
SECOND = FIRST.replace("Nobody was hurt.", "The operator denied that any survey took place.")


@pytest.fixture
def run(tmp_path):
    env = {"READOUT_STORE": str(tmp_path / "store.sqlite3"), "COLUMNS": "100"}

    def invoke(*args):
        return CliRunner(env=env).invoke(main, [str(arg) for arg in args])

    for text in (FIRST, SECOND):
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        assert invoke("add", tmp_path / "a.txt").exit_code == 0
    return invoke


def test_timeline_prints_what_happened_when(run):
    text = run("timeline", "Norway", "--format", "text").stdout
    assert "2026-03-08  [happened]" in text
    [row] = [
        r
        for r in csv.DictReader(io.StringIO(run("timeline", "Norway", "--format", "csv").stdout))
        if r["when"]
    ]
    assert (row["articles"], row["originals"]) == ("2", "1")
    record = json.loads(run("timeline", "Norway").stdout)
    assert record["kind"] == "timeline"


def test_timeline_of_nothing_says_what_to_do(run):
    done = run("timeline", "mackerel")
    assert done.exit_code == 1
    assert "readout story" in done.output


def test_diff_prints_what_changed(run):
    ids = [json.loads(line) for line in run("export", "--format", "jsonl").stdout.splitlines()]
    [link] = [r for r in ids if r["kind"] == "link"]
    assert link["relation"] == "update_of"
    text = run("diff", link["a"], "--format", "text").stdout
    assert "- Nobody was hurt." in text
    assert "+ The operator denied that any survey took place." in text
    assert run("diff", link["a"], link["b"]).stdout == run("diff", link["a"]).stdout


def test_diff_of_an_article_without_versions_says_what_to_do(run, tmp_path):
    (tmp_path / "b.txt").write_text(
        "Quota cut\n\nThe mackerel quota was cut by a third on Friday.\n", encoding="utf-8"
    )
    run("add", tmp_path / "b.txt")
    records = [json.loads(line) for line in run("export", "--format", "jsonl").stdout.splitlines()]
    [other] = [r["id"] for r in records if r["kind"] == "article" and r["title_clean"] == "Quota cut"]
    done = run("diff", other)
    assert done.exit_code == 1
    assert "no other version" in done.output
    assert run("diff", "nothing").exit_code == 1

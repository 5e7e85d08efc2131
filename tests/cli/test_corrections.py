"""Correcting on the command line."""

import json

import pytest
from click.testing import CliRunner

from readout.cli import main

PAGE = (
    "Minister rejects talks\n\n"
    "The foreign minister, Ana Roy, said on Tuesday that there would be no talks. "
    "Her deputy, Karl Odum, said the door was open.\n\n"
    "A note on the door read: back at five.\n"
)


@pytest.fixture
def run(tmp_path):
    def invoke(*args):
        env = {"READOUT_STORE": str(tmp_path / "store.sqlite3"), "COLUMNS": "100", "READOUT_BY": "mara"}
        return CliRunner(env=env).invoke(main, [str(arg) for arg in args])

    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    invoke("add", tmp_path / "page.txt")
    return invoke


def records(result, kind):
    return [r for r in map(json.loads, result.stdout.splitlines()) if r["kind"] == kind]


def one(run, words):
    return records(run("said", words), "statement")[0]


def test_a_statement_is_corrected_listed_and_the_correction_undone(run):
    before = one(run, "no talks")
    result = run(
        "correct", before["id"], "--act", "reject", "--speaker", "Karl Odum", "--note", "I heard him"
    )
    assert result.exit_code == 0, result.output
    after = one(run, "no talks")
    assert (after["act"], after["speaker"]["text"], after["origin"]) == ("reject", "Karl Odum", "person")
    listed = run("corrections", "--format", "text").stdout
    assert "another speaker → “Karl Odum”" in listed
    assert "mara" in listed
    assert [r["number"] for r in records(run("corrections"), "decision")] == ["1", "2"]
    for number in (2, 1):
        assert run("corrections", "--undo", number).exit_code == 0
    assert one(run, "no talks") == before
    assert run("corrections", "--undo", 1).exit_code == 1


def test_a_missed_statement_becomes_gold(run, tmp_path):
    capture = one(run, "no talks")["capture"]
    result = run(
        "correct", capture, "--missed", "A note on the door read: back at five",
        "--speaker", "A note on the door", "--cue", "read", "--act", "announce",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert one(run, "back at five")["origin"] == "person"
    gold = run("gold", "export")
    (document,), (label,) = records(gold, "document"), records(gold, "statement")
    assert document["characters"] == len(PAGE)
    assert PAGE[slice(*label["content"][0])] == "back at five"
    assert "five" not in gold.stdout
    assert len(records(run("gold", "export", "--all"), "statement")) > 2


def test_two_actors_are_judged_one_and_the_judgement_undone(run):
    assert run("judge", "Ana Roy", "Karl Odum", "--same").exit_code == 0
    assert one(run, "door was open")["speaker"]["actor"] == one(run, "no talks")["speaker"]["actor"]
    assert run("corrections", "--undo", "j1").exit_code == 0
    assert one(run, "door was open")["speaker"]["actor"] != one(run, "no talks")["speaker"]["actor"]


MISUSE = {
    "nothing said": [],
    "an act that is none": ["--act", "sing"],
    "both at once": ["--not-said", "--act", "deny"],
    "missed without an act": ["--missed", "A note"],
}


@pytest.mark.parametrize("options", MISUSE.values(), ids=MISUSE)
def test_misuse_is_told(run, options):
    assert run("correct", one(run, "no talks")["id"], *options).exit_code == 2


def test_words_that_are_not_on_the_page_are_told(run):
    result = run("correct", one(run, "no talks")["id"], "--speaker", "Nobody Here")
    assert result.exit_code == 1
    assert "do not stand on the page" in result.output
    assert records(run("corrections"), "decision") == []

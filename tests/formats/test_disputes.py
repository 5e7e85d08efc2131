"""Disputes alone, as text, JSON and CSV."""

import csv
import json
from dataclasses import replace

import pytest

from readout.desk import open_desk
from readout.formats import disputes

TEXT = (
    "Norway accused Portugal of surveying the seabed without a permit. Portugal denied the charge. "
    "Carlota Mendes accused the government of hiding the report from parliament."
)


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    page = tmp_path_factory.mktemp("pages") / "page.txt"
    page.write_text(f"Ship held at Bergen\n\nOslo Courier\n\n{TEXT}\n", encoding="utf-8")
    with open_desk(None) as desk:
        desk.add([str(page)])
        return desk.edition()


def test_disputes_are_chosen_by_words_and_by_status(edition):
    every = disputes.about(edition, "", None)
    assert {d.status.value for d in every} == {"contested", "one_sided"}
    assert [d.status.value for d in disputes.about(edition, "seabed PERMIT", None)] == ["contested"]
    assert [d.status.value for d in disputes.about(edition, "", "one_sided")] == ["one_sided"]
    assert disputes.about(edition, "mackerel", None) == ()


def test_the_text_shows_both_sides_and_why(edition):
    told = disputes.as_text(edition, disputes.about(edition, "seabed", None), width=100)
    assert "Portugal: deny" in told
    assert "why: denial" in told
    assert "Norway: accuse" in told


def test_json_lines_carry_passages_and_reasons(edition):
    (line,) = disputes.as_jsonl(edition, disputes.about(edition, "seabed", None))
    record = json.loads(line)
    assert record["kind"] == "dispute"
    assert record["reasons"]
    text = edition.captures[0].text
    places = [p for side in record["sides"] for p in side["passages"]]
    assert places
    assert all(text[p["start"] : p["end"]] == p["text"] for p in places)


def test_csv_has_a_passage_a_row_and_a_row_for_silence(edition):
    rows = list(
        csv.DictReader("".join(disputes.as_csv(edition, disputes.about(edition, "", None))).split("\n"))
    )
    assert {row["stance"] for row in rows} >= {"accuse", "deny", "no reply in these articles"}
    assert [row["text"] for row in rows if row["stance"] == "no reply in these articles"] == [""]


def test_a_cell_is_never_a_formula(edition):
    (one,) = disputes.about(edition, "seabed", None)
    told = "".join(disputes.as_csv(edition, [replace(one, topic="=1+1")]))
    assert "'=1+1" in told
    assert ",=1+1" not in told


def test_no_dispute_is_said(edition):
    assert disputes.as_text(edition, (), width=80).strip() == "no dispute"


def test_words_that_nobody_says_stand_under_no_name(tmp_path):
    from readout.desk import open_desk
    from readout.formats.disputes import as_text

    file = tmp_path / "page.txt"
    file.write_text(
        "The Quay Gazette\nMinister denies claims\nPublished: 2 March 2026\n\n"
        "Port Minister Karl Zerafa on Monday denied that the port had sold its cranes. "
        "Paul Mifsud accused the ministry of hiding the list of cranes. Zerafa denied the accusation.\n",
        encoding="utf-8",
    )
    with open_desk(None) as desk:
        desk.add([str(file)])
        edition = desk.edition()
    printed = as_text(edition, edition.disputes, width=100)
    assert "Nobody named: “the port had sold its cranes”" in printed
    assert "\n    “Paul Mifsud accused the ministry" in printed

"""Views of the ledger as rows: one measure once, and never two as one."""

import csv
import io
from dataclasses import replace

import pytest

from ledgerwork import made, read
from readout.formats import ledger
from readout.ledger.measures import measures_in
from readout.model import Edition


def edition(*pages, threads=True):
    articles, _, statements, cast, told = read(*pages)
    told = told if threads else replace(told, threads=())
    measures = measures_in(made(*pages))
    return Edition(
        articles=tuple(articles), statements=tuple(statements), cast=cast, told=told, measures=measures
    )


def rows(*pages, **how):
    return [
        (row.actor, row.target, row.kind, [stage.status for stage in row.stages])
        for row in ledger.measure_rows(edition(*pages, **how))
    ]


def test_a_measure_that_two_articles_tell_is_one_with_its_stages():
    found = rows(
        ("2026-03-02", "Norway detained the Portuguese ship."),
        ("2026-03-09", "Norway released the Portuguese ship."),
    )
    assert found == [("Norway", "Portugal", "seizure", ["in force", "lifted"])]


def test_a_measure_without_a_target_in_another_story_is_another_measure():
    found = rows(
        ("2026-03-02", "Russia banned nine Japanese citizens from entering the country."),
        ("2026-03-09", "Russia bars entry to 21 people."),
    )
    assert sorted(found, key=str) == [
        ("Russia", "Japan", "entry ban", ["in force"]),
        ("Russia", None, "entry ban", ["in force"]),
    ]


def test_the_same_measure_in_two_threads_is_two():
    text = "Russia has expelled two British diplomats."
    assert len(rows(("2026-03-02", text), ("2026-09-02", text + " It was warm."), threads=False)) == 2


@pytest.mark.parametrize("form", ["jsonl", "json", "csv"])
def test_every_form_has_the_passage_of_every_measure(form):
    held = edition(("2026-03-02", "Russia has expelled two British diplomats."))
    written = "".join(ledger.FORMATS[form](ledger.measure_records(held)))
    assert "Russia has expelled two British diplomats." in written
    if form == "csv":
        (row,) = csv.DictReader(io.StringIO(written))
        assert (row["measure"], row["passage_start"]) == ("expulsion", "0")


def test_a_cell_is_no_formula():
    assert "'=1+1" in "".join(ledger.as_csv([{"kind": "x", "words": "=1+1"}]))

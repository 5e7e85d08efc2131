"""Measures are read only where somebody takes them, and are never said to be further than they are."""

import re

import pytest

from ledgerwork import made
from readout.lang import languages
from readout.lang.ledger import ledger_words
from readout.ledger.measures import measures_in
from readout.model import MeasureKind, MeasureStatus

ROWS = [
    (language, row)
    for language in languages("ledger")
    if language != "any"
    for row in ledger_words(language).measures
]


def measures(text, language="en"):
    return measures_in(made(("2026-03-02", text), language=language))


@pytest.mark.parametrize(
    ("language", "row"), ROWS, ids=lambda v: v if isinstance(v, str) else f"{v.kind}: {v.example}"
)
def test_every_measure_is_read_in_its_example(language, row):
    before, words, after = re.fullmatch(r"(.*)\[(.+)\](.*)", row.example).groups()
    (found,) = measures(before + words + after, language)
    assert found.kind is row.kind
    assert found.status is (row.status or MeasureStatus.IN_FORCE)
    assert found.cue.exact == words
    assert found.actor.exact.startswith(row.actor)
    assert row.target in found.target.exact


STATUSES = [
    (language, row)
    for language in languages("ledger")
    if language != "any"
    for row in ledger_words(language).statuses
]


@pytest.mark.parametrize(("language", "row"), STATUSES, ids=lambda v: v if isinstance(v, str) else v[2])
def test_every_status_is_given_by_its_example(language, row):
    status, pattern, example = row
    first = next(s for s, p, _ in ledger_words(language).statuses if p.search(example))
    assert pattern.search(example)
    assert first is status


NONE = {
    "demanded": "Lisbon demanded that Norway release the ship.",
    "denied": "Norway denied that it had expelled two French diplomats.",
    "not done": "Russia has not expelled any British diplomats.",
    "only supported": "The Kremlin has expressed support for pausing military aid to Ukraine.",
    "only judged": "France condemned sanctions on Iran.",
    "nobody takes it": "The paper wrote about sanctions imposed in the past.",
    "an opinion on it": "Normalisation requires the removal of sanctions, Peskov said.",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_nobody_takes_is_no_measure(text):
    assert measures(text) == ()


def test_a_measure_is_never_further_than_its_words():
    kinds = {
        "Russia said it was barring entry to 21 British journalists.": MeasureStatus.ANNOUNCED,
        "Russia could expel British diplomats.": MeasureStatus.CONSIDERED,
        "Russia threatened to close its borders to Britain.": MeasureStatus.THREATENED,
        "Russia will expel two British diplomats.": MeasureStatus.ANNOUNCED,
        "Russia has expelled two British diplomats.": MeasureStatus.IN_FORCE,
    }
    assert {text: [m.status for m in measures(text)] for text in kinds} == {t: [s] for t, s in kinds.items()}


def test_who_stands_before_the_measure_in_another_role_does_not_take_it():
    (found,) = measures("After talks in Paris, Russia expelled two British diplomats.")
    assert (found.actor.exact, found.target.exact) == ("Russia", "British")


def test_an_answer_in_kind_points_to_what_it_answers():
    first, reply = measures_in(
        made(
            ("2026-03-02", "Britain expelled two Russian diplomats."),
            (
                "2026-03-04",
                "Russia expelled two British diplomats in retaliation for the decision of London.",
            ),
        )
    )
    assert reply.reply
    assert reply.answers == first.id
    assert reply.trigger.exact == "in retaliation for the decision of London"
    assert first.answers is None


def test_a_measure_that_only_reports_tell_is_reported():
    (found,) = measures(
        "The United States has suspended its operations against Russia, according to reports."
    )
    assert found.kind is MeasureKind.PAUSE
    assert found.certainty == "reported"

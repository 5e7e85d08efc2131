"""A change is marked only where passages show what was said first, what then, and in which order."""

from ledgerwork import made
from readout.ledger.changes import find_changes
from readout.ledger.measures import measures_in


def changes(*pages):
    readings = made(*pages)
    return find_changes(readings, measures_in(readings))


def rules(*pages):
    return [change.reasons[0].name for change in changes(*pages)]


DENIED = "Norway denied that its coast guard had boarded the Portuguese cable ship near Bergen."
CONFIRMED = "Norway acknowledged that its coast guard had boarded the Portuguese cable ship near Bergen."


def test_who_denies_and_later_acknowledges_the_same_has_turned():
    (change,) = changes(("2026-03-02", DENIED), ("2026-03-05", CONFIRMED))
    assert change.reasons[0].name == "turned"
    assert [step.iso for step in change.steps] == ["2026-03-02", "2026-03-05"]
    assert [step.passage.exact for step in change.steps] == [DENIED, CONFIRMED]


def test_two_on_one_day_are_in_no_order():
    assert rules(("2026-03-02", DENIED), ("2026-03-02", CONFIRMED)) == []


def test_two_without_a_day_are_in_no_order():
    assert rules((None, DENIED), (None, CONFIRMED)) == []


def test_another_topic_is_no_turn():
    other = "Norway acknowledged that the mackerel quota would shrink by a tenth next year."
    assert rules(("2026-03-02", DENIED), ("2026-03-05", other)) == []


def test_another_speaker_is_no_turn():
    other = "Portugal acknowledged that its coast guard had boarded the cable ship near Bergen."
    assert rules(("2026-03-02", DENIED), ("2026-03-05", other)) == []


def test_an_answer_that_was_demanded_comes_and_is_judged():
    (change,) = changes(
        ("2026-03-02", "Portugal demanded a written answer from Norway on the cable ship."),
        ("2026-03-05", "Portugal has received the answer of Norway."),
        ("2026-03-06", "Portugal called the answer of Norway unsatisfactory."),
    )
    assert change.reasons[0].name == "answer"
    assert [step.iso for step in change.steps] == ["2026-03-02", "2026-03-05", "2026-03-06"]


def test_what_was_demanded_and_is_done_is_a_change():
    (change,) = changes(
        ("2026-03-02", "Portugal demanded that Norway release the vessel at once."),
        ("2026-03-09", "Norway released the Portuguese vessel on Monday."),
    )
    assert change.reasons[0].name == "demand met"


def test_who_stands_by_a_state_and_later_takes_a_measure_against_it_has_changed_course():
    names = rules(
        ("2026-03-02", "Norway reaffirmed the Norwegian commitment to Portugal."),
        ("2026-03-09", "Norway suspended military aid to Portugal."),
    )
    assert names == ["another course"]


def test_a_new_holder_of_an_office_is_a_change():
    (change,) = changes(
        ("2026-03-02", "Norwegian Foreign Minister Astrid Hellevik said the ship would stay."),
        ("2026-09-02", "Norwegian Foreign Minister Karl Odum said the ship was gone."),
    )
    assert [step.label for step in change.steps] == ["Astrid Hellevik", "Karl Odum"]


def test_a_former_holder_is_no_second_one():
    names = rules(
        ("2026-03-02", "Norwegian Foreign Minister Astrid Hellevik said the ship would stay."),
        ("2026-09-02", "Former Norwegian Foreign Minister Karl Odum said the ship was gone."),
    )
    assert names == []


def test_the_same_office_in_another_state_is_no_second_one():
    names = rules(
        ("2026-03-02", "Norwegian Foreign Minister Astrid Hellevik said the ship would stay."),
        ("2026-09-02", "Portuguese Foreign Minister Karl Odum said the ship was gone."),
    )
    assert names == []


def test_a_page_without_a_day_comes_after_what_it_tells_as_past():
    names = rules(
        ("2022-01-18", "Norwegian Foreign Minister Astrid Hellevik said the ship would stay."),
        (None, "Norwegian Foreign Minister Karl Odum said the ship was gone. It was held in March 2023."),
    )
    assert names == ["another holder"]


def test_what_was_demanded_and_is_then_spoken_against_is_a_change():
    names = rules(
        (
            "2026-03-02",
            "Russia reaffirmed its request for binding guarantees that the alliance would not grow.",
        ),
        ("2026-09-02", "Russia said these are not guarantees but a threat."),
    )
    assert names == ["demanded, then spoken against"]

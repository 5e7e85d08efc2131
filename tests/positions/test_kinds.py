"""Counter-charges, accounts of one talk, two tunes, facts told differently, verdicts, and who is silent."""

import pytest

from positions.story import disputes_of, named
from readout.model import DisputeStatus

CASES = {
    "a charge answered by a charge": (
        "each accuses the other",
        [
            "Norway accused Portugal of cutting the nets of its trawlers. "
            "Portugal accused Norway of cutting the nets of its own trawlers."
        ],
        1,
    ),
    "in turn": (
        "each accuses the other",
        [
            "Norway accused Portugal of hiding the chart. "
            "Portugal denies it and in turn accuses Norway of delaying the tribunal."
        ],
        1,
    ),
    "two charges against others": (
        "each accuses the other",
        ["Norway accused Portugal of hiding the chart. Portugal accused Malta of hiding the crew."],
        0,
    ),
    "agreed, and not agreed": (
        "two accounts",
        [
            "Astrid Hellevik agreed to reopen the harbour road in July, the mayor said.",
            "Astrid Hellevik had not agreed to reopen the harbour road, her office said.",
        ],
        1,
    ),
    "who asked for the call": (
        "two accounts",
        [
            "The Norwegian ministry said the call was made at the request of Portugal.",
            "The Portuguese ministry said the call took place at the initiative of Norway.",
        ],
        1,
    ),
    "both name who asked": (
        "two accounts",
        [
            "The Norwegian ministry said the call was made at the request of Portugal.",
            "The Portuguese ministry said the call took place at the initiative of Lisbon.",
        ],
        0,
    ),
    "one voice, two tunes": (
        "one voice, two tunes",
        [
            "Duarte Vilaverde said the harbour office had received the three photographs in May.",
            "Duarte Vilaverde said the harbour office had never received the three photographs.",
        ],
        1,
    ),
    "a condition is no second tune": (
        "one voice, two tunes",
        [
            "Duarte Vilaverde said the harbour office had received the three photographs in May.",
            "Duarte Vilaverde said the harbour office had never received the photographs if they were blurred.",
        ],
        0,
    ),
    "figures": (
        "figures differ",
        ["The mayor said nineteen people drowned in the harbour.", "Fourteen people drowned, the navy said."],
        1,
    ),
    "a toll that rose": (
        "figures differ",
        ["The mayor said nineteen people drowned.", "The toll rose to 24 people drowned, the navy said."],
        0,
    ),
    "dates": (
        "dates differ",
        [
            "The new bridge at Arvel will open on 12 June, the city said.",
            "The new bridge at Arvel will open on 19 June, the county said.",
        ],
        1,
    ),
    "the denial names who claims": (
        "the denial names who claims",
        [
            "The mayors of three villages said the gates were opened at night.",
            "Northern Power dismissed the mayors' claims.",
        ],
        1,
    ),
    "a verdict": (
        "no reply",
        ["The pause has raised alarms among Liberals who view it as a grave mistake."],
        1,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_kind_is_found_by_its_reason(name):
    reason, texts, count = CASES[name]
    assert len(named(disputes_of(*texts), reason)) == count


def test_an_office_with_and_without_its_rank_is_a_conflict_of_reports():
    found = named(
        disputes_of(
            "The bridge cost much, deputy mayor Ivana Matic said.",
            "Ivana Matic, the mayor, said the bridge was late.",
        ),
        "offices differ",
    )
    assert [d.status for d in found] == [DisputeStatus.REPORT_CONFLICT]


def test_both_sides_of_a_counter_charge_are_passages_of_the_article():
    text = CASES["in turn"][1][0]
    (found,) = named(disputes_of(text), "each accuses the other")
    assert all(p.span.of(text) == p.exact for side in found.sides for p in side.passages)


def test_nobody_is_called_silent_who_denies_in_the_story():
    found = disputes_of(
        "The prosecutor accused the guard, Ruben Claes, of taking money for it.",
        "Ruben Claes denied opening any door.",
    )
    assert not [d for d in found if d.status is DisputeStatus.ONE_SIDED]


def test_two_voices_of_one_state_do_not_contradict_each_other_by_shared_words():
    found = disputes_of(
        "Norwegian officials said the harbour office had sent the photographs of the ship.",
        "Norway denied that the harbour office had sent the photographs of the ship.",
    )
    assert not named(found, "contradicted in another article")

"""Forms of concepts are found in a row of words."""

import pytest

from readout.text.concepts import Lexicon

LEXICON = Lexicon(
    {
        "states": "US, United States",
        "people": "us, uses",
        "election": "election~, ~wahl, vote",
        "campaign": "election campaign~",
        "fire": "fire, ~brand~, forest fire~",
        "fired": "fire~",
    }
)

CASES = {
    "capitals alone are found in capitals alone": ("US tells us", ["states", "people"]),
    "several words before one": ("an election campaign of the United States", ["campaign", "states"]),
    "any ending": ("Elections", ["election"]),
    "the end of a compound": ("Präsidentenwahl", ["election"]),
    "no compound of two letters": ("zuwahl Urwahl", []),
    "the middle of a compound": ("Waldbrandgefahr", ["fire"]),
    "the whole word before its beginning": ("fire fires", ["fire", "fired"]),
    "a possessive": ("US’s election’s", ["states", "election"]),
}


@pytest.mark.parametrize(("text", "found"), CASES.values(), ids=CASES)
def test_forms_are_found(text, found):
    assert [concept for _, concept in LEXICON.find(text.split())] == found


def test_a_form_says_where_it_ends():
    assert list(LEXICON.spans(["the", "forest", "fires", "burn"])) == [(1, 3, "fire")]


def test_the_end_of_a_compound_has_a_concept_of_its_own():
    assert LEXICON.ending("Präsidentenwahl") == "election"
    assert LEXICON.ending("wahl") is None

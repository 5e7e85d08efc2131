import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.text.quotes import quotations

CASES = {
    "curly": ("He said “it is over,” and left.", ["it is over,"]),
    "straight": ('He said "it is over," and left.', ["it is over,"]),
    "single": ("He said 'it is over' and left.", ["it is over"]),
    "single with an apostrophe": ("He said 'it isn't over', and left.", ["it isn't over"]),
    "single with a possessive": ("He called 'the ministers' plan a farce', and left.", ["the ministers' plan a farce"]),
    "a possessive alone": ("The ministers' plan and the allies' doubts.", []),
    "guillemets": ("Il a dit « rien n’a été convenu ».", [" rien n’a été convenu "]),
    "low and high": ("Er sagte „wir warten“ und ging.", ["wir warten"]),
    "opened curly and closed straight": ("“I love it,\" she wrote. “I do.”", ["I love it,", "I do."]),
    "straight ones in curly ones": ("“He said \"no\" to it,” she wrote.", ["He said \"no\" to it,"]),
    "two": ("“One,” he said. “Two.”", ["One,", "Two."]),
    "nested": ("“He told me ‘never’ twice,” she said.", ["He told me ‘never’ twice,"]),
    "opened and never closed": ("“This goes on in the next paragraph, as speech does.", ["This goes on in the next paragraph, as speech does."]),
    "an inch": ('A 5" screen', []),
    "nothing inside": ("He said “” and left.", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "inside"), CASES.values(), ids=CASES)
def test_quotations(text, inside):
    assert [span.of(text) for span in quotations(text)] == inside


@given(st.text(alphabet="ab “”\"'‘’«».,", max_size=80))
def test_quotations_are_in_order_and_never_overlap(text):
    found = quotations(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))

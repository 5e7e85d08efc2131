import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.lang.cues import words
from readout.text.quotes import quotations
from readout.text.sentences import sentences

SHORT = words("en", "sentences", "abbreviations")
CASES = {
    "two": ("He came. She left.", ["He came.", "She left."]),
    "a title": ("Mr. Smith came. He left.", ["Mr. Smith came.", "He left."]),
    "initials": ("Wendy R. Sherman spoke.", ["Wendy R. Sherman spoke."]),
    "a state": ("The U.S. envoy left. He was late.", ["The U.S. envoy left.", "He was late."]),
    "a quotation is not cut": ("“It is over. We lost,” he said. She left.", ["“It is over. We lost,” he said.", "She left."]),
    "a quoted question": ("“Will he come?” Ana asked.", ["“Will he come?” Ana asked."]),
    "glued": ("They met today.During the meeting he left.", ["They met today.", "During the meeting he left."]),
    "a number": ("It cost 3.5 million. He paid.", ["It cost 3.5 million.", "He paid."]),
    "no end": ("No end", ["No end"]),
    "nothing": ("  ", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "found"), CASES.values(), ids=CASES)
def test_sentences(text, found):
    assert [span.of(text) for span in sentences(text, quotations(text), SHORT)] == found


@given(st.text(max_size=200))
def test_every_word_is_in_exactly_one_sentence(text):
    found = sentences(text, quotations(text), SHORT)
    covered = "".join(text[span.start : span.end] for span in found)
    assert "".join(covered.split()) == "".join(text.split())

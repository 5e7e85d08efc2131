"""The learned reader of attributed statements, with the weights that ship."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.encoder.reader import LONGEST, Encoder, load
from readout.model import Problem, Span


@pytest.fixture(scope="module")
def encoder():
    found = load()
    if isinstance(found, Problem):
        pytest.skip(found.what)
    return found


def test_absent_weights_are_a_problem_that_names_the_file():
    found = load("xx")
    assert isinstance(found, Problem)
    assert found.where == "reader-xx.onnx"


def words(text, span):
    return None if span is None else span.of(text)


PLAIN = {
    "indirect": (
        "The minister said on Monday that the talks had failed.",
        ("The minister", "said", "the talks had failed"),
    ),
    "inverted": (
        "“We will not leave,” said Marta Kovac, the mayor of the town.",
        ("Marta Kovac", "said", "“We will not leave,”"),
    ),
    "according to": (
        "According to the police, three people were injured in the fire.",
        ("the police", "According to", "three people were injured in the fire"),
    ),
}


@pytest.mark.parametrize(("text", "parts"), PLAIN.values(), ids=PLAIN)
def test_plain_statements_are_read_whole(encoder, text, parts):
    found = next(a for a in encoder.tag([text])[0] if words(text, a.cue) == parts[1])
    assert (words(text, found.speaker), words(text, found.cue), words(text, found.contents[0])) == parts
    assert 0.5 < found.confidence <= 1


def test_paragraphs_without_words_have_no_attributions(encoder):
    assert encoder.tag([]) == ()
    assert encoder.tag(["", " \n", "The mayor said it was late."])[:2] == ((), ())


def test_a_very_long_paragraph_is_read_to_its_end(encoder):
    text = "The road is long and the river is wide. " * LONGEST + "The mayor said that the bridge was closed."
    last = encoder.tag([text])[0][-1]
    assert words(text, last.cue) == "said"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=4))
def test_every_span_lies_in_its_paragraph(encoder: Encoder, texts):
    found = encoder.tag(texts)
    assert len(found) == len(texts)
    for text, attributions in zip(texts, found, strict=True):
        for attribution in attributions:
            spans = [attribution.speaker, attribution.cue, *attribution.contents]
            assert all(span.end <= len(text) for span in spans if isinstance(span, Span))
            assert 0 <= attribution.confidence <= 1


def test_the_same_article_is_read_the_same_way_twice(encoder):
    article = [text for text, _ in PLAIN.values()]
    assert encoder.tag(article) == encoder.tag(article)

from datetime import UTC, datetime

import pytest

from newsroom import article, capture
from readout.model import (
    Act,
    Basis,
    Block,
    EntryRef,
    Judgement,
    Role,
    Sheet,
    Span,
    Turn,
    Verdict,
    When,
)
from readout.store.codec import noun, plain

PAGE = capture("Kyiv denied it.")
NOUNS = {
    "span": Span(1, 4),
    "passage": PAGE.passage(Span(0, 4)),
    "article": article("Kyiv denied it.\nMoscow too."),
    "block": Block(span=Span(0, 4), role=Role.TURN, speaker="A", turn=Turn.ANSWER),
    "sheet": Sheet(
        blocks=(Block(span=Span(0, 4), role=Role.BODY),),
        title=Span(0, 2),
        byline=("A", "B"),
        published=When(iso=None, as_written="then", basis=Basis.NONE),
        entry=EntryRef(feed="f", id="1"),
    ),
    "judgement": Judgement(
        one=PAGE.passage(Span(0, 4)),
        other=PAGE.passage(Span(5, 11)),
        verdict=Verdict.DIFFERENT,
        by="me",
        at=datetime(2026, 1, 1, tzinfo=UTC),
    ),
}


@pytest.mark.parametrize("one", NOUNS.values(), ids=NOUNS)
def test_a_noun_comes_back_as_it_went(one):
    import json

    assert noun(type(one), json.loads(json.dumps(plain(one)))) == one


def test_a_name_that_is_not_on_its_list_is_an_error():
    with pytest.raises(ValueError, match="murmur"):
        noun(Act, "murmur")

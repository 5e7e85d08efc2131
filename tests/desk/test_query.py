from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.desk.query import OPERATORS, Query, query
from readout.model import Act, SearchError

ASKED = {
    "words": ("tariff letter", Query(words=("tariff", "letter"))),
    "a phrase": ('tariff "nothing was agreed"', Query(words=("tariff",), phrases=("nothing was agreed",))),
    "curly marks": ("“nothing was agreed”", Query(phrases=("nothing was agreed",))),
    "every operator": (
        'who:Mendes about:"the government" act:deny lang:pt-BR outlet:"The Courier" from:2026-03 to:2026-04-01',
        Query(
            who=("Mendes",), about=("the government",), acts=(Act.DENY,), languages=("pt-BR",),
            outlets=("The Courier",), first="2026-03", last="2026-04-01",
        ),
    ),
    "an act of two words": ('act:"no comment" ACT:deny', Query(acts=(Act.NO_COMMENT, Act.DENY))),
    "a time of day and an address are words": (
        "12:30 https://example.org/x",
        Query(words=("12:30", "https://example.org/x")),
    ),
    "nothing": ("  ", Query()),
    "a month ends with its last day": ("from:2026-03-20 to:2026-03", Query(first="2026-03-20", last="2026-03")),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_a_query_is_read(name):
    asked, wanted = ASKED[name]
    assert query(asked) == wanted


WRONG = {
    "an operator that there is not": ("speaker:Mendes", "speaker:"),
    "an act that there is not": ("act:lie", "act:lie"),
    "nothing after the operator": ("who:", "who:"),
    "nothing in the marks": ('who:""', "who:"),
    "a space after the operator": ("who: Mendes", "who:"),
    "a day that is none": ("from:yesterday", "from:yesterday"),
    "a month that is none": ("to:2026-13", "to:2026-13"),
    "a language that is none": ("lang:english!", "lang:english!"),
    "an open mark": ('tariff "nothing was', '"nothing was'),
    "days the wrong way": ("from:2026-03 to:2025", "to:"),
    "too long": ("x" * 500, "xxx"),
    "too many parts": ("a " * 60, "a"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_query_names_the_part_that_is_wrong(name):
    asked, part = WRONG[name]
    with pytest.raises(SearchError) as caught:
        query(asked)
    assert str(caught.value).startswith(f"“{part}")


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from([*(f"{o}:" for o in OPERATORS), '"', " ", "a", "*"])).map("".join)
)
def test_any_text_is_a_query_or_a_clear_error(asked):
    with suppress(SearchError):
        query(asked)

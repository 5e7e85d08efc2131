"""Two articles of one story: what sets two speakers against each other, and what does not."""

from dataclasses import replace

import pytest

import newsroom
from readout.actors import cast_actors
from readout.model import ArticleId, Story, StoryId, Told
from readout.positions import find_disputes
from readout.statements import read_statements


def apart(*texts):
    articles = [replace(newsroom.article(t), id=ArticleId(f"a{n}")) for n, t in enumerate(texts)]
    held = {newsroom.capture(t).id: t for t in texts}
    said = [s for a in articles for s in read_statements(a, held[a.capture_id])]
    told = Told(stories=(Story(id=StoryId("s"), title="", articles=tuple(a.id for a in articles)),))
    found = find_disputes(articles, held, said, cast_actors(articles, held, said), told)
    return [d for d in found if len({p.capture_id for side in d.sides for p in side.passages}) > 1]


APART = {
    "who was asked refuses": (
        "Governor Anna Verd urged Tom Orrick to drop out of the race for the harbour board.",
        "Tom Orrick refused on Monday to step down from the race.",
    ),
    "a claim is rejected in its words": (
        "Anna Verd said the harbour board had given misleading figures to the planners.",
        "Tom Orrick rejected any suggestion that planners were given misleading figures.",
    ),
    "what one says happened, the other says did not": (
        "Anna Verd said the ferry had served the northern island all winter.",
        "Tom Orrick said the ferry had not served the northern island.",
    ),
}
TOGETHER = {
    "a policy that is opposed is not a claim denied": (
        "Anna Verd said the harbour board approved the night ferry in March.",
        "Tom Orrick opposes the night ferry.",
    ),
    "who says no speaks of something else": (
        "Anna Verd said the state government had run the schools of the island well.",
        "Tom Orrick said parents, certainly not the state government, should choose the books of the schools.",
    ),
    "both praise one candidate": (
        "Anna Verd said Orrick has done more for the border than any candidate.",
        "Ben Holm said no candidate has done more for the border than Orrick.",
    ),
    "who refuses was asked nothing": (
        "Anna Verd said the officials of the port had treated small groups of sailors unfairly.",
        "Tom Orrick refused to speak to groups of sailors on Wednesday.",
    ),
    "a question claims nothing": (
        "Anna Verd asked Tom Orrick whether the ferry would sail.",
        "Tom Orrick declined a ride on the ferry.",
    ),
    "a letter and a report of it": (
        "The letter says the budget takes money from the ferries of the northern islands.",
        "The budget takes money from the ferries of the northern islands, 40 captains wrote on Monday.",
    ),
    "a figure of one thing and a figure of another": (
        "Four states have opened recreational harbours for sailing boats.",
        "Two states filed a lawsuit on Monday to keep Verdia from opening more recreational harbours.",
    ),
}


@pytest.mark.parametrize("case", APART)
def test_set_apart(case):
    assert apart(*APART[case])


@pytest.mark.parametrize("case", TOGETHER)
def test_not_set_apart(case):
    assert not apart(*TOGETHER[case])

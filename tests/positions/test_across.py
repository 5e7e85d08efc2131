"""A denial in another article: the words must meet, without the names of the two who speak."""

from dataclasses import replace

import pytest

import newsroom
from readout.actors import cast_actors
from readout.model import ArticleId, DisputeStatus, Story, StoryId, Told
from readout.positions import find_disputes
from readout.statements import read_statements


def disputes(*texts: str, one_story: bool = True):
    articles = [replace(newsroom.article(t), id=ArticleId(f"a{n}")) for n, t in enumerate(texts)]
    held = {newsroom.capture(t).id: t for t in texts}
    statements = [s for a in articles for s in read_statements(a, held[a.capture_id])]
    story = Story(id=StoryId("s"), title="", articles=tuple(a.id for a in articles))
    told = Told(stories=(story,) if one_story else ())
    found = find_disputes(articles, held, statements, cast_actors(articles, held, statements), told)
    return [d for d in found if len({p.capture_id for side in d.sides for p in side.passages}) > 1]


CONTESTED, TALKS = DisputeStatus.CONTESTED, DisputeStatus.NEGOTIATING_POSITIONS
CASES = {
    "two words shared": (
        "Astrid Hellevik said the ship had sent its photographs to the harbour office on 3 May.",
        "Duarte Vilaverde denied that the harbour office had received any photographs.",
        [CONTESTED],
    ),
    "a demand refused": (
        "Norway demanded the withdrawal of the lot from the sale.",
        "The auctioneer Bruno Lacroix refused to stop the sale.",
        [TALKS],
    ),
    "one everyday word shared": (
        "Two dock workers said the tuna aboard had been sold.",
        "Duarte Vilaverde denied firing on the tuna boat.",
        [],
    ),
    "both say no": (
        "Astrid Hellevik said no photographs had reached the harbour office.",
        "Duarte Vilaverde denied that the harbour office had received any photographs.",
        [],
    ),
    "one speaker": (
        "Duarte Vilaverde said the ship had sent its photographs to the harbour office on 3 May.",
        "Duarte Vilaverde denied that the harbour office had received any photographs.",
        [],
    ),
    "a question": (
        "Astrid Hellevik asked whether the ship had sent its photographs to the harbour office.",
        "Duarte Vilaverde denied that the ferry had a captain.",
        [],
    ),
    "another matter": (
        "Astrid Hellevik said the ship had sent its photographs to the harbour office on 3 May.",
        "Duarte Vilaverde denied that Portugal had raised the tax on diesel.",
        [],
    ),
    "a proposal dismissed is no answer to a charge": (
        "Norway accused Portugal of hiding the treaty on the fishing grounds.",
        "Lisbon dismissed proposals for a treaty on the fishing grounds of the south.",
        [],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_denial_meets_the_claim_of_another_article(name):
    one, other, statuses = CASES[name]
    assert [d.status for d in disputes(one, other)] == statuses


def test_articles_of_no_common_story_are_not_compared():
    one, other, _ = CASES["two words shared"]
    assert disputes(one, other, one_story=False) == []


def test_the_reason_names_the_words_that_meet():
    one, other, _ = CASES["two words shared"]
    (found,) = disputes(one, other)
    reason = found.reasons[0]
    assert reason.name == "denied in another article"
    assert "photographs" in reason.detail
    assert reason.detail.split(", ") == [w for w in reason.detail.split(", ") if w in one]

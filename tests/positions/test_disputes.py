"""A claim and its denial stand side by side; a difference of topic is no dispute."""

from dataclasses import replace

import pytest

import newsroom
from readout.actors import cast_actors
from readout.model import ArticleId, DisputeStatus, Story, StoryId, Told
from readout.positions import find_disputes
from readout.statements import read_statements


def disputes(text: str):
    article = newsroom.article(text)
    held = {article.capture_id: text}
    statements = read_statements(article, text)
    return find_disputes([article], held, statements, cast_actors([article], held, statements), Told())


CASES = {
    "a charge and its denial": (
        "Norway accused Portugal of surveying the seabed without a permit. Portugal denied the charge.",
        [DisputeStatus.CONTESTED],
    ),
    "a denial that names the claim": (
        "Lisbon rejected the Norwegian allegation that its ship had surveyed the seabed.",
        [DisputeStatus.CONTESTED],
    ),
    "a demand that is refused": (
        "Portugal demanded the release of the ship on Monday. Norway rejected the demand.",
        [DisputeStatus.NEGOTIATING_POSITIONS],
    ),
    "a charge that nobody answers": (
        "Carlota Mendes accused the government of hiding the report from parliament.",
        [DisputeStatus.ONE_SIDED],
    ),
    "agreement": ("Norway said the ship may sail. Portugal welcomed the decision.", []),
    "two topics": ("Norway said the ship may sail. Portugal announced a new budget.", []),
    "what others are to reject": (
        "Carlota Mendes warned that if Norway did not agree to the demands of Portugal to leave the area "
        "and reject any future membership for Malta, it would face consequences.",
        [],
    ),
    "nothing said": ("The ship left Bergen at noon and reached Lisbon on Friday.", []),
}


@pytest.mark.parametrize("name", CASES)
def test_disputes_are_what_is_denied_refused_or_left_unanswered(name):
    text, statuses = CASES[name]
    assert [dispute.status for dispute in disputes(text)] == statuses


def test_both_sides_stand_apart_with_their_own_words():
    text = CASES["a charge and its denial"][0]
    (dispute,) = disputes(text)
    claim, denial = dispute.sides
    assert claim.statements
    assert denial.statements
    assert not set(claim.statements) & set(denial.statements)
    assert all(p.span.of(text) == p.exact for side in dispute.sides for p in side.passages)


def test_who_has_not_answered_is_said():
    (dispute,) = disputes(CASES["a charge that nobody answers"][0])
    assert dispute.sides[1].statements == ()


def test_one_dispute_told_twice_stands_once():
    text = (
        "Norway accused Portugal of surveying the seabed without a permit. Portugal denied the charge. "
        "Lisbon again rejected the Norwegian accusation that Portugal had surveyed the seabed."
    )
    assert len(disputes(text)) == 1


def test_two_accounts_of_one_call_stand_side_by_side_across_two_articles():
    texts = (
        "The Foreign Ministry in Oslo said the two ministers had agreed to let experts examine the recorders.",
        "Foreign Minister Duarte Vilaverde denied that he had agreed to have the recorders examined by experts.",
    )
    articles = [replace(newsroom.article(t), id=ArticleId(f"a{n}")) for n, t in enumerate(texts)]
    held = {newsroom.capture(t).id: t for t in texts}
    statements = [s for a in articles for s in read_statements(a, held[a.capture_id])]
    story = Story(id=StoryId("s"), title="", articles=("a0", "a1"))
    told = Told(stories=(story,))
    found = find_disputes(articles, held, statements, cast_actors(articles, held, statements), told)
    assert [dispute.status for dispute in found] == [DisputeStatus.CONTESTED]
    assert all(side.statements for side in found[0].sides)

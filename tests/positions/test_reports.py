"""Two reports that differ on a figure, and what one knows only by hearsay."""

from dataclasses import replace

import pytest

import newsroom
from readout.actors import cast_actors
from readout.model import ArticleId, DisputeStatus, Story, StoryId, Told
from readout.positions import find_disputes
from readout.statements import read_statements


def disputes(*texts: str):
    articles = [replace(newsroom.article(t), id=ArticleId(f"a{n}")) for n, t in enumerate(texts)]
    held = {newsroom.capture(t).id: t for t in texts}
    statements = [s for a in articles for s in read_statements(a, held[a.capture_id])]
    story = Story(id=StoryId("s"), title="", articles=tuple(a.id for a in articles))
    told = Told(stories=(story,))
    return find_disputes(articles, held, statements, cast_actors(articles, held, statements), told)


FERRY = "The mayor of Arvel said the ferry carried {} passengers when it struck the northern pier on Monday."
CASES = {
    "another figure": (FERRY.format(40), FERRY.format(52), 1),
    "the same figure": (FERRY.format(40), FERRY.format(40), 0),
    "another year": (
        "The mayor of Arvel said the northern pier was built in 1968 by the ferry company.",
        "The mayor of Arvel said the northern pier was built in 1970 by the ferry company.",
        0,
    ),
    "another thing": (
        FERRY.format(40),
        "The library of Arvel lent 52 books, its director said on Monday.",
        0,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_reports_conflict_where_they_count_one_thing_differently(name):
    one, other, count = CASES[name]
    found = [d for d in disputes(one, other) if d.status is DisputeStatus.REPORT_CONFLICT]
    assert len(found) == count


def test_hearsay_and_fact_stand_side_by_side():
    found = disputes(
        "The province has closed the northern ferry terminal, according to reports.",
        "The mayor of Arvel regretted that the province had closed the northern ferry terminal.",
    )
    assert [d.status for d in found] == [DisputeStatus.REPORT_CONFLICT]
    assert [side.stance for side in found[0].sides] == ["told as a fact", "told as reported"]


QUAY = (
    "The talks on herring quotas were held in {} on Tuesday. The envoys {} the draft treaty after nine hours."
)
SLOTS = {
    "another place": (QUAY.format("Bergen", "approved"), QUAY.format("Stavanger", "approved"), ["places differ"]),
    "another outcome": (
        QUAY.format("Bergen", "approved"), QUAY.format("Bergen", "rejected"), ["outcomes differ"],
    ),
    "another surname": (
        "Fisheries Minister Ana Vella opened the herring talks on behalf of the host.",
        "Fisheries Minister Ana Velmo opened the herring talks on behalf of the host.",
        ["names differ"],
    ),
    "another spelling": (QUAY.format("Kyiv", "approved"), QUAY.format("Kyyiv", "approved"), []),
    "a state and its town": (QUAY.format("Norway", "approved"), QUAY.format("Bergen", "approved"), []),
    "a place that both name": (
        QUAY.format("Bergen", "approved"),
        QUAY.format("Stavanger", "approved") + " A lunch was given in Bergen by the mayor.",
        [],
    ),
    "another subject": (
        "The bus drivers rejected the offer of the city on Sunday.",
        "The tram drivers approved the offer of the city on Sunday.",
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SLOTS)
def test_reports_conflict_where_one_word_of_alike_sentences_differs(name):
    one, other, reasons = SLOTS[name]
    found = [d for d in disputes(one, other) if d.status is DisputeStatus.REPORT_CONFLICT]
    assert [d.reasons[0].name for d in found] == reasons

"""What is open, who speaks for whom, what a story rests on, how quotations compare."""

import pytest

from ledgerwork import read
from readout.ledger import about_issue, compare_quotes, depths, find_open, speaking_for
from readout.ledger.quotes import difference
from readout.model import ActorType, Likeness, OpenKind


def opened(*pages):
    return [(one.kind, one.words.exact) for one in find_open(*read(*pages))]


def test_a_promise_is_open():
    found = opened(("2026-03-02", "France promised to defend freedom of navigation in all seas."))
    assert [kind for kind, _ in found] == [OpenKind.PROMISE]


DEMAND = "Portugal demanded that Norway publish the whole report."


def test_a_demand_is_open_where_nobody_answers_in_these_articles():
    assert [kind for kind, _ in opened(("2026-03-02", DEMAND))] == [OpenKind.DEMAND]


ANSWERS = {
    "a refusal": "Norway rejected the demand to publish the report.",
    "a promise": "Norway promised to publish the report by Friday.",
    "silence that is told": "Norway declined to comment on the report.",
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_a_demand_is_not_open_where_somebody_answers(answer):
    assert OpenKind.DEMAND not in [kind for kind, _ in opened(("2026-03-02", DEMAND), ("2026-03-03", answer))]


def test_a_spokesperson_speaks_for_the_one_named_beside_the_office():
    articles, _, _, cast, _ = read(("2026-03-02", "Kremlin spokesman Dmitry Peskov said talks would go on."))
    (found,) = speaking_for(articles, cast)
    assert found.principal == "Kremlin"
    assert found.passage.exact == "Kremlin spokesman"


def test_a_minister_speaks_for_nobody_else():
    articles, _, _, cast, _ = read(("2026-03-02", "Foreign Minister Astrid Hellevik said talks would go on."))
    assert speaking_for(articles, cast) == ()


def test_depth_tells_named_from_unnamed():
    articles, _, statements, cast, told = read(
        ("2026-03-02", "Portugal said the ship was free. A senior official said the crew was well.")
    )
    (found,) = depths(articles, statements, cast, told)
    types = {actor.id: actor.type for actor in cast.actors}
    assert len(found.on_record) == 1
    assert len(found.unnamed) == 1
    assert ActorType.ANONYMOUS in types.values()


FULL = "“The survey was carried out in waters where a permit is required, and none was requested,” Astrid Hellevik said."
QUOTES = {
    "the same words": (FULL + " She spoke in Oslo.", [Likeness.SAME]),
    "other marks and capitals": (FULL.replace("“The", '"the').replace(",”", '",'), [Likeness.SAME]),
    "cut": (
        "“The survey was carried out in waters where a permit is required,” Astrid Hellevik said.",
        [Likeness.CUT],
    ),
    "altered": (FULL.replace("required", "customary"), [Likeness.ALTERED]),
    "another utterance": ("“The crew may leave whenever they like to do so,” Astrid Hellevik said.", []),
}


@pytest.mark.parametrize("name", QUOTES)
def test_an_utterance_in_two_articles_is_compared_word_for_word(name):
    other, likenesses = QUOTES[name]
    found = compare_quotes(*read(("2026-03-02", FULL), ("2026-03-03", other)))
    assert [one.likeness for one in found] == likenesses


def test_a_difference_names_the_words():
    assert difference("There was no survey, and no data", "There was a survey and no data") == (
        ("kept", "There was"),
        ("cut", "no"),
        ("added", "a"),
        ("kept", "survey and no data"),
    )


def about(words, *pages, language="en"):
    articles, _, statements, _, told = read(*pages, language=language)
    return [s.content.exact for s in about_issue(words, articles, statements, told)]


PAGE = ("2026-03-02", "Russia demanded security guarantees. Norway said the ship would stay.")


def test_an_issue_is_matched_by_its_words():
    assert about("guarantees", PAGE) == ["security guarantees"]


def test_an_issue_is_matched_in_another_language():
    page = (
        "2026-03-02",
        "Россия сообщила, что ждет гарантий безопасности. Норвегия сообщила, что судно останется.",
    )
    assert about("security guarantees", page, language="ru") == ["ждет гарантий безопасности"]


def test_an_issue_without_a_telling_word_is_nothing():
    assert about("the of", PAGE) == []

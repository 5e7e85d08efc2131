"""A brief is whole sentences of its articles, each with its voice."""

from dataclasses import replace

import pytest

import newsroom
from readout.briefs import write_brief
from readout.briefs.verify import verified
from readout.model import Basis, Cast, Passage, Sentence, SentenceRole, Span, Story, StoryId, When


def brief(*texts: str, language: str = "en"):
    articles = [newsroom.article(text, language=language) for text in texts]
    held = {newsroom.capture(text).id: text for text in texts}
    story = Story(id=StoryId("s"), title="", articles=tuple(a.id for a in articles))
    return [s.text for s in write_brief(story, articles, held, (), Cast()).sentences]


LONG = (
    "The council of Arvel closed the old bridge to all traffic on Monday morning.\n"
    "It has carried trucks for eighty years without a single inspection by the state.\n"
    "Engineers found cracks in two of the six pillars during a routine visit.\n"
    "The ferry company will run eleven boats a day until the repairs are finished.\n"
    "A new bridge would cost the province about forty million crowns."
)


def test_a_brief_has_at_most_three_whole_sentences():
    found = brief(LONG)
    assert len(found) == 3
    assert all(sentence in LONG for sentence in found)


def test_a_brief_opens_with_what_happened():
    assert brief(LONG)[0].startswith("The council of Arvel")


def test_a_sentence_that_points_at_somebody_unnamed_is_left_out():
    assert not any(sentence.startswith("It ") for sentence in brief(LONG))


def test_nothing_is_said_twice():
    again = LONG.replace("on Monday morning", "early on Monday")
    found = brief(LONG, again)
    assert sum("closed the old bridge" in sentence for sentence in found) == 1


@pytest.mark.parametrize("comment", [
    "The closure highlights the deepening rift between the council and the province.",
    "The move raises questions about the future of transport in the whole region.",
])  # fmt: skip
def test_a_pages_own_comment_is_nobodys_statement(comment):
    assert brief(comment) == []


@pytest.mark.parametrize("part", [
    "Die Unabhängigkeit der Provinz wird für Sonntag, den 17.",
    "“We will never pay for this bridge, whatever they say in the capital.”",
])  # fmt: skip
def test_what_is_cut_at_an_ordinal_or_has_no_voice_is_left_out(part):
    assert brief(part) == []


def test_half_a_quotation_is_not_a_sentence():
    assert brief("“We will not pay for this bridge or for any other bridge.") == []


def test_what_the_next_sentence_takes_back_is_left_out():
    text = (
        "The council of Arvel closed the old bridge to all traffic on Monday morning.\n"
        "Mayor Anna Verd said the province would never pay for another bridge.\n"
        "But she said it would pay for this one."
    )
    assert not any("never pay" in found for found in brief(text))


def test_a_name_written_small_where_it_is_written_large_is_damage():
    text = (
        "Mayors in Arvel said the bridge in Arvel had been closed by the council in Arvel on Monday.\n"
        "Engineers in arvel found cracks in two of the six pillars during a visit.\n"
        "A new bridge would cost the province about forty million crowns."
    )
    assert not any("in arvel" in found for found in brief(text))


def test_a_summary_that_a_feed_has_cut_is_left_out():
    assert brief("The council of Arvel closed the old bridge, whose six pillars…") == []


def test_what_an_earlier_day_announces_is_left_out_where_a_later_one_tells():
    first = newsroom.article("Mayor Anna Verd will open the bridge of Arvel to trucks on Tuesday.")
    later = newsroom.article("Mayor Anna Verd opened the bridge of Arvel to trucks on Tuesday morning.")
    first = replace(first, published=When(iso="2026-03-02", as_written=None, basis=Basis.DOCUMENT))
    later = replace(later, published=When(iso="2026-03-03", as_written=None, basis=Basis.DOCUMENT))
    texts = (
        "Mayor Anna Verd will open the bridge of Arvel to trucks on Tuesday.",
        "Mayor Anna Verd opened the bridge of Arvel to trucks on Tuesday morning.",
    )
    held = {newsroom.capture(text).id: text for text in texts}
    story = Story(id=StoryId("s"), title="", articles=(first.id, later.id))
    found = [s.text for s in write_brief(story, [first, later], held, (), Cast()).sentences]
    assert found == [texts[1]]


def sentence(text: str, *exact: str) -> Sentence:
    capture = newsroom.capture("One boat sank. Two boats came.")
    passages = tuple(
        Passage(capture_id=capture.id, span=Span(at, at + len(words)), exact=words)
        for words in exact
        for at in [max(0, capture.text.find(words))]
    )
    return Sentence(role=SentenceRole.SUMMARY, text=text, passages=passages, origin="test")


def insight(text: str, exact: str) -> Sentence:
    return replace(sentence(text, exact), role=SentenceRole.INSIGHT)


CASES = {
    "an insight with its name": (
        insight("No answer from Boat to One stands in these articles.", "One boat sank."),
        True,
    ),
    "an insight with another name": (
        insight("No answer from Boat to Oslo stands in these articles.", "One boat sank."),
        False,
    ),
    "an insight of no message of ours": (insight("Boat is guilty.", "One boat sank."), False),
    "its passage": (sentence("One boat sank.", "One boat sank."), True),
    "two passages": (sentence("One boat sank. Two boats came.", "One boat sank.", "Two boats came."), True),
    "no passage": (sentence("One boat sank."), False),
    "a changed figure": (sentence("Two boats sank.", "One boat sank."), False),
    "a dropped word": (sentence("Boat sank.", "One boat sank."), False),
    "a passage that does not stand": (sentence("Six boats sank.", "Six boats sank."), False),
}


@pytest.mark.parametrize("name", CASES)
def test_only_what_its_passages_say_is_printed(name):
    proposed, passes = CASES[name]
    texts = {newsroom.capture("One boat sank. Two boats came.").id: "One boat sank. Two boats came."}
    assert bool(verified([proposed], texts)) is passes

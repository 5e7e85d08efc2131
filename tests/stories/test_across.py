"""One event told in two languages is one story; the same actors at something else are not."""

from dataclasses import replace

import pytest

import newsroom
from readout.model import ArticleId, CaptureId, Cast
from readout.stories import Telling, sketch, tell
from readout.stories.bridges import AGAINST, bridged

ENGLISH = """Dam bursts above Huarani in Bolivia, 14 dead
An earth dam burst above the Bolivian town of Huarani on Sunday and mud covered the streets. At least 14 people
died and 30 are missing, the civil defence said."""
GERMAN = """Bolivien: 14 Tote nach Bruch eines Damms in Huarani
Oberhalb der bolivianischen Stadt Huarani ist am Sonntag ein Staudamm gebrochen, Schlamm begrub die Straßen.
Mindestens 14 Menschen kamen ums Leben, 30 werden vermisst."""
OTHER = """Huarani wählt neuen Bürgermeister
In der bolivianischen Stadt Huarani haben am Sonntag die Kommunalwahlen stattgefunden. Die Beteiligung lag bei
14 Prozent, die Opposition gewann 30 Sitze im Stadtrat."""


def articles(*texts):
    found, held = [], {}
    for number, (text, language) in enumerate(texts):
        article = newsroom.article(text)
        found.append(replace(article, id=ArticleId(f"a{number}"), language=language))
        held[CaptureId(article.capture_id)] = text
    return found, held


def stories(*texts):
    found, held = articles(*texts)
    return sorted(story.articles for story in tell(found, held, (), Cast()).stories)


def test_one_event_in_two_languages_is_one_story():
    assert stories((ENGLISH, "en"), (GERMAN, "de"), (OTHER, "de")) == [("a0", "a1"), ("a2",)]


def test_the_reasons_say_what_both_are_about():
    found, held = articles((ENGLISH, "en"), (GERMAN, "de"))
    (story,) = tell(found, held, (), Cast()).stories
    assert "about: " in story.reasons[0].detail
    assert "bolivia" in story.reasons[0].detail


def test_the_same_place_and_figures_are_no_event():
    assert stories((ENGLISH, "en"), (OTHER, "de")) == [("a0",), ("a1",)]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_one_at_a_time_is_all_at_once(order):
    texts = ((ENGLISH, "en"), (GERMAN, "de"), (OTHER, "de"))
    found, held = articles(*texts)
    telling = Telling()
    drawn = []
    for n in order:
        drawn.append(sketch(found[n], held[found[n].capture_id]))
        telling = Telling() if telling.wants_weighing(len(drawn), 1) else telling
        telling.change(sorted(drawn, key=lambda s: s.id) if not telling.shelf.held else drawn[-1:])
    assert sorted(story.articles for story in telling.told().stories) == stories(*texts)


LANGUAGES = {"a": "en", "b": "en", "x": "de", "y": "de"}


def pair(one, other):
    return frozenset((one, other))


def test_a_foreign_report_is_as_near_to_the_neighbour():
    held = {pair("a", "b"): 0.9, pair("a", "x"): 0.7, pair("x", "y"): 0.6}
    assert bridged(held, LANGUAGES) == {pair("b", "x"): 0.7, pair("a", "y"): 0.6, pair("b", "y"): 0.6}


def test_no_weak_likeness_is_carried_on():
    assert bridged({pair("a", "b"): 0.3, pair("a", "x"): 0.7}, LANGUAGES) == {}
    assert bridged({pair("a", "b"): 0.9, pair("a", "x"): 0.3}, LANGUAGES) == {}


def test_no_neighbour_speaks_for_a_brief_report_of_something_else():
    held = {pair("a", "b"): 0.9, pair("a", "x"): 0.7}
    assert bridged(held, LANGUAGES, {"b", "x"}) == {pair("b", "x"): AGAINST}

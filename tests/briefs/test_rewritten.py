"""What a rewritten sentence must keep, and what the verifier refuses."""

import random
import sys
import tomllib
from pathlib import Path

import pytest

from newsroom import article
from readout.actors import cast_actors
from readout.briefs.rewritten import Wrong, checked_sentence
from readout.briefs.told import telling
from readout.statements import read_sentence, read_statements

HOUSE = Path(__file__).parents[2]
BY_HAND = tomllib.loads((HOUSE / "gold" / "rewrites" / "by_hand.toml").read_text(encoding="utf-8"))["text"]
sys.path.insert(0, str(HOUSE / "bench" / "briefs"))


def told_by(text):
    page = article(text)
    statements = read_statements(page, text, fast=True)
    texts = {page.capture_id: text}
    return telling([page], texts, statements, cast_actors([page], texts, statements, []))


def check(sentence, text, language="en"):
    return checked_sentence(sentence, told_by(text), read_sentence, language)


FALSE = [(text["text"], row["text"], row["kind"]) for text in BY_HAND for row in text["false"]]


@pytest.mark.parametrize(("text", "sentence", "kind"), FALSE, ids=lambda value: str(value)[:40])
def test_what_a_text_does_not_say_is_refused(text, sentence, kind):
    assert not check(sentence, text).follows


ROW = (
    "The ferry company Norlinje said on Tuesday that its Holm service would stop on 1 March because the pier is unsafe. "
    "Transport Minister Karin Dahl denied that the pier was unsafe. "
    "“We inspected it in October and found nothing,” she told reporters. "
    "Dahl offered to publish the report if the company agreed. "
    "Most of the 214 workers may lose their jobs."
)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Karin Dahl confirmed that the pier was unsafe.", Wrong.ACT),
        ("Norlinje denied that the pier was unsafe.", Wrong.SPEAKER),
        ("The pier was unsafe.", Wrong.VOICE),
        ("Norlinje said its Holm service would not stop on 1 March.", Wrong.DENIAL),
        ("Norlinje said its Holm service would stop on 1 May.", Wrong.TIME),
        ("Norlinje said its Aldvik service would stop on 1 March.", Wrong.NAME),
        ("Norlinje said its Holm service would collapse on 1 March.", Wrong.WORD),
        ("Karin Dahl said: “We inspected it in October and found little.”", Wrong.QUOTATION),
        ("Karin Dahl said: “We inspected it.”", Wrong.QUOTATION),
        ("Dahl offered to publish the report.", Wrong.CONDITION),
        ("The 214 workers may lose their jobs.", Wrong.MEASURE),
        ("Most of the 241 workers may lose their jobs.", Wrong.FIGURE),
        ("Most of the 214 workers will lose their jobs.", Wrong.MODAL),
        ("Dahl reluctantly denied that the pier was unsafe.", Wrong.WORD),
    ],
)
def test_it_says_what_is_wrong(sentence, wrong):
    assert wrong in {name for name, _ in check(sentence, ROW).wrong}


@pytest.mark.parametrize(
    "sentence",
    [
        "Norlinje said its Holm service would stop on 1 March.",
        "According to Norlinje, its Holm service would stop on 1 March.",
        "Transport Minister Karin Dahl denied that the pier was unsafe.",
        "Karin Dahl said: “We inspected it in October and found nothing.”",
        "Most of the 214 workers may lose their jobs.",
    ],
)
def test_what_the_text_says_passes_with_its_passage(sentence):
    found = check(sentence, ROW)
    assert found.follows
    assert found.passages[0].exact in ROW


def test_a_quotation_may_not_begin_behind_a_comma():
    row = "“Suspicion, however strong, is no result,” said Judge Ruth Adaga."
    assert check("“Suspicion, however strong, is no result,” Ruth Adaga said.", row).follows
    assert not check("“However strong, is no result,” Ruth Adaga said.", row).follows


def test_a_word_that_is_taken_for_an_auxiliary_has_to_stand_there():
    row = "Encarnación Rueda said that inspectors hired by the association had followed eleven lorries."
    assert check(row, row).follows
    assert not check(
        "Encarnación Rueda said that uranium hired by the association had followed eleven lorries.", row
    ).follows


def test_a_region_behind_the_language_changes_nothing():
    assert check("Karin Dahl denied that the pier was unsafe.", ROW, "en-GB").follows


def test_a_language_that_nobody_checks_is_refused():
    assert check("Norlinje sagde det.", ROW, "da").wrong[0][0] is Wrong.LANGUAGE


def test_of_two_hundred_lies_none_passes_and_of_two_hundred_faithful_sentences_nearly_all():
    from rewriting import faithful, false, pages

    seed = random.SystemRandom().randrange(10**6)
    rng = random.Random(seed)
    own = list(pages(sorted((HOUSE / "gold" / "articles").glob("*.txt"))))
    tellings = {id(page): page.telling() for page in own}

    def passed(made):
        return [
            one
            for one in made
            if checked_sentence(one.text, tellings[id(one.page)], read_sentence, "en").follows
        ]

    lies = passed(false(rng, own, 150))
    assert not lies, f"seed {seed}: {[(one.kind, one.text) for one in lies]}"
    right = len(passed(faithful(rng, own, 150)))
    by_hand = [check(sentence, text["text"]).follows for text in BY_HAND for sentence in text["faithful"]]
    assert right + sum(by_hand) >= 0.93 * (150 + len(by_hand)), f"seed {seed}: {right}, {sum(by_hand)}"

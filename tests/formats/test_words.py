from datetime import date

import pytest

from newsroom import NOW
from readout.formats.kinds import feed_word
from readout.formats.reasons import reason_words
from readout.formats.times import age
from readout.formats.words import accepted, ago, day_words, direction, figures, languages, n_, named, speaking
from readout.intake.web.manners import ADVICE
from readout.model import Basis, FeedWord, When

ASKED = {
    "the best liked of ours": ("de, fr-CH;q=0.8, en;q=0.5", "fr"),
    "a region of ours": ("fr-CA", "fr"),
    "english before": ("en-US,en;q=0.9,fr;q=0.8", "en"),
    "none of ours": ("zh, ja;q=0.5", None),
    "anything": ("*", None),
    "refused": ("fr;q=0", None),
    "nothing": ("", None),
    "not a header": (";;q=,,fr;q=x", "fr"),
}


@pytest.mark.parametrize(("header", "language"), ASKED.values(), ids=ASKED)
def test_a_browser_is_answered_in_the_language_it_likes_best(header, language):
    assert accepted(header) == language


def test_a_tag_of_any_system_names_a_language():
    assert [named(tag) for tag in ("fr", "FR_fr.UTF-8", "fr-CA", "en-GB", "french", "x")] == [
        "fr", "fr", "fr", "en", None, None,
    ]  # fmt: skip


def test_english_comes_first_and_needs_no_catalogue():
    assert languages()[0] == "en"
    assert n_("{n} story", "{n} stories", 2) == "2 stories"


def test_days_ages_and_numbers_are_those_of_the_language():
    day = date(2026, 3, 9)
    assert (day_words(day), ago(1, "day"), ago(2, "hour")) == ("9 March 2026", "1 day ago", "2 hours ago")
    assert figures(12345) == "12,345"
    with speaking("fr"):
        assert (day_words(day), ago(1, "day")) == ("9 mars 2026", "il y a 1 jour")
        assert figures(12345) == "12\u202f345"
        assert n_("{n} story", "{n} stories", 0) == "0 récit"  # French counts nought as one


def test_an_exact_time_keeps_its_zone_in_every_language():
    when = When(iso="2026-03-09T10:30+02:00", as_written="", basis=Basis.METADATA)
    with speaking("fr"):
        assert age(when, NOW).exact.startswith("9 mars 2026, 10:30 UTC+02:00, d’après")


def test_the_language_is_the_one_before_once_its_part_is_over():
    with speaking("fr"), speaking("en"):
        assert ago(1, "day") == "1 day ago"
    assert ago(1, "day") == "1 day ago"


def test_what_is_written_from_right_to_left_says_so():
    assert [direction(tag) for tag in ("ar", "he", "fa", "fr", "zh-Hant", "und", "no tag")] == [
        "rtl", "rtl", "rtl", "ltr", "ltr", "ltr", "ltr",
    ]  # fmt: skip


REASONS = {
    "filled in": (
        "the words “said” report it; no speaker named",
        "les mots « said » le rapportent\u202f; personne n’est nommé comme auteur",
    ),
    "within another": (
        "act corrected to “no comment”, read as “deny”, by Ada on 2026-03-09: x",
        "acte corrigé en « ne pas commenter », lu comme « démentir », par Ada le 2026-03-09\u00a0: x",
    ),
    "unknown": ("something else altogether", "something else altogether"),
}


@pytest.mark.parametrize(("kept", "told"), REASONS.values(), ids=REASONS)
def test_a_reason_that_is_kept_in_english_is_told_in_the_language(kept, told):
    assert reason_words(kept) == kept
    with speaking("fr"):
        assert reason_words(kept).replace("\u00a0»", " »").replace("«\u00a0", "« ") == told


def test_every_state_of_a_feed_and_what_to_do_about_it_is_told():
    with speaking("fr"):
        assert [word for word in FeedWord if feed_word(word.value) == word.value] == []
        assert [advice for advice in ADVICE.values() if advice and reason_words(advice) == advice] == []
        assert feed_word("refused 403") == "refusé 403"

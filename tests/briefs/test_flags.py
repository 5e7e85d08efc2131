"""Flags: what is planted is flagged, and its sound twin is not."""

import re

import pytest

from readout.articles.single import NO_SPACE, NO_SPACE_AFTER_COMMA
from readout.briefs.flags import find_flags
from readout.desk import flagged, house, open_desk
from readout.lang import languages, table
from readout.lang.flags import turns
from readout.model import (
    ArticleId,
    Compared,
    FlagKind,
    Likeness,
    Passage,
    Span,
    Told,
)


def flags(tmp_path, *pages):
    files = []
    for number, page in enumerate(pages):
        file = tmp_path / f"{number}.txt"
        file.write_text(page, encoding="utf-8")
        files.append(str(file))
    with open_desk(None, steps=house(fast=True)) as desk:
        desk.add(files)
        return flagged(desk.edition()).flags


def found(tmp_path, body, *others):
    page = (
        f"News from the coast\n\n{body}\n\nThe port opens again on Friday, and the ferries sail as before.\n"
    )
    return [(flag.kind, flag.passage.exact) for flag in flags(tmp_path, page, *others)]


ROWS = [row for tag in languages("flags") for row in table(tag, "flags")["turn"]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["example"])
def test_every_turn_finds_the_words_its_example_marks(row):
    before, words, _ = re.fullmatch(r"(.*)\[(.+)\](.*)", row["example"]).groups()
    example = row["example"].replace("[", "").replace("]", "")
    match = re.compile(row["pattern"]).search(example)
    assert match
    assert match.start() >= len(before)
    assert match.end() <= len(before) + len(words)


def test_a_language_without_turns_has_none():
    assert turns("xx", "comment") == ()


FLAGGED = {
    "analysts of nowhere": (
        "The dues rise in March. Analysts believe that ships will go elsewhere.",
        (FlagKind.VOICELESS, "Analysts believe"),
    ),
    "an accusation told as a fact": (
        "Fish died in the lake. The company is behind the poisoning of the lake. Divers came.",
        (FlagKind.VOICELESS, "The company is behind the poisoning of the lake."),
    ),
    "importance": (
        "A tug crossed the line. This incident highlights the complexity of relations between two ports.",
        (FlagKind.COMMENT, "This incident highlights the complexity of relations between two ports."),
    ),
    "a state": ("Freight trains to poland stopped on Monday.", (FlagKind.SMALL, "poland")),
    "a surname": (
        "Ole Brandt was fined on Monday. The court heard that Ole brandt had been warned.",
        (FlagKind.SMALL, "brandt"),
    ),
    "a day the month has not": ("The museum closes on 31 June for two years.", (FlagKind.DATE, "31 June")),
    "a leap day of a common year": (
        "It was signed on 29 February 2023 in Hald.",
        (FlagKind.DATE, "29 February 2023"),
    ),
    "another day of the week": (
        "It was signed on Monday, 4 March 2025, in Hald.",
        (FlagKind.DATE, "Monday, 4 March 2025"),
    ),
    "an abbreviation run together": (
        "The Central Harbour Authority CHA closed three cranes.",
        (FlagKind.DAMAGED, "Central Harbour Authority CHA"),
    ),
    "no space between sentences": (
        "The miners signed the agreement.They go back on Monday.",
        (FlagKind.DAMAGED, "agreement.They"),
    ),
    "no space behind a comma": (
        "The plan was prepared,documented and then dropped.",
        (FlagKind.DAMAGED, "prepared,documented"),
    ),
}


@pytest.mark.parametrize(("body", "flag"), FLAGGED.values(), ids=FLAGGED)
def test_what_a_reader_would_distrust_is_flagged(tmp_path, body, flag):
    assert found(tmp_path, body) == [(str(flag[0]), flag[1])]


SOUND = {
    "analysts of a house": "The dues rise. Analysts at Kestrel Freight believe that ships will go elsewhere.",
    "a speaker with a name beside it": "Critics say the dam leaks. “It leaks,” said Ole Brandt of the water board.",
    "a charge somebody makes": "The company is behind the poisoning of the lake, fisherman Ole Brandt said.",
    "a charge that goes on what somebody said": "Ole Brandt said fish died. The mayor lied to the council.",
    "a charge before a court": "A jury found that the owner was responsible for the collapse of the roof.",
    "a comment somebody makes": "“The vote marks a significant turning point in the valley,” Mayor Pia Holt said.",
    "a question": "Will this incident highlight the complexity of relations between the ports?",
    "the writer's own account": "I went there. I think it remains to be seen whether it holds.",
    "an everyday word": "Mayor Pia Brown left. The door is brown, and so is the brown gate.",
    "a date": "It was signed on Tuesday, 4 March 2025, and on 29 February 2024.",
    "an address": "Write to desk@example.Net or see example.com,another for more of this.",
}


@pytest.mark.parametrize("body", SOUND.values(), ids=SOUND)
def test_what_is_sound_is_not_flagged(tmp_path, body):
    assert found(tmp_path, body) == []


def test_two_offices_of_one_person_are_flagged_in_both_articles(tmp_path):
    one = "Port law under fire\n\nHALD — Foreign Minister Jens Aldo said on Monday that the port law has to go.\n"
    other = (
        "Port law divides Hald\n\nHALD — Finance Minister Jens Aldo said on Monday that the port law costs.\n"
    )
    both = [flag for flag in flags(tmp_path, one, other) if flag.kind == FlagKind.OFFICE]
    assert [(flag.passage.exact, flag.other.exact) for flag in both] == [
        ("Foreign Minister Jens Aldo", "Finance Minister Jens Aldo"),
        ("Finance Minister Jens Aldo", "Foreign Minister Jens Aldo"),
    ]


def test_a_former_office_contradicts_nothing(tmp_path):
    one = "Port law under fire\n\nHALD — Former Foreign Minister Jens Aldo said on Monday the port law has to go.\n"
    other = (
        "Port law divides Hald\n\nHALD — Finance Minister Jens Aldo said on Monday that the port law costs.\n"
    )
    assert flags(tmp_path, one, other) == ()


GLUED = "{}\n\nKALK — An explosion in the coal mine at Kalk on Monday killed {} miners, {} said.\n\n\n"


def test_one_page_that_counts_one_thing_two_ways_is_flagged_at_both(tmp_path):
    page = GLUED.format("Blast at mine", 14, "police") + GLUED.format("Kalk mourns", 9, "the fire brigade")
    assert [flag.passage.exact for flag in flags(tmp_path, page)] == ["14 miners", "9 miners"]


def test_a_page_that_counts_one_thing_once_is_not_flagged(tmp_path):
    page = GLUED.format("Blast at mine", 9, "police") + GLUED.format("Kalk mourns", 9, "the fire brigade")
    assert flags(tmp_path, page) == ()


def test_a_headline_that_alters_its_quotation_is_flagged_with_the_text(tmp_path):
    title = "Mayor: “We will never pay this bill”"
    page = f"{title}\n\nHald has until Friday. “We will not pay this bill,” Mayor Pia Holt said on Monday.\n"
    [flag] = flags(tmp_path, page)
    assert (flag.kind, flag.other.exact.rstrip(",")) == (FlagKind.QUOTATION, "We will not pay this bill")


def passage(words, at=0):
    return Passage(capture_id="c", span=Span(at, at + len(words)), exact=words)


@pytest.mark.parametrize("likeness", [Likeness.SAME, Likeness.CUT, Likeness.TRANSLATED])
def test_a_quotation_that_is_only_cut_or_translated_is_not_flagged(likeness):
    one = Compared(
        likeness=likeness, headline=False, speaker=None, one=passage("We will"), other=passage("We", 20),
        one_article=ArticleId("a"), other_article=ArticleId("b"),
    )  # fmt: skip
    assert find_flags((), {}, (), Told(), (), [one]) == ()


def test_the_reasons_of_missing_spaces_are_told_apart():
    assert NO_SPACE != NO_SPACE_AFTER_COMMA


def test_a_passage_of_every_flag_says_what_its_page_says(tmp_path):
    pages = [f"News {n}\n\n{body}\n" for n, (body, _) in enumerate(FLAGGED.values())]
    for number, page in enumerate(pages):
        (tmp_path / f"{number}.txt").write_text(page, encoding="utf-8")
    with open_desk(None, steps=house(fast=True)) as desk:
        desk.add([str(tmp_path)])
        edition = flagged(desk.edition())
    texts = {capture.id: capture.text for capture in edition.captures}
    assert len(edition.flags) >= len(pages)
    assert all(f.passage.span.of(texts[f.passage.capture_id]) == f.passage.exact for f in edition.flags)


def test_looking_twice_flags_nothing_twice(tmp_path):
    (tmp_path / "a.txt").write_text("News\n\nTrains to poland stopped on 31 June.\n", encoding="utf-8")
    with open_desk(None, steps=house(fast=True)) as desk:
        desk.add([str(tmp_path / "a.txt")])
        once = flagged(desk.edition())
    assert flagged(once).flags == once.flags

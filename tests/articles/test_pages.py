"""Pages as they are printed: what is an article, and what is not."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom import capture
from readout.articles import read_capture
from readout.model import Article, Basis, Block, Reading, Role, Sheet, Span, Supplier, Turn

PARAGRAPH = "The harbour authority said on Friday that the letter was handed over before two witnesses. "
RIVER = f"""81 stories

Envoy denies meeting - Harbour News

3 Shares

VALLETTA (AP) — {PARAGRAPH}

Agency writer Ana Roth contributed to this report from Rome.

Read the whole story
2 days ago
Share this story

Strike at the port enters second week | World | News

1 Share

{PARAGRAPH * 2}

Read the whole story
3 days ago
Share this story

Museum reopens - Harbour News

1 Share
Read the whole story
4 days ago
Share this story
Next Page of Stories
"""
DIGEST = "\n".join(
    line
    for n in range(5)
    for line in (
        f"The envoy of country {n} rejected the plan. He said it was late. Talks go on in the capital.",
        f"The refusal may be seen as a test of alliance {n} and of its patience.",
        f"How will the allies of country {n} answer the refusal in the coming weeks?",
    )
)
RELATED = f"""Envoy denies meeting in Rome with rebels
{PARAGRAPH}
{PARAGRAPH}“It is a lie,” he said. – AFP
Comments
No comments yet...
Related Articles

Harbour Post
2 hours ago
- Harbour Post
Dockers vote to strike from Monday
ROME: {PARAGRAPH}

The Mole
5 hours ago
- The Mole
Grain prices fall for a third day
OSLO (Reuters) - {PARAGRAPH} (Reporting by Ana Roth; Editing by Tom Weir)
"""
INTERVIEW = """“We will wait”

Ana Roth: Minister, the port has been closed for a month. When will it open?

Ilse Brandt: When it is safe. I have said so before and I say it again, because it is true.

Your opponents say that it is safe today.

No, it is not. I have read the report, and so have they.

Will you publish it?

I will ask the authority. It is their report, and it is long.
"""
GLUED = f"""Ministers meet in Riga as fees rise again
Table of Contents
- 1. Ministers meet in Riga as fees rise again
- 2. What was agreed
Riga – {PARAGRAPH}
What was agreed
{PARAGRAPH}
{PARAGRAPH}
Did you know? The port of Riga is older than the city hall.
| Key Player | Position |
|---|---|
| Ilse Brandt | Minister |
Frequently Asked Questions
- Who pays the fees? Shipping lines pay the fees at the quay.
Share your thoughts: is it fair? Let us know in the comments below!
How might the fees change the traffic in the eastern ports next year?
Fees in eastern ports rise as shipping lines protest against the plan
Lines condemn the plan
{PARAGRAPH}
{PARAGRAPH}
{PARAGRAPH}
"""
WRAPPED = """Envoy denies meeting

The harbour authority said on Friday that the letter was handed over in the
presence of two witnesses, and that nobody in the office had read it before
it reached the minister, who was travelling at the time with a delegation.

The ministry said that it had received nothing and that it would answer the
authority in writing, as the law asks, before the end of the coming week in
the capital, and that the envoy would not comment on the letter until then.
"""


def read(text: str) -> Reading:
    return read_capture(capture(text))


def words(text: str, article: Article, role: Role) -> list[str]:
    return [block.span.of(text) for block in article.blocks if block.role is role]


def test_a_river_is_its_stories_with_their_outlets_and_ages():
    one, two, three = read(RIVER).articles
    assert [a.title_clean for a in (one, two, three)] == [
        "Envoy denies meeting",
        "Strike at the port enters second week",
        "Museum reopens",
    ]
    assert [a.age_as_written for a in (one, two, three)] == ["2 days ago", "3 days ago", "4 days ago"]
    assert (one.credit, one.dateline and one.dateline.place) == ("AP", "VALLETTA")


def test_section_names_in_a_title_are_no_outlet():
    assert read(RIVER).articles[1].outlet is None


def test_a_headline_without_a_text_is_kept_as_an_article():
    assert words(RIVER, read(RIVER).articles[2], Role.BODY) == []


def test_furniture_of_a_river_is_no_text():
    for article in read(RIVER).articles:
        for line in words(RIVER, article, Role.BODY):
            assert "Share" not in line
            assert "contributed" not in line


def test_a_digest_is_cut_after_each_question_and_gets_no_titles():
    articles = read(DIGEST).articles
    assert len(articles) == 5
    assert [block.role for block in articles[0].blocks] == [Role.SUMMARY, Role.INSIGHT, Role.QUESTION]
    assert all(article.title is None for article in articles)


def test_related_articles_of_other_outlets_are_articles_of_their_own():
    main, post, mole = read(RELATED).articles
    assert main.outlet is None
    assert (post.outlet, mole.outlet) == ("Harbour Post", "The Mole")
    assert (main.credit, mole.credit) == ("AFP", "Reuters")
    assert all("Harbour Post" not in line for line in words(RELATED, main, Role.BODY))
    assert not any(
        line.endswith(("AFP", "Weir)")) for a in (main, mole) for line in words(RELATED, a, Role.BODY)
    )


def test_turns_without_a_label_go_to_whoever_speaks():
    [article] = read(INTERVIEW).articles
    turns = [(block.turn, block.speaker) for block in article.blocks if block.role is Role.TURN]
    asked, said = (Turn.QUESTION, "Ana Roth"), (Turn.ANSWER, "Ilse Brandt")
    assert turns == [asked, said, asked, said, asked, said]


def test_two_articles_glued_together_come_apart_and_their_trimmings_are_no_body():
    one, two = read(GLUED).articles
    assert one.title_clean == "Ministers meet in Riga as fees rise again"
    assert two.title_clean == "Fees in eastern ports rise as shipping lines protest against the plan"
    assert len(words(GLUED, one, Role.BODY)) == 3
    assert len(words(GLUED, one, Role.TABLE)) == 2
    assert len(words(GLUED, one, Role.FAQ)) == 1
    assert len(words(GLUED, one, Role.BACKGROUND)) == 1
    assert len(words(GLUED, two, Role.QUESTION)) == 1


def test_paragraphs_wrapped_at_a_width_are_one_block_each():
    [article] = read(WRAPPED).articles
    assert len(words(WRAPPED, article, Role.BODY)) == 2


def test_a_page_of_a_paper_gives_byline_date_and_outlet_where_it_says_so():
    page = f"The Quay\nHome > News > World\nEnvoy denies meeting in Rome | The Quay\nBy Ana Roth and Tom Weir\nPublished: 9 March 2026, 10:15\n{PARAGRAPH}\n{PARAGRAPH}\n© 2026 The Quay. All rights reserved.\n"
    [article] = read(page).articles
    assert article.title_clean == "Envoy denies meeting in Rome"
    assert article.outlet == "The Quay"
    assert article.byline == ("Ana Roth", "Tom Weir")
    assert article.published is not None
    assert (article.published.iso, article.published.basis) == ("2026-03-09", Basis.DOCUMENT)


def test_a_note_of_first_publication_gives_the_original_and_its_date():
    page = f"Envoy denies meeting in Rome\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\nThis article was originally published in German by Hafenblatt on March 9, 2026.\n"
    [article] = read(page).articles
    assert article.outlet == "Hafenblatt"
    assert [(hand.role, hand.name) for hand in article.provenance] == [(Supplier.ORIGINAL, "Hafenblatt")]
    assert article.published is not None
    assert article.published.iso == "2026-03-09"


def test_an_update_above_its_earlier_version_is_one_article_and_the_marker_is_no_text():
    page = f"UPDATE 1: Envoy recalled from Rome\n\nROME (AP) — {PARAGRAPH}\n\nThis is a breaking news update. AP's earlier story follows below.\n\nROME (AP) — {PARAGRAPH}\n"
    [article] = read(page).articles
    assert len(words(page, article, Role.BODY)) == 2
    assert not any("earlier story" in line for line in words(page, article, Role.BODY))


LANGUAGES = {
    "en": PARAGRAPH,
    "fr": "Le ministère a déclaré vendredi que la lettre avait été remise en présence de deux témoins.",
    "de": "Die Behörde sagte am Freitag, dass der Brief in Gegenwart von zwei Zeugen übergeben worden sei.",
    "es": "La autoridad dijo el viernes que la carta fue entregada en presencia de dos testigos.",
    "ru": "Министерство сообщило, что письмо было передано в присутствии двух свидетелей.",
    "uk": "Міністерство повідомило, що лист було передано у присутності двох свідків, але не сказало кому.",
    "nl": "Het kabinet heeft gisteren besloten de haven voor een week te sluiten na het ongeluk.",
}


@pytest.mark.parametrize(("language", "text"), LANGUAGES.items())
def test_the_language_is_that_of_the_text(language, text):
    assert read(f"{text}\n\n{text}").articles[0].language == language


def test_what_the_format_marks_is_taken_as_marked():
    text = "Title\nWords of the text.\nFooter"
    sheet = Sheet(
        blocks=(Block(span=Span(0, 5), role=Role.TITLE), Block(span=Span(6, 24), role=Role.BODY)),
        title=Span(0, 5),
        outlet="The Quay",
    )
    from dataclasses import replace

    reading = read_capture(replace(capture(text), sheets=(sheet,)))
    assert reading.articles[0].outlet == "The Quay"
    assert [piece.span.of(text) for piece in reading.furniture] == ["Footer"]


def test_a_shortcode_that_was_not_filled_in_is_furniture():
    text = 'A ship came in.\n[quay-video id="7" wide]\nIt left again on Tuesday.'
    ends = [0, 15, 16, 40, 41, len(text)]
    spans = [Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=True)]
    sheet = Sheet(blocks=tuple(Block(span=span, role=Role.BODY) for span in spans))
    from dataclasses import replace

    article = read_capture(replace(capture(text), sheets=(sheet,))).articles[0]
    assert [b.role for b in article.blocks] == [Role.BODY, Role.FURNITURE, Role.BODY]


def test_a_byline_above_an_agencys_text_is_no_sentence_of_it():
    text = "By Olga Verd\nGENEVA, Feb 17 (Reuters) - A ship came in on Tuesday, the harbour office said."
    sheet = Sheet(
        blocks=(Block(span=Span(0, 12), role=Role.BODY), Block(span=Span(13, len(text)), role=Role.BODY))
    )
    from dataclasses import replace

    article = read_capture(replace(capture(text), sheets=(sheet,))).articles[0]
    assert article.byline == ("Olga Verd",)
    assert article.dateline.place == "GENEVA"
    assert [b.role for b in article.blocks] == [Role.CREDIT, Role.BODY]


LINES = st.sampled_from(
    [
        *RIVER.split("\n"),
        *DIGEST.split("\n")[:6],
        *RELATED.split("\n"),
        *INTERVIEW.split("\n"),
        *GLUED.split("\n"),
        "",
        "  ",
        "\r",
        "| a |",
        "?",
        "- 1. x",
        "By A B",
    ]
)


def places(reading: Reading) -> list[Span]:
    return sorted(
        [block.span for article in reading.articles for block in article.blocks]
        + [piece.span for piece in reading.furniture]
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES | st.text(max_size=60), max_size=40).map("\n".join))
def test_every_character_that_is_not_white_space_is_in_exactly_one_place(text):
    found = places(read(text))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    left = list(text)
    for span in found:
        left[span.start : span.end] = " " * len(span)
    assert "".join(left).split() == []


@settings(max_examples=50, deadline=None)
@given(st.lists(LINES, max_size=30).map("\n".join))
def test_reading_twice_gives_the_same(text):
    assert read(text) == read(text)


def test_one_line_of_megabytes_is_read_in_time():
    assert read("word " * 400_000).articles


DATELINES = {
    "a town": ("BERGEN — Norway said", "BERGEN", None),
    "a town and its country": ("BERGEN, Norway — Norway said", "BERGEN, Norway", None),
    "with an agency nobody knows": ("BERGEN, Norway (Nordwire) — Norway said", "BERGEN, Norway", "Nordwire"),
    "a town, a day and an agency": ("WASHINGTON, April 14 (Reuters) - Norway said", "WASHINGTON", "Reuters"),
    "a short name before a dash": ("EU, Norway - the two sides said", None, None),
}


@pytest.mark.parametrize(("opening", "place", "credit"), DATELINES.values(), ids=DATELINES)
def test_a_dateline_gives_its_place_and_who_supplied_it(opening, place, credit):
    (article,) = read(f"Mayor rejects claim about ferry money\n\n{opening} {LONG}").articles
    found = article.dateline
    assert (found and found.place, found and found.credit) == (place, credit)


MENU = "Home | News | Sport | Weather"
LONG = "The mayor of Saltmarsh has rejected a claim that a subsidy for the ferry was agreed in secret."
MASTHEADS = {
    "confirmed by a copyright line": (
        f"Harbour Times\nMayor rejects claim about ferry money\n{LONG}\n© Harbour Times 2026",
        "Harbour Times",
    ),
    "confirmed by the dateline": (
        f"Nordwire\nWorld\nMayor rejects claim about ferry money\nBERGEN (Nordwire) — {LONG}",
        "Nordwire",
    ),
    "in a language of few capitals": (
        f"Северный берег\nMayor rejects claim about ferry money\n{LONG}\n© 2026 Северный берег",
        "Северный берег",
    ),
    "confirmed by nothing": (f"Harbour Times\nMayor rejects claim about ferry money\n{LONG}", None),
    "a place named again in the text": (f"Saltmarsh\nMayor rejects claim about ferry money\n{LONG}", None),
    "a section": (f"World\nMayor rejects claim about ferry money\n{LONG}\n© World Media", None),
}


@pytest.mark.parametrize(("text", "outlet"), MASTHEADS.values(), ids=MASTHEADS)
def test_the_name_above_a_page_is_its_outlet_where_the_page_says_so_again(text, outlet):
    (article,) = read(text).articles
    assert article.title_clean == "Mayor rejects claim about ferry money"
    assert article.outlet == outlet


def test_a_row_of_sections_is_no_title():
    (article,) = read(f"{MENU}\n\nMayor rejects claim about ferry money\n\n{LONG}").articles
    assert article.title_clean == "Mayor rejects claim about ferry money"


def test_a_list_heading_above_a_title_does_not_take_the_text_below_it():
    river = "Latest news\n\nMayor rejects claim\n14 April, 18:40\n{0}\nRead more\n\nUnion rejects offer\n14 April, 17:05\n{0}\nRead more\n\nStorm closes port\n14 April, 15:20\n{0}\nRead more\n"
    articles = read(river.format(LONG)).articles
    assert [a.title_clean for a in articles] == [
        "Mayor rejects claim",
        "Union rejects offer",
        "Storm closes port",
    ]
    for article in articles:
        assert [b.role for b in article.reporting()] == [Role.BODY]
        assert Role.SUBHEAD not in {b.role for b in article.blocks}  # the day is no subhead


def test_a_reading_time_is_no_age():
    page = "Le préfet dément la fermeture du port\n\nTemps de lecture : 3 min\n\nLe préfet a démenti mardi avoir ordonné la fermeture du port de la ville."
    (article,) = read(page).articles
    assert article.age_as_written is None


def test_a_related_headline_in_the_text_is_furniture():
    page = f"Mayor rejects claim about ferry money\n\n{LONG}\n\nRelated: Ferry to Gull Island cancelled for second day\n\n{LONG}"
    (article,) = read(page).articles
    assert [b.type for b in article.blocks if b.role is Role.FURNITURE] == ["related"]
    assert len(list(article.reporting())) == 2

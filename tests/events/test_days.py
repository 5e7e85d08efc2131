from dataclasses import replace
from datetime import date

from newsroom import article, capture
from readout.events.days import rank_days
from readout.model import ArticleId, Basis, When


def told(*reports):
    """Ranked days of reports, each a day of publication and a text."""
    articles, texts = [], {}
    for n, (day, text) in enumerate(reports):
        page = capture(text)
        texts[page.id] = text
        made = article(text)
        published = When(iso=day, as_written=None, basis=Basis.METADATA) if day else None
        articles.append(replace(made, id=ArticleId(f"a{n}"), published=published))
    return rank_days(articles, texts)


def test_a_day_remembered_later_outweighs_one_of_its_own_day_alone():
    ranked = told(
        ("2026-03-20", "The ship was held in Bergen on 2 March."),
        ("2026-03-21", "Crews recalled that the ship was held in Bergen on 2 March."),
        ("2026-03-21", "It rained in Bergen today."),
    )
    assert ranked[0].day == date(2026, 3, 2)
    assert ranked[0].articles == ("a0", "a1")


def test_what_lies_ahead_counts_little():
    ranked = told(
        ("2026-03-01", "Both sides will meet in Bergen on 9 March."),
        ("2026-03-12", "Both sides met in Bergen yesterday."),
    )
    assert [day.day for day in ranked][-1] == date(2026, 3, 9)


def test_a_sentence_that_copies_repeat_counts_once():
    line = "The ship was held in Bergen on 2 March."
    once = told(("2026-03-20", line))
    twice = told(("2026-03-20", line), ("2026-03-20", line))
    assert once[0].articles == twice[0].articles == ("a0",)


def test_articles_without_a_date_say_nothing():
    assert told((None, "The ship was held in Bergen on 2 March 2026.")) == ()

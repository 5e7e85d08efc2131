from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsroom import capture
from readout.articles.clock import dated_by_the_page
from readout.model import Article, ArticleId, Basis, Block, Role, trimmed

#: Of a page of Monday 24 January 2022 or the day after.
STORIES = (
    ("5 days ago", "en", "The State Department said Tuesday that the talks would go on."),
    ("9 days ago", "ru", "14 января в министерстве сообщили, что переговоры продолжатся."),
    ("11 days ago", "en", "A senior diplomat warned on Thursday that the talks had failed."),
)


def river(stories=STORIES, copyright="Copyright 2022 The Paper.", captured_at=None):
    """The articles of a page, each an age and a body, and what they were dated."""
    text = "\n".join([*(body for _, _, body in stories), copyright])
    page = replace(capture(text), captured_at=captured_at)
    articles, at = [], 0
    for n, (age, language, body) in enumerate(stories):
        blocks = [Block(span=trimmed(text, at, at + len(body)), role=Role.BODY)]
        at += len(body) + 1
        if n == len(stories) - 1 and copyright:
            note = trimmed(text, at, len(text))
            blocks.append(Block(span=note, role=Role.FURNITURE, type="copyright"))
        articles.append(
            Article(
                id=ArticleId(f"a{n}"),
                capture_id=page.id,
                blocks=tuple(blocks),
                language=language,
                age_as_written=age,
                origin="test",
            )
        )
    return [a.published and (a.published.iso, a.published.basis) for a in dated_by_the_page(page, articles)]


def test_ages_weekdays_a_day_and_a_year_date_the_stories_of_a_page():
    day = Basis.INFERENCE
    assert river() == [("2022-01-18", day), None, ("2022-01-13", day)]


NOTHING = {
    "no year on the page": {"copyright": ""},
    "two years on the page": {"copyright": "Copyright 2021, 2022 The Paper."},
    "no story names a day": {"stories": (STORIES[0], STORIES[2])},
    "one weekday alone": {"stories": STORIES[:2]},
    "ages in hours": {"stories": tuple(("5 hours ago", language, body) for _, language, body in STORIES)},
    "weekdays that do not agree": {
        "stories": (*STORIES, ("5 days ago", "en", "He said on Saturday that it rained."))
    },
    "a time of capture": {"captured_at": datetime(2022, 1, 24, tzinfo=UTC)},
}


@pytest.mark.parametrize("page", NOTHING.values(), ids=NOTHING)
def test_where_the_page_does_not_settle_it_nothing_is_said(page):
    assert set(river(**page)) == {None}

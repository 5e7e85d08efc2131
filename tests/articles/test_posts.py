from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.articles import read_capture
from readout.intake import plain
from readout.model import Basis, Capture

NOW = datetime(2026, 3, 16, tzinfo=UTC)
SAYS = (
    "The harbour authority says that the port is open again.",
    "The ministry of Varania says that it has received no letter.",
    "The captain says on Sunday that the ship has turned back.",
    "The envoy denies that he carried a letter to the port.",
)
HEAD = "Varania live: the letter and the port\n{day}\nAll the news of the letter that the authority is said to have sent.\n"


def blog(times, day="9 March 2026", titles=("Port reopens",)):
    posts = "".join(
        f"\n{time}\n{titles[n] + chr(10) if n < len(titles) else ''}{SAYS[n % len(SAYS)]}\n"
        for n, time in enumerate(times)
    )
    return HEAD.format(day=day) + posts


def read(text):
    [capture] = [one for one in plain.read(text.encode(), address="x.txt", received_at=NOW, captured_at=None) if isinstance(one, Capture)]  # fmt: skip
    return capture, read_capture(capture)


TIMES = {
    "newest first": ["14:05", "11:40", "09:15", "08:00"],
    "oldest first": ["8.00 GMT", "9.15 GMT", "11.40 GMT", "14.05 GMT"],
    "halves of a day": ["2:05 p.m.", "11:40 a.m.", "9:15 AM", "8:00am"],
}


@pytest.mark.parametrize("times", TIMES.values(), ids=TIMES)
def test_each_post_is_an_article_of_the_pages_day(times):
    capture, reading = read(blog(times))
    head, *posts = reading.articles
    assert head.title_clean == "Varania live: the letter and the port"
    assert [post.words(capture.text) for post in posts] == list(SAYS)
    assert [post.title_clean for post in posts] == ["Port reopens", None, None, None]
    assert [(p.published.iso, p.published.as_written, p.published.basis) for p in posts] == [
        ("2026-03-09", time, Basis.INFERENCE) for time in times
    ]


def test_where_midnight_lies_between_no_day_is_said():
    _, reading = read(blog(["01:05", "00:40", "23:15", "22:00"]))
    assert [(post.published, post.age_as_written) for post in reading.articles[1:]] == [
        (None, time) for time in ("01:05", "00:40", "23:15", "22:00")
    ]


NO_BLOGS = {
    "a few times": blog(["14:05", "11:40", "09:15"]),
    "times in any order": blog(["14:05", "11:40", "16:15", "08:00", "19:30"]),
    "a programme": HEAD.format(day="") + "\n".join(["14:05", "Arrival", "15:00", "Talks", "16:00", "Dinner", "18:00", "Departure"]),
}  # fmt: skip


@pytest.mark.parametrize("text", NO_BLOGS.values(), ids=NO_BLOGS)
def test_what_is_no_live_blog_is_not_cut(text):
    assert len(read(text)[1].articles) <= 1


@settings(deadline=None)
@given(st.lists(st.sampled_from(["14:05", "9.00", "00:10", "x", "", *SAYS, "Port reopens"]), max_size=20))
def test_every_character_is_in_one_place(lines):
    capture, reading = read("\n".join(["Varania live", *lines]))
    spans = [b.span for a in reading.articles for b in a.blocks] + [piece.span for piece in reading.furniture]
    covered = sorted(
        n for span in spans for n in range(span.start, span.end) if not capture.text[n].isspace()
    )
    assert covered == [n for n, letter in enumerate(capture.text) if not letter.isspace()]

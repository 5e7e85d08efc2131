import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.articles import read_capture
from readout.intake import page
from readout.model import Basis, Capture, Problem, Role

NOW = datetime(2026, 3, 16, tzinfo=UTC)
SAYS = (
    ("Port reopens", "2026-03-09T14:05:00+01:00", "The harbour authority says that the port is open again."),
    ("No letter", "2026-03-09T11:40:00+01:00", "The ministry of Varania says that it has received no letter."),
    ("A ship turns", "2026-03-08T23:10:00+01:00", "The captain says on Sunday that the ship has turned back."),
)  # fmt: skip
TITLE = "Varania live: the letter and the port"
INTRO = "<p>All the news of the letter that the harbour authority is said to have sent to the ministry.</p>"


def update(n, *, anchor=True, words=True):
    headline, time, said = SAYS[n]
    post = {"@type": "BlogPosting", "headline": headline, "datePublished": time}
    if anchor:
        post["url"] = f"https://quay.example/live#post-{n}"
    if words:
        post["articleBody"] = said
    return post


def block(n, time="<time datetime='{0}'>{1}</time>", more=""):
    headline, at, said = SAYS[n]
    return f"<div id='post-{n}' class='post'>{time.format(at, at[11:16])}<h3>{headline}</h3><p>{said}</p>{more}</div>"


def live(posts, *updates, kind="LiveBlogPosting", more=""):
    about = {
        "@type": kind, "headline": TITLE, "datePublished": "2026-03-08T22:00:00+01:00",
        "author": {"name": "Ana Roth"}, "publisher": {"name": "The Quay"},
        **({"liveBlogUpdate": list(updates)} if updates else {}),
    }  # fmt: skip
    return (
        f"<!doctype html><html lang='en'><head><title>{TITLE}</title>"
        f"<script type='application/ld+json'>{json.dumps(about)}</script></head><body><nav><a href='/'>Home</a></nav>"
        f"<main><h1>{TITLE}</h1>{INTRO}<div class='posts'>{posts}</div></main>{more}<footer>All rights.</footer></body></html>"
    )


def read(document):
    return list(page.read(document.encode(), address="p.html", received_at=NOW, captured_at=None))


def capture_of(document):
    [capture] = [one for one in read(document) if isinstance(one, Capture)]
    return capture


ALL = "".join(block(n) for n in range(3))
WAYS = {
    "metadata that points to the posts": live(ALL, *(update(n) for n in range(3))),
    "metadata that has their words": live(ALL, *(update(n, anchor=False) for n in range(3))),
    "posts in the metadata alone": live("", *(update(n, anchor=False) for n in range(3))),
    "metadata that only says what it is": live(ALL),
    "blocks with times": live(ALL, kind="NewsArticle"),
    "markup": live(ALL.replace("class='post'", "itemprop='liveBlogUpdate'"), kind="WebPage"),
}


@pytest.mark.parametrize("document", WAYS.values(), ids=WAYS)
def test_each_post_is_an_article_with_its_own_time(document):
    capture = capture_of(document)
    head, *posts = read_capture(capture).articles
    assert head.title_clean == TITLE
    assert [post.title_clean for post in posts] == [headline for headline, _, _ in SAYS]
    assert [post.words(capture.text) for post in posts] == [said for _, _, said in SAYS]
    assert [post.published.iso for post in posts] == [
        "2026-03-09T13:05:00+00:00", "2026-03-09T10:40:00+00:00", "2026-03-08T22:10:00+00:00",
    ]  # fmt: skip
    assert all(post.published.basis is Basis.METADATA and post.outlet == head.outlet for post in posts)
    assert head.words(capture.text) == INTRO[3:-4]


@pytest.mark.parametrize("document", WAYS.values(), ids=WAYS)
def test_nothing_of_a_live_blog_is_lost_or_twice(document):
    capture = capture_of(document)
    reading = read_capture(capture)
    spans = [b.span for a in reading.articles for b in a.blocks] + [piece.span for piece in reading.furniture]
    covered = sorted(place for span in spans for place in range(span.start, span.end))
    assert covered == [n for n, letter in enumerate(capture.text) if letter != "\n"]


def test_a_post_that_gives_a_clock_alone_is_of_the_pages_day_only_where_that_is_one_day():
    said = "<p>{0} says the harbour authority in a long note about the letter and the port.</p>"
    posts = "".join(
        f"<div itemprop='liveBlogUpdate'><span>1{n}:05</span>{said.format(n)}</div>" for n in range(3)
    )
    document = live(posts, kind="NewsArticle")
    assert [p.published.iso for p in read_capture(capture_of(document)).articles[1:]] == [None] * 3
    assert not [found for found in read(document) if isinstance(found, Problem)]
    document = document.replace('"author"', '"dateModified": "2026-03-08T23:30:00+01:00", "author"')
    days = [p.published for p in read_capture(capture_of(document)).articles[1:]]
    assert {(day.iso, day.basis) for day in days} == {("2026-03-08", Basis.INFERENCE)}


def test_a_post_without_any_time_is_undated_though_the_page_has_a_date():
    document = live(ALL.replace("<time", "<i").replace("</time>", "</i>").replace(":", "."))
    document = live(
        "".join(block(n, time="") for n in range(3)).replace("class='post'", "itemprop='liveBlogUpdate'")
    )
    assert [p.published for p in read_capture(capture_of(document)).articles[1:]] == [None] * 3


PLAIN = "".join(f"<p>{said} It is the {n}th time that it is said in these words.</p>" for n, (_, _, said) in enumerate(SAYS * 3))  # fmt: skip
NO_BLOGS = {
    "comments with times": live(PLAIN, kind="NewsArticle", more=f"<section class='comments'>{ALL}</section>"),
    "a list of teasers": live(
        PLAIN, kind="NewsArticle", more="".join(block(n).replace("<h3>", "<h3><a href='/x'>").replace("</h3>", "</a></h3>") for n in range(3)),
    ),
    "two dates of one article": live(f"<div>{SAYS[0][2]}<time datetime='{SAYS[0][1]}'>x</time></div>" + PLAIN, kind="NewsArticle"),
    "updates that are nowhere": live(PLAIN, {"@type": "BlogPosting", "url": "https://quay.example/x"}, kind="NewsArticle"),
}  # fmt: skip


@pytest.mark.parametrize("document", NO_BLOGS.values(), ids=NO_BLOGS)
def test_what_is_no_live_blog_stays_one_article(document):
    capture = capture_of(document)
    assert len(capture.sheets) == 1
    assert SAYS[0][2] in "".join(
        b.span.of(capture.text) for b in capture.sheets[0].blocks if b.role is Role.BODY
    )


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_posts_in_any_disorder_never_raise_and_cover_the_page_once(data):
    updates = data.draw(st.lists(st.sampled_from([update(n, anchor=a, words=w) for n in range(3) for a in (0, 1) for w in (0, 1)] + [{}, "x", {"headline": 3}, {"url": "#post-1"}]), max_size=6))  # fmt: skip
    posts = "".join(block(n) for n in data.draw(st.lists(st.integers(0, 2), max_size=5)))
    capture = capture_of(
        live(posts, *updates, kind=data.draw(st.sampled_from(["NewsArticle", "LiveBlogPosting"])))
    )
    reading = read_capture(capture)
    spans = [b.span for a in reading.articles for b in a.blocks] + [piece.span for piece in reading.furniture]
    covered = sorted(place for span in spans for place in range(span.start, span.end))
    assert covered == [n for n, letter in enumerate(capture.text) if letter != "\n"]

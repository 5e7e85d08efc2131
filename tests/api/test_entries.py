"""Which entries are read and starred, asked of the database, is what their marks say one by one."""

import random
from datetime import timedelta

import pytest

from readout.desk import demo_clock
from readout.desk.entries import Bound, Is, Order, Wanted
from readout.model import Mark, MarkKind, Span
from serving import demo_desk

BY = "ann"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The demo with marks on any words: of one article, of several, of none; some of another reader."""
    rng = random.Random(5)
    with demo_desk(tmp_path_factory.mktemp("store") / "readout.sqlite3") as desk:
        whole, made = desk.edition(), []
        for n in range(24):
            capture = rng.choice(whole.captures)
            start = rng.randrange(len(capture.text) - 1)
            span = Span(start, min(len(capture.text), start + rng.choice((5, 60, 2000))))
            article = rng.choice(whole.articles)
            if n % 3 == 0:
                capture = next(c for c in whole.captures if c.id == article.capture_id)
                span = (article.title.span if article.title else None) or article.blocks[0].span
            kind = rng.choice((MarkKind.READ, MarkKind.STARRED))
            at = demo_clock() + timedelta(hours=n)
            made.append(Mark(passage=capture.passage(span), kind=kind, by=rng.choice((BY, BY, "bob")), at=at))
        desk.mark_all(made)
        yield desk


@pytest.fixture(scope="module")
def marked(desk):
    """By the rule itself: the article whose title or beginning it is, else the first that it overlaps."""
    found = {}
    every = desk.entries.find(Wanted(by=BY))
    for mark in desk.marks():
        over = [
            e for e in every if e.capture_id == mark.passage.capture_id and e.span.overlap(mark.passage.span)
        ]
        if mark.by == BY and over:
            best = min(over, key=lambda e: (e.anchor != mark.passage.span, e.span.start))
            held = found.setdefault((best.number, mark.kind), mark.at)
            found[best.number, mark.kind] = max(held, mark.at)
    return found


def numbers(desk, *every, bounds=()):
    return [e.number for e in desk.entries.find(Wanted(by=BY, all=every, bounds=bounds))]


@pytest.mark.parametrize("kind", [MarkKind.READ, MarkKind.STARRED])
def test_what_is_marked_and_what_is_not(desk, marked, kind):
    every = numbers(desk)
    yes = [n for n in every if (n, kind) in marked]
    assert 0 < len(yes) < len(every) == len(desk.edition().articles)
    assert numbers(desk, Is(marked=kind)) == yes
    assert numbers(desk, Is(marked=kind, no=True)) == [n for n in every if (n, kind) not in marked]
    assert desk.entries.count(Wanted(by=BY, all=(Is(marked=kind),))) == len(yes)
    standing = {(s.number, s.kind) for s in desk.entries.marks(desk.entries.find(Wanted(by=BY)), BY)}
    assert standing == set(marked)


def test_conditions_are_joined(desk, marked):
    both = [n for n in numbers(desk) if (n, MarkKind.READ) in marked and (n, MarkKind.STARRED) not in marked]
    assert numbers(desk, Is(marked=MarkKind.READ), Is(marked=MarkKind.STARRED, no=True)) == both
    assert numbers(desk, Is(feeds=())) == []
    assert numbers(desk, Is(no=True)) == []
    assert numbers(desk, Is(feeds=(), no=True)) == numbers(desk)


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
@pytest.mark.parametrize("hours", [-1, 0, 4, 11, 500])
def test_bounds_of_when_something_changed(desk, marked, sign, hours):
    at = demo_clock() + timedelta(hours=hours)
    holds = {"<": lambda t: t < at, "<=": lambda t: t <= at, ">": lambda t: t > at, ">=": lambda t: t >= at}[
        sign
    ]
    came = {c.id: c.received_at for c in desk.edition().captures}
    expected = []
    for entry in desk.entries.find(Wanted(by=BY)):
        times = [t for (n, _), t in marked.items() if n == entry.number]
        if holds(max([came[entry.capture_id], *times])):
            expected.append(entry.number)
    bound = Bound(of="changed", sign=sign, value=int(at.timestamp()) * 10**6)
    assert numbers(desk, bounds=(bound,)) == expected


def test_pages_by_time_and_number_follow_each_other(desk):
    for order in (Order(), Order(down=False)):
        found, after = [], None
        while page := desk.entries.find(Wanted(by=BY), order, size=4, after=after):
            found += page
            after = page[-1].at, page[-1].number
        assert found == desk.entries.find(Wanted(by=BY), order)


def test_counts_by_feed_are_those_of_the_entries(desk, marked):
    counts = {(t.feed, t.read): t.count for t in desk.entries.tallies(BY)}
    expected = {}
    for entry in desk.entries.find(Wanted(by=BY)):
        key = entry.feed, (entry.number, MarkKind.READ) in marked
        expected[key] = expected.get(key, 0) + 1
    assert counts == expected


def test_marks_are_set_once_and_taken_back_together(desk):
    some = desk.entries.find(Wanted(by="cy"), size=5)
    for _ in range(2):
        desk.entries.set(some, MarkKind.READ, "cy", on=True, at=demo_clock())
        assert len([m for m in desk.marks() if m.by == "cy"]) == 5
    assert desk.entries.find(Wanted(by="cy", all=(Is(marked=MarkKind.READ),))) == some
    desk.entries.set(some[1:], MarkKind.READ, "cy", on=False, at=demo_clock())
    assert desk.entries.find(Wanted(by="cy", all=(Is(marked=MarkKind.READ),))) == some[:1]

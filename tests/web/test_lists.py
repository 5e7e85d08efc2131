"""Every list of the pages and doors over a part of the store is the list over the whole of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from readout import briefs
from readout.desk import around, demo_clock, demo_files, open_desk
from readout.desk.digests import Wanted
from readout.desk.keeping import Kept
from readout.desk.parts import of_articles
from readout.formats.atom import as_atom
from readout.formats.disputes import about
from readout.formats.html.books import BookPages, Holds
from readout.formats.items import dispute_feed, story_feed
from readout.formats.ledger import measure_groups, quote_rows
from readout.formats.originals import originals
from readout.ledger import about_issue, compare_quotes, find_open
from readout.model import Act, Remedy
from readout.web.app import make_app

CLOCK = demo_clock() or datetime(2026, 3, 12, tzinfo=UTC)
WORDS = (
    "recorders",
    "cable ship",
    "security guarantees",
    "Norway",
    "minister",
    "apology",
    "Vilaverde",
    "zzz",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The demo, in which a statement was corrected, one taken out and one added."""
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    with open_desk(path, clock=lambda: CLOCK) as desk:
        desk.add(demo_files(), captured_at=CLOCK)
        whole = desk.edition()
        denied = next(s for s in whole.statements if s.speaker and s.act is Act.DENY)
        desk.correct_statement(denied.id, Remedy.NOBODY_NAMED, by="ann")
        gone = next(s for s in whole.statements if s.article_id != denied.article_id)
        desk.correct_statement(gone.id, Remedy.NOT_SAID, by="ann")
        article = whole.articles[3]
        words = list(article.reporting())[2].span.of(desk.capture(article.capture_id).text)
        desk.add_statement(article.capture_id, words, act=Act.WARN, by="ann")
        yield desk


@pytest.fixture(scope="module")
def whole(desk):
    return desk.edition()


@pytest.fixture(scope="module")
def kept(whole):
    """What the ledger finds over everything: what is open, and quotations."""
    made = Kept.of(whole)
    e = made.edition
    parts = (e.articles, made.texts, e.statements, e.cast, e.told)
    return (
        find_open(*parts, e.disputes, e.events, e.changes),
        compare_quotes(*parts, e.copies, e.versions),
    )


@pytest.fixture(scope="module")
def client(desk):
    return TestClient(make_app(desk, lambda: CLOCK), base_url="http://127.0.0.1", follow_redirects=False)


def counted(opened):
    found = {}
    for one in opened:
        found[one.kind.value] = found.get(one.kind.value, 0) + 1
    return found


def test_the_pages_of_the_ledger(client, whole, kept):
    opened, quotes = kept
    rows, pages = quote_rows(quotes), BookPages(whole, CLOCK)
    holds = Holds(
        measures=len(measure_groups(whole)),
        opened=counted(opened),
        quotes=len(rows),
        differing=sum(one.likeness.value != "same" for one in rows),
        alerts=0,
    )
    assert all((whole.changes, whole.measures, opened, rows))
    assert client.get("/ledger").text == pages.ledger(holds)
    assert client.get("/measures").text == pages.measures()
    assert client.get("/open").text == pages.open(opened, counted(opened))
    assert client.get("/quotes").text == pages.quotes(rows)


def through(page, size=3):
    """Every page of a list, one after the other."""
    start = "0"
    while start is not None:
        found = page(int(start), size)
        yield found
        start = found.after


def test_the_pages_of_each_list_follow_each_other_and_leave_nothing_out(desk, whole, kept):
    opened, quotes = kept
    lists = desk.lists
    assert [c for p in through(lists.changes, 1) for c in p.edition.changes] == list(whole.changes)
    assert [m for p in through(lists.measures) for m in p.edition.measures] == list(whole.measures)
    groups = [list(group) for p in through(lists.measure_rows, 2) for group in p.groups]
    assert groups == [list(group) for group in measure_groups(whole)]
    assert [o for p in through(lists.opened) for o in p.opened] == list(opened)
    assert [q for p in through(lists.quotes) for q in p.quotes] == list(quotes)
    ranked = [q for p in through(lambda *at: lists.quotes(*at, ranked=True)) for q in p.quotes]
    assert ranked == list(quote_rows(quotes))
    assert [t for p in through(lists.threads, 1) for t in p.edition.told.threads] == list(whole.told.threads)
    for words, status in (("", ""), ("cable", ""), ("", "contested"), ("norway", "one_sided"), ("zzz", "")):
        found = [d for p in through(lambda *at, a=(words, status): lists.disputes(*a, *at)) for d in
                 p.edition.disputes]  # fmt: skip
        assert found == list(about(whole, words, status or None))


def test_a_page_of_the_ledger_says_where_the_next_one_begins(desk, client, monkeypatch):
    import readout.web.ledger

    monkeypatch.setattr(readout.web.ledger, "PAGE", 2)
    for path in ("/measures", "/open", "/quotes"):
        assert f'rel="next" href="{path}?after=2"' in client.get(path).text
        assert 'rel="next"' not in client.get(f"{path}?after=100000").text


def in_time(whole, statements):
    days = {a.id: (a.published and a.published.iso) or "" for a in whole.articles}
    return sorted(statements, key=lambda s: (days[s.article_id], s.passage.span.start))


@pytest.mark.parametrize("words", ["", *WORDS])
def test_statements_with_words_and_of_somebody_and_on_an_issue(desk, whole, words):
    lists, wanted = desk.lists, words.casefold().split()
    said = [s for s in whole.statements if all(w in s.passage.exact.casefold() for w in wanted)]
    called = {
        a.id
        for a in whole.cast.actors
        if any(all(w in n.casefold() for w in wanted) for n in (a.name, *a.names))
    }
    voices = whole.cast.voices
    theirs = [s for s in whole.statements if s.id in voices and voices[s.id].speaker in called]
    on = about_issue(words, whole.articles, whole.statements, whole.told)
    for page, expected in ((lists.said, said), (lists.who, theirs), (lists.issue, on)):
        found = [s for p in through(lambda *at, p=page: p(words, *at), 7) for s in p.edition.statements]
        assert found == in_time(whole, expected)
    assert {s.id for s in desk.lists.issue_days(words, 0, 10_000).edition.statements} == {s.id for s in on}


def test_everybody_in_a_statement_is_in_its_page(desk, whole):
    for page in through(lambda *at: desk.lists.said("", *at), 50):
        voices = page.edition.cast.voices
        assert voices == {s.id: whole.cast.voices[s.id] for s in page.edition.statements}
        named = {i for v in voices.values() for i in (v.speaker, v.addressee, v.target, *v.via) if i}
        assert list(page.edition.cast.actors) == [a for a in whole.cast.actors if a.id in named]
        assert {a.id for a in page.edition.articles} == {s.article_id for s in page.edition.statements}


def test_actors_and_articles(desk, whole):
    said = {}
    for voice in whole.cast.voices.values():
        said[voice.speaker] = said.get(voice.speaker, 0) + 1
    for name in ("", "vilaverde", "the", "zz"):
        wanted = name.split()
        expected = [
            a
            for a in whole.cast.actors
            if any(all(w in n.casefold() for w in wanted) for n in (a.name, *a.names))
        ]
        expected.sort(key=lambda a: (-said.get(a.id, 0), a.name))
        found = [
            a for p in through(lambda *at, n=name: desk.lists.actors(n, *at)) for a in p.edition.cast.actors
        ]
        assert found == expected
    for outlet, language in (("", ""), ("gazette", ""), ("", "de"), ("the", "en")):
        expected = [
            a
            for a in whole.articles
            if outlet in (a.outlet or "").casefold() and (not language or a.language == language)
        ]
        expected.sort(key=lambda a: (a.published and a.published.iso) or "", reverse=True)
        asked = {"outlet": outlet, "language": language, "feed": ""}
        found = [
            a for p in through(lambda *at, k=asked: desk.lists.articles(*at, **k)) for a in p.edition.articles
        ]
        assert found == expected


def test_what_some_articles_hold_is_what_they_hold_of_everything(desk, whole):
    stories = {story.id: story for story in whole.told.stories}
    groups = [story.articles for story in whole.told.stories]
    groups += [[i for s in thread.stories for i in stories[s].articles] for thread in whole.told.threads]
    assert len(groups) > len(stories)
    for group in groups:
        with desk.pages.gathering() as (part, _):
            found = around.of(part, group)
        expected = of_articles(whole, frozenset(group))
        assert replace(found, measures=()) == replace(expected, changes=(), measures=())


def digest_of_everything(whole, fresh, topic, since):
    """A digest as it is made from a whole edition."""
    texts = {capture.id: capture.text for capture in whole.captures}
    articles = {a.id: a for a in whole.articles}

    def holds(story):
        said = " ".join(articles[i].span.of(texts[articles[i].capture_id]) for i in story.articles).casefold()
        return all(word in said for word in topic.casefold().split())

    stories = [story for story in whole.told.stories if holds(story)]
    return briefs.make_digest(
        stories, articles, fresh, whole.statements, whole.cast, whole.disputes,
        {brief.story: brief for brief in whole.briefs},
        {story.id: originals(story.articles, whole.copies) for story in stories},
        since=since, until=CLOCK, size=3,
    )  # fmt: skip


@pytest.mark.parametrize("topic", ["", "cable norway", "zzz"])
def test_a_digest(desk, whole, topic):
    came = {c.id: c.received_at for c in whole.captures}
    everything = frozenset(a.id for a in whole.articles)
    made = desk.digest(Wanted(topic=topic, size=3)).digest
    assert made == digest_of_everything(whole, everything, topic, None)
    day = date(2026, 3, 5)
    of_day = {a.id for a in whole.articles
              if ((a.published and a.published.iso) or came[a.capture_id].isoformat())[:10] == day.isoformat()}  # fmt: skip
    assert of_day
    made = desk.digest(Wanted(topic=topic, day=day, size=3)).digest
    assert made == digest_of_everything(whole, frozenset(of_day), topic, None)
    later = CLOCK + timedelta(days=1)
    assert desk.digest(Wanted(since=later)).digest.entries == ()
    assert desk.digest(Wanted(feeds="nothing")).digest.entries == ()


def test_feeds_of_stories_disputes_and_actors(client, whole):
    home = "http://127.0.0.1"
    for kind, make in (("stories", story_feed), ("disputes", dispute_feed)):
        address = f"{home}/feed/{kind}.atom"
        assert client.get(address).text == as_atom(make(whole, home), address)
    spoken = next(v.speaker for v in whole.cast.voices.values() if v.speaker)
    written = client.get(f"/feed/actor/{spoken}.atom").text
    for statement in whole.statements:
        if whole.cast.voices[statement.id].speaker == spoken:
            assert f"/statement/{statement.id}<" in written


def test_what_is_kept_stays_as_the_ledger_finds_it_when_more_comes(tmp_path):
    files = demo_files()
    with open_desk(tmp_path / "s.sqlite3", clock=lambda: CLOCK) as desk:
        desk.add(files[:6], captured_at=CLOCK)
        desk.lists.opened(0, 10)
        desk.add(files, captured_at=CLOCK)
        made = Kept.of(desk.edition())
        e = made.edition
        parts = (e.articles, made.texts, e.statements, e.cast, e.told)
        opened = find_open(*parts, e.disputes, e.events, e.changes)
        assert desk.lists.opened(0, 10_000).opened == opened
        assert desk.lists.quotes(0, 10_000).quotes == compare_quotes(*parts, e.copies, e.versions)

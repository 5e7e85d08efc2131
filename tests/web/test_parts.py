"""Every page over a part of the store is the page over the whole of it, byte for byte."""

import re
import shutil
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from readout.api.asked import Tools
from readout.desk import demo_clock, demo_files, open_desk
from readout.desk.parts import newest_first
from readout.formats.decided import decisions
from readout.formats.html import DecisionView, Pages
from readout.formats.html.choosing import Marks
from readout.model import ActorId, Remedy, Verdict
from readout.web.app import make_app
from readout.web.choices import choosing

#: What every form carries and no two readers share.
TOKEN = re.compile(r'<input type="hidden" name="token" value="\w*">')


#: Flags are worked out when an article is shown.
FLAGS = re.compile(r'<details class="damage distrust">.*?</details>\n?', re.S)


def told(page):
    """A page without the tokens of its forms, and without flags."""
    return FLAGS.sub("", TOKEN.sub("", page))


CLOCK = demo_clock() or datetime(2026, 3, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo, with a story parted, a statement corrected and one added, two actors judged."""
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    with open_desk(path) as desk:
        desk.add(demo_files())
        whole = desk.edition()
        story = max(whole.told.stories, key=lambda one: len(one.articles))
        desk.part_story(story.id, story.articles[-1:], "ann")
        said = next(s for s in whole.statements if s.speaker and s.act.value == "deny")
        desk.correct_statement(said.id, Remedy.NOBODY_NAMED, by="ann")
        gone = next(s for s in whole.statements if s.article_id != said.article_id)
        desk.correct_statement(gone.id, Remedy.NOT_SAID, by="ann")
        one, other = whole.cast.actors[:2]
        desk.judge_actors(one.id, other.id, Verdict.DIFFERENT, by="ann")
    return path


@pytest.fixture(scope="module")
def desk(demo):
    with open_desk(demo) as held:
        yield held


@pytest.fixture(scope="module")
def client(desk):
    return TestClient(make_app(desk, lambda: CLOCK), follow_redirects=False)


@pytest.fixture(scope="module")
def whole(desk):
    return Pages(desk.edition(), CLOCK)


def going(desk, stories, full):
    """What the river offers to a reader who has marked nothing."""
    given = {"full": "1"} if full else {}
    marks = {story.id: Marks(read=False, starred=False) for story in stories}
    return {"choosing": choosing("/", given, desk.going.tally("reader")), "marks": marks}


def test_the_river(client, desk, whole):
    stories = newest_first(whole.index.edition)
    for start in range(0, len(stories), 20):
        after = str(start + 20) if start + 20 < len(stories) else None
        for full in (False, True):
            page = whole.river(
                stories[start : start + 20], after=after, full=full, **going(desk, stories[start:][:20], full)
            )
            assert told(client.get(f"/?after={start}{'&full=1' if full else ''}").text) == told(page)


def test_stories_with_what_was_decided_on_them(client, desk, whole):
    decided = 0
    titles = {a.id: a.title_clean or "untitled" for a in whole.index.edition.articles}
    for story in whole.index.edition.told.stories:
        made = [
            DecisionView(
                key=one.key,
                by=one.by,
                when=f"{one.at:%Y-%m-%d %H:%M} UTC",
                together=one.together,
                articles=tuple((titles[i], f"/article/{i}") for i in one.articles),
            )
            for one in desk.story_decisions(story.id)
        ]
        decided += len(made)
        part = desk.pages.story(story.id)
        depth = next((d for d in desk.ledger.depths() if d.story == story.id), None)
        quotes = [
            q for q in desk.ledger.quotes(part) if {q.one_article, q.other_article} & set(story.articles)
        ]
        page = whole.story(story.id, made, depth=depth, quotes=quotes)
        assert told(client.get(f"/story/{story.id}").text) == told(page)
    assert decided


KINDS = {
    "thread": lambda edition: edition.told.threads,
    "article": lambda edition: edition.articles,
    "actor": lambda edition: edition.cast.actors,
    "statement": lambda edition: edition.statements,
    "dispute": lambda edition: edition.disputes,
}


@pytest.mark.parametrize("kind", KINDS)
def test_pages_of_one_noun(client, desk, whole, kind):
    nouns = KINDS[kind](whole.index.edition)
    assert nouns
    for noun in nouns:
        page = getattr(whole, kind)(noun.id, **besides(desk, kind, noun))
        assert told(client.get(f"/{kind}/{noun.id}").text) == told(page), noun


def besides(desk, kind, noun):
    """What the ledger says on the page of a noun, over the part that the page holds."""
    if kind == "actor":
        return {"speaking": desk.ledger.speaking(desk.pages.actor(noun.id).edition)}
    if kind == "statement":
        stories = desk.pages.statement(noun.id).told.stories
        return {"quotes": [q for s in stories for q in desk.ledger.quotes(desk.pages.story(s.id))]}
    return {}


def test_captures_differences_and_corrections(client, desk, whole):
    for capture in whole.index.edition.captures:
        assert told(client.get(f"/capture/{capture.id}?start=1&end=5").text) == told(
            whole.capture(capture, 1, 5)
        )
    assert whole.index.edition.versions
    for version in whole.index.edition.versions:
        page = whole.difference(desk.difference(version.later, version.earlier))
        assert told(client.get(f"/difference/{version.later}/{version.earlier}").text) == told(page)
    made = decisions(desk.corrections(), desk.judgements())
    assert told(client.get("/corrections").text) == told(whole.corrections(made))
    assert told(client.get("/problems").text) == told(whole.problems(desk.problems()))
    assert told(client.get("/about").text) == told(whole.about())


def test_no_page_reads_the_whole_store(demo, monkeypatch, tmp_path):
    shutil.copy(demo, tmp_path / "copy.sqlite3")
    with open_desk(tmp_path / "copy.sqlite3") as desk:
        reader = TestClient(make_app(desk, lambda: CLOCK))
        for holder in (desk, desk.ledger, desk.lists):
            monkeypatch.setattr(holder, "_whole", lambda: pytest.fail("the whole store was read"))
        seen = set()
        todo = {"/", "/corrections", "/search?q=Vilaverde", "/search?q=cable", "/digest", "/issue?q=cable",
                "/feed/stories.atom", "/feed/disputes.rss"}  # fmt: skip
        while todo:
            path = todo.pop()
            seen.add(path)
            response = reader.get(path)
            assert response.status_code == 200, path
            found = {
                p.split("#")[0].replace("&amp;", "&") for p in re.findall(r'href="(/[^"]*)"', response.text)
            }
            kinds = {p.split("/")[1] for p in seen}
            # A few of each kind: the pages themselves are compared above.
            todo |= {p for p in found - seen if p.split("/")[1] not in kinds or len(seen) < 60}
        assert {"ledger", "measures", "open", "quotes", "alerts", "explain"} <= {
            p.split("/")[1] for p in seen
        }


def test_no_door_reads_the_whole_store(demo, monkeypatch, tmp_path):
    shutil.copy(demo, tmp_path / "copy.sqlite3")
    with open_desk(tmp_path / "copy.sqlite3") as desk:
        story, thread = desk.edition().told.stories[0].id, desk.edition().told.threads[0].id
    with open_desk(tmp_path / "copy.sqlite3") as desk:
        for holder in (desk, desk.ledger, desk.lists):
            monkeypatch.setattr(holder, "_whole", lambda: pytest.fail("the whole store was read"))
        asked = {"base_url": "http://127.0.0.1", "headers": {"X-Auth-Token": "any"}}
        program = TestClient(make_app(desk, lambda: CLOCK), **asked)
        rest = ("stories", "threads", "articles", "statements", "statements?words=cable", "who?name=vilaverde",
                "actors", "disputes", "disputes?words=cable", "changes", "measures", "open", "quotes", "digest",
                "issue?words=cable", "alerts", "feeds", "corrections", "problems", "search?q=cable",
                f"timeline/{story}", f"timeline/{thread}", f"explain/{story}", f"explain/{thread}")  # fmt: skip
        reader = ("subscription/list", "tag/list", "unread-count", "stream/items/ids", "stream/contents")
        for path in (
            *(f"/api/v1/{path}" for path in rest),
            *(
                "/v1/entries",
                "/v1/entries?search=cable",
                "/v1/entries?order=title",
                "/v1/feeds/counters",
                "/v1/feeds",
            ),
            *(f"/reader/api/0/{path}" for path in reader),
        ):
            assert program.get(path).status_code == 200, path
        number = program.get("/v1/entries?limit=1").json()["entries"][0]["id"]
        assert program.put("/v1/entries", json={"entry_ids": [number], "status": "read"}).status_code == 204
        assert program.post("/reader/api/0/mark-all-as-read").text == "OK"
        tools = Tools(desk, lambda: CLOCK)
        for made in (tools.who_said("vilaverde"), tools.said("cable"), tools.disputes(), tools.open(),
                     tools.timeline(story), tools.explain(thread)):  # fmt: skip
            assert made.keys() - {"problem"} == made.keys() != set()


def test_a_huge_actor_is_paged_and_nothing_is_left_out(desk, whole):
    voices = whole.index.edition.cast.voices
    said: dict[str, int] = {}
    for voice in voices.values():
        if voice.speaker:
            said[voice.speaker] = said.get(voice.speaker, 0) + 1
    actor, count = max(said.items(), key=lambda pair: pair[1])
    seen, after, pages = [], None, 0
    while True:
        part = desk.pages.actor(ActorId(actor), after, size=3)
        seen += [s.id for s in part.edition.statements if part.edition.cast.voices[s.id].speaker == actor]
        page = Pages(part.edition, CLOCK).actor(actor, after=part.after)
        assert ('rel="next"' in page) is (part.after is not None)
        pages += 1
        if part.after is None:
            break
        after = part.after
    assert pages > 1
    assert len(seen) == len(set(seen)) == count


def test_a_store_without_lists_makes_them_when_a_page_is_asked_for(demo, client, tmp_path):
    import sqlite3

    shutil.copy(demo, tmp_path / "old.sqlite3")
    db = sqlite3.connect(tmp_path / "old.sqlite3")
    for table in ("articles", "statements", "voices", "stories", "nouns"):
        db.execute(f"DELETE FROM derived_listed_{table}")
    db.execute("DELETE FROM derived_steps WHERE step = 'lists'")
    db.commit()
    db.close()
    with open_desk(tmp_path / "old.sqlite3") as desk:
        old = TestClient(make_app(desk, lambda: CLOCK))
        assert told(old.get("/").text) == told(client.get("/").text)

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deskwork import Fakes
from newsroom import NOW
from readout.desk import open_desk
from readout.desk.decisions import reattached
from readout.desk.steps import LONG_PARAGRAPH, legible
from readout.model import (
    Article,
    Block,
    Correction,
    Judgement,
    Mark,
    MarkKind,
    NotFoundError,
    Passage,
    PassageError,
    Problem,
    Reason,
    Remedy,
    Role,
    Span,
    Story,
    Thread,
    Told,
    Verdict,
)

PAGE = "Talks go on\nKyiv said it was ready.\nMoscow kept silent.\n"


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE)
    return str(path)


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store.sqlite3"


def desk_at(store, fakes=None, **others):
    fakes = fakes or Fakes()
    return open_desk(store, steps=fakes.steps(**others), clock=lambda: NOW)


def contents(store: Path):
    """Every row of every table, for comparing a store before and after."""
    db = sqlite3.connect(store)
    names = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    rows = {name: sorted(map(repr, db.execute(f"SELECT * FROM {name}"))) for name in names}
    db.close()
    return rows


def test_a_page_becomes_an_edition(page):
    with desk_at(None) as desk:
        added = desk.add([page])
        edition = desk.edition()
    assert (added.new, len(added.captures), added.problems) == (1, 1, ())
    assert [a.title_clean for a in edition.articles] == ["Talks go on"]
    assert [s.passage.exact for s in edition.statements] == ["Kyiv said it was ready."]
    assert edition.briefs[0].sentences[0].passages == (edition.statements[0].passage,)


def test_adding_a_file_twice_changes_nothing(page, store):
    fakes = Fakes()
    with desk_at(store, fakes) as desk:
        first = desk.add([page])
        before = contents(store)
        again = desk.add([page])
    with desk_at(store, fakes) as desk:
        desk.add([page, page])
    assert contents(store) == before
    assert again.captures == first.captures
    assert again.new == 0
    assert fakes.did == {"articles": 1, "statements": 1, "grouping": 1}


def test_what_is_stored_comes_back_as_it_was(page, store):
    with desk_at(None) as desk:
        desk.add([page])
        told = desk.edition()
    with desk_at(store) as desk:
        desk.add([page])
    with desk_at(store) as desk:
        assert desk.edition() == told


def test_the_same_bytes_from_two_addresses_are_one_capture_that_arrived_twice(page, tmp_path):
    (tmp_path / "copy.txt").write_text(PAGE)
    with desk_at(None) as desk:
        added = desk.add([page, str(tmp_path / "copy.txt")])
        (capture_id,) = added.captures
        assert [address for address, _, _ in desk.arrivals(capture_id)] == [
            page,
            str(tmp_path / "copy.txt"),
        ]
        assert desk.capture(capture_id).address == page


def test_a_time_of_capture_said_later_reads_the_page_again(page):
    fakes = Fakes()
    at = datetime(2022, 1, 18, 12, tzinfo=UTC)
    with desk_at(None, fakes) as desk:
        desk.add([page])
        assert fakes.asked_at is None
        added = desk.add([page], captured_at=at)
        assert fakes.asked_at == at
        assert desk.capture(added.captures[0]).captured_at == at
        desk.add([page], captured_at=at)
        desk.add([page])
    assert fakes.did["articles"] == 2


def test_a_new_version_of_a_step_reads_everything_again_and_the_same_one_does_not(page, store):
    with desk_at(store) as desk:
        desk.add([page])
    newer = Fakes(version=2)
    with desk_at(store, newer) as desk:
        desk.add([page])
    assert newer.did == {"articles": 1, "statements": 1, "grouping": 1}


def test_a_run_that_was_stopped_half_way_is_finished_by_the_next(tmp_path, store):
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"{number}\n{PAGE}")
    files = [str(tmp_path / f"{number}.txt") for number in range(4)]
    fakes = Fakes()

    def stopped(capture):
        if fakes.did["articles"] == 2:
            raise KeyboardInterrupt
        return fakes.read_capture(capture)

    with desk_at(store, fakes, articles=stopped) as desk, pytest.raises(KeyboardInterrupt):
        desk.add(files)
    with desk_at(store, fakes) as desk:
        desk.add(files[:1])  # whatever is added next: what was received is read
        assert len(desk.edition().articles) == 3
        desk.add(files)
        finished = desk.edition()
    with desk_at(None) as desk:
        desk.add(files)
        assert desk.edition() == finished


def test_a_stop_while_stories_are_put_together_is_finished_by_the_next_run(page, store):
    def stopped(*_):
        raise KeyboardInterrupt

    with desk_at(store, stories=stopped) as desk, pytest.raises(KeyboardInterrupt):
        desk.add([page])
    with desk_at(store) as desk:
        desk.add([page])
        assert len(desk.edition().told.stories) == 1


def test_a_bug_on_one_page_is_told_and_the_other_pages_are_read(page, tmp_path, caplog):
    (tmp_path / "bad.txt").write_text("bad page")
    fakes = Fakes()

    def failing(capture):
        if capture.text == "bad page":
            raise IndexError("no such line")
        return fakes.read_capture(capture)

    with desk_at(None, fakes, articles=failing) as desk:
        added = desk.add([str(tmp_path / "bad.txt"), page])
        edition = desk.edition()
        assert desk.add([str(tmp_path / "bad.txt")]).problems == added.problems
    (problem,) = added.problems
    assert "bug of readout" in problem.what
    assert "no such line" in problem.what
    assert problem.where.endswith("bad.txt")
    assert len(edition.captures) == 2
    assert len(edition.articles) == 1
    assert [f.type for f in edition.furniture] == ["unread"]  # no character is lost
    assert "step failed" in caplog.text


def test_a_bug_in_a_step_over_the_store_surfaces(page):
    def failing(*_):
        raise IndexError("no such story")

    with desk_at(None, stories=failing) as desk, pytest.raises(IndexError):
        desk.add([page])


def test_a_problem_is_kept_until_the_file_can_be_read(tmp_path, store):
    path = tmp_path / "late.txt"
    with desk_at(store) as desk:
        (problem,) = desk.add([str(path)]).problems
        assert isinstance(problem, Problem)
        assert desk.problems() == (problem,)
        assert desk.edition().problems == (problem,)
        path.write_text(PAGE)
        assert desk.add([str(path)]).problems == ()
        assert desk.problems() == ()


def test_an_edition_of_some_captures_holds_nothing_of_the_others(page, tmp_path):
    (tmp_path / "other.txt").write_text("Another page\nKyiv said no.\n")
    with desk_at(None) as desk:
        desk.add([page])
        added = desk.add([str(tmp_path / "other.txt")])
        part = desk.edition(added.captures)
    assert [a.title_clean for a in part.articles] == ["Another page"]
    assert [s.passage.exact for s in part.statements] == ["Kyiv said no."]
    assert len(part.told.stories) == len(part.briefs) == len(part.captures) == 1
    assert {m.passage.capture_id for m in part.cast.mentions} == set(added.captures)


def test_the_river_gives_every_story_once_a_page_at_a_time(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Story {number}\n{PAGE}")
    with desk_at(None) as desk:
        desk.add([str(tmp_path)])
        titles, after = [], None
        while True:
            river = desk.river(after, size=2)
            titles += [story.title for story in river.edition.told.stories]
            after = river.after
            if after is None:
                break
    assert sorted(titles) == [f"Story {number}" for number in range(5)]


def test_things_are_found_by_id_address_name_and_words(page):
    with desk_at(None) as desk:
        (capture_id,) = desk.add([page]).captures
        edition = desk.edition()
        (statement,) = edition.statements
        for name in (capture_id, page, edition.articles[0].id, edition.told.stories[0].id):
            assert desk.find(name).statements == (statement,)
        assert desk.find(statement.id).statements == (statement,)
        assert desk.who("kyiv").statements == (statement,)
        nobody = desk.who("Moscow")
        assert nobody.statements == nobody.captures == nobody.articles == nobody.told.stories == ()
        assert desk.said("ready KYIV").statements == (statement,)
        with pytest.raises(NotFoundError):
            desk.find("nothing")


def correction(statement, remedy):
    return Correction(passage=statement.passage, remedy=remedy, by="a reader", at=NOW)


def test_what_a_person_says_nobody_said_is_not_shown_and_a_rerun_obeys(page, store):
    with desk_at(store) as desk:
        desk.add([page])
        (statement,) = desk.edition().statements
        desk.correct(correction(statement, Remedy.NOT_SAID))
        assert desk.edition().statements == ()
        assert desk.edition().briefs == ()
    with desk_at(store, Fakes(version=2)) as desk:
        desk.add([page])
        assert desk.edition().statements == ()
        assert len(desk.corrections()) == 1


def test_a_wrong_speaker_is_shown_as_unresolved(page):
    with desk_at(None) as desk:
        desk.add([page])
        (statement,) = desk.edition().statements
        desk.correct(correction(statement, Remedy.NOT_THE_SPEAKER))
        edition = desk.edition()
        (now,) = edition.statements
        assert (now.id, now.speaker, now.origin) == (statement.id, statement.speaker, "person")
        assert edition.cast.voices[now.id].speaker is None


def test_judgements_reach_the_steps_that_obey_them(page):
    fakes = Fakes()
    with desk_at(None, fakes) as desk:
        desk.add([page])
        (statement,) = desk.edition().statements
        judgement = Judgement(
            one=statement.passage,
            other=statement.speaker,
            verdict=Verdict.DIFFERENT,
            by="an editor",
            at=NOW,
        )
        desk.judge("actor", judgement)
        assert fakes.judged == (judgement,)
        assert fakes.did["articles"] == 1


def test_a_decision_on_words_the_capture_does_not_say_is_refused(page):
    with desk_at(None) as desk:
        (capture_id,) = desk.add([page]).captures
        wrong = Passage(capture_id=capture_id, span=Span(0, 4), exact="Kyiv")
        with pytest.raises(PassageError):
            desk.mark(Mark(passage=wrong, kind=MarkKind.STARRED, by="a reader", at=NOW))


def test_marks_are_set_once_and_taken_back(page):
    with desk_at(None) as desk:
        desk.add([page])
        (statement,) = desk.edition().statements
        mark = Mark(passage=statement.passage, kind=MarkKind.STARRED, by="a reader", at=NOW)
        desk.mark(mark)
        desk.mark(mark)
        assert desk.marks() == (mark,)
        desk.unmark(mark.passage, mark.kind, mark.by)
        assert desk.marks() == ()


TEXT = "no no yes"
PLACES = {
    "where it was": (Span(6, 9), "yes", Span(6, 9)),
    "elsewhere, and only there": (Span(0, 3), "yes", Span(6, 9)),
    "in two places": (Span(6, 8), "no", None),
    "nowhere": (Span(0, 5), "maybe", None),
}


@pytest.mark.parametrize(("span", "words", "place"), PLACES.values(), ids=PLACES)
def test_a_passage_finds_its_words_again(span, words, place):
    assert reattached(Passage(capture_id="c", span=span, exact=words), {"c": TEXT}) == place


def test_a_checkup_finds_nothing_wrong_with_a_sound_store(page, store):
    with desk_at(store) as desk:
        desk.add([page])
        assert all(check.good for check in desk.checkup())


def test_the_clock_is_read_in_one_place():
    house = Path(__file__).parent.parent / "src" / "readout"
    readers = [
        path.name
        for path in house.rglob("*.py")
        for line in path.read_text(encoding="utf-8").split("\n")
        if "datetime.now(" in line or "date.today(" in line or "time.time(" in line
    ]
    assert readers == ["clock.py"]


def test_of_an_overlong_paragraph_the_beginning_is_read_and_all_of_it_is_kept(tmp_path):
    (tmp_path / "long.txt").write_text("Talks go on\n" + "Kyiv said no. " * 30_000)
    given = []
    fakes = Fakes()

    def noting(article, text):
        given.extend(len(block.span) for block in article.blocks)
        return ()

    with desk_at(None, fakes, statements=noting) as desk:
        (problem,) = desk.add([str(tmp_path / "long.txt")]).problems
        (article,) = desk.edition().articles
    assert given == [len("Talks go on"), LONG_PARAGRAPH]
    assert "only its beginning is read" in problem.what
    assert len(article.blocks[-1].span) == len("Kyiv said no. ") * 30_000 - 1


@pytest.mark.parametrize(
    ("lengths", "kept"),
    [
        ([10, 20], [10, 20]),
        ([LONG_PARAGRAPH], [LONG_PARAGRAPH]),
        ([LONG_PARAGRAPH + 1, 5], [LONG_PARAGRAPH, 5]),
        ([LONG_PARAGRAPH] * 6, [LONG_PARAGRAPH] * 4),
    ],
)
def test_an_article_is_legible_up_to_its_limits(lengths, kept):
    blocks, at = [], 0
    for length in lengths:
        blocks.append(Block(span=Span(at, at + length), role=Role.BODY))
        at += length + 1
    article = Article(id="a", capture_id="c", blocks=tuple(blocks), origin="test")
    assert [len(block.span) for block in legible(article).blocks] == kept


def test_a_new_version_of_intake_derives_the_text_again(page, store, monkeypatch):
    with desk_at(store) as desk:
        desk.add([page])
    fakes = Fakes()
    monkeypatch.setattr("readout.desk.run.INTAKE", "intake/next")
    with desk_at(store, fakes) as desk:
        desk.add([page])
        assert desk.capture(desk.edition().captures[0].id).text == PAGE
    assert fakes.did == {"articles": 1, "statements": 1, "grouping": 1}


def test_a_part_of_a_story_is_told_by_its_own_articles_alone(page, tmp_path):
    (tmp_path / "other.txt").write_text("Another page\nKyiv said no.\n")

    def together(articles, *_):
        ids = tuple(article.id for article in articles)
        reason = Reason(name="same event", value=1.0, detail=" and ".join(ids))
        story = Story(id="s", title=articles[0].title_clean, articles=ids, reasons=(reason,))
        return Told(stories=(story,), threads=(Thread(id="t", title="T", stories=("s",)),))

    with desk_at(None, stories=together) as desk:
        desk.add([page])
        added = desk.add([str(tmp_path / "other.txt")])
        (whole,) = desk.edition().told.stories
        (part,) = desk.edition(added.captures).told.stories
    assert (whole.title, len(whole.articles), len(whole.reasons)) == ("Talks go on", 2, 1)
    assert (part.title, len(part.articles), part.reasons) == ("Another page", 1, ())

"""What persons decide is obeyed by every rerun, found again, shown as theirs, and undone."""

import json
from dataclasses import replace

import pytest

from deskwork import Fakes
from newsroom import NOW
from readout.desk import house, open_desk
from readout.desk.decisions import reattached
from readout.formats.gold import gold_lines, gold_records
from readout.model import (
    Act,
    Correction,
    Mode,
    NotFoundError,
    Passage,
    PassageError,
    Remedy,
    Span,
    Verdict,
    WordsError,
)
from readout.store import open_store, tables

PAGE = """Ministry denies letter

By Ana Roth

9 March 2026

The foreign minister of Varania, Ilse Brandt, denied on Monday that a letter had been received.

“We have received nothing,” Brandt told reporters. She accused the port of inventing it.

Her deputy Karl Odum stood beside her. A note on the door read: the port is closed.

The port's director, Otto Lind, said that Brandt accused the harbour office of lying.
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store.sqlite3"


def newer():
    """The steps of the house in versions that read everything again."""
    steps = house(fast=True)
    names = ("articles", "statements", "actors", "copies", "stories", "positions", "briefs")
    return replace(steps, **{n: replace(getattr(steps, n), version=99) for n in names})


def desk_at(store, steps=None):
    return open_desk(store, steps=steps or house(fast=True), clock=lambda: NOW)


def name_of(edition, statement):
    voices = edition.cast.voices[statement.id]
    return next((a.name for a in edition.cast.actors if a.id == voices.speaker), None)


def said(edition, words):
    """The one statement whose content holds the words and no statement inside of it does."""
    found = [s for s in edition.statements if words in s.content.exact]
    return min(found, key=lambda s: len(s.passage.span))


def shown(edition):
    """What a reader sees of each statement."""
    return [(s.content.exact, s.act, name_of(edition, s), s.origin) for s in edition.statements]


REMEDIES = {
    "another speaker, by words of the page": (
        Remedy.NOT_THE_SPEAKER,
        {"speaker": "Karl Odum"},
        lambda edition, s: name_of(edition, s) == "Karl Odum" and s.speaker.exact == "Karl Odum",
    ),
    "another speaker, by an actor of the store": (
        Remedy.NOT_THE_SPEAKER,
        {"actor": "Otto Lind"},
        lambda edition, s: name_of(edition, s) == "Otto Lind" and s.speaker.exact != "Otto Lind",
    ),
    "another speaker, nobody knows who": (
        Remedy.NOT_THE_SPEAKER,
        {},
        lambda edition, s: name_of(edition, s) is None,
    ),
    "nobody named": (
        Remedy.NOBODY_NAMED,
        {},
        lambda edition, s: name_of(edition, s) is None and s.speaker is None,
    ),
    "another act": (Remedy.NOT_THE_ACT, {"act": Act.REJECT}, lambda edition, s: s.act is Act.REJECT),
    "other words": (
        Remedy.NOT_THE_CONTENT,
        {"content": "received nothing"},
        lambda edition, s: s.content.exact == "received nothing" and s.mode is Mode.DIRECT,
    ),
}


@pytest.mark.parametrize(("remedy", "given", "holds"), REMEDIES.values(), ids=REMEDIES)
def test_a_remedy_is_obeyed_by_reruns_over_the_text_derived_anew_and_undone(
    page, store, monkeypatch, remedy, given, holds
):
    with desk_at(store) as desk:
        desk.add([page])
        before = shown(desk.edition())
        statement = said(desk.edition(), "received nothing")
        now = desk.correct_statement(statement.id, remedy, by="mara", note="I was there", **given)
        assert holds(desk.edition(), now)
        assert now.origin == "person"
        assert "by mara on 2026-03-16: I was there" in now.reasons[-1].detail
        assert all(check.good for check in desk.checkup())
        others = [one for one in shown(desk.edition()) if one[3] != "person"]
        assert others == [one for one in before if one[0] != statement.content.exact]
    with desk_at(store, newer()) as desk:
        desk.add([page])
        assert holds(desk.edition(), said(desk.edition(), "received nothing"))
    with monkeypatch.context() as patch:
        patch.setattr("readout.desk.run.INTAKE", "intake/99")
        with desk_at(store) as desk:
            _text_moves(desk, desk.edition().captures[0].id)
            assert holds(desk.edition(), said(desk.edition(), "received nothing"))
            assert desk.problems() == ()
    with desk_at(store) as desk:
        desk.add([page])
        desk.uncorrect(desk.corrections()[0].number)
        assert shown(desk.edition()) == before
        assert desk.corrections() == ()


@pytest.mark.parametrize(("remedy", "given"), [(r, g) for r, g, _ in REMEDIES.values()], ids=REMEDIES)
def test_a_correction_leaves_disputes_and_briefs_as_they_are_when_all_is_grouped_anew(
    page, store, remedy, given
):
    def told(desk):
        edition = desk.edition()
        return edition.disputes, edition.briefs

    with desk_at(store) as desk:
        desk.add([page])
        desk.correct_statement(said(desk.edition(), "received nothing").id, remedy, by="mara", **given)
        corrected = told(desk)
        with desk._store.writing() as db:
            tables.steps.forget(db, "store", ["grouping", "grouped by"])
        desk.add([page])
        assert told(desk) == corrected
        desk.uncorrect(desk.corrections()[0].number)
        undone = told(desk)
        with desk._store.writing() as db:
            tables.steps.forget(db, "store", ["grouping", "grouped by"])
        desk.add([page])
        assert told(desk) == undone


def _text_moves(desk, capture_id):
    """The text of a capture as another version of intake would derive it: a line more at its head."""
    with desk._store.writing() as db:
        capture = tables.captures.get(db, capture_id)
        moved = "Printed copy\n\n" + capture.text
        tables.captures.put_text(db, replace(capture, text=moved), "intake/99")
        tables.steps.forget(db, capture_id, ["reading"])
    desk._run.finish_readings()
    desk._run.group()


def test_what_is_no_statement_stays_away_and_what_stands_inside_it_is_kept(page, store):
    with desk_at(store) as desk:
        desk.add([page])
        outer = next(s for s in desk.edition().statements if "Brandt accused" in s.content.exact)
        before = shown(desk.edition())
        assert desk.correct_statement(outer.id, Remedy.NOT_SAID, by="mara") is None
        left = shown(desk.edition())
        assert [one for one in before if one not in left] == [
            (outer.content.exact, outer.act, "Otto Lind", outer.origin)
        ]
    with desk_at(store, newer()) as desk:
        desk.add([page])
        assert shown(desk.edition()) == left
        desk.uncorrect(1)
        assert shown(desk.edition()) == before


def test_a_missed_statement_is_added_and_stays_after_reruns(page, store):
    with desk_at(store) as desk:
        desk.add([page])
        (capture_id,) = (c.id for c in desk.edition().captures)
        before = shown(desk.edition())
        made = desk.add_statement(
            capture_id,
            "A note on the door read: the  port is closed",
            act=Act.ANNOUNCE,
            speaker="A note",
            cue="read",
            content="the port is closed",
            by="mara",
        )
        assert (made.content.exact, made.cue.exact, made.speaker.exact) == (
            "the port is closed",
            "read",
            "A note",
        )
        assert (made.act, made.origin) == (Act.ANNOUNCE, "person")
    with desk_at(store, newer()) as desk:
        desk.add([page])
        assert made.id in {s.id for s in desk.edition().statements}
        desk.correct_statement(made.id, Remedy.NOT_THE_ACT, act=Act.WARN, by="ilja")
        changed = said(desk.edition(), "the port is closed")
        assert [r.name for r in changed.reasons] == ["corrected", "corrected"]
        desk.uncorrect(2)
        desk.uncorrect(1)
        assert shown(desk.edition()) == before


def test_a_missed_statement_that_a_later_version_reads_is_shown_once(store):
    words = "Kyiv said no."
    path = store.parent / "kyiv.txt"
    path.write_text(f"Title\n{words}\n")
    with open_desk(store, steps=Fakes().steps(statements=lambda a, t: ()), clock=lambda: NOW) as desk:
        (capture_id,) = desk.add([str(path)]).captures
        desk.add_statement(capture_id, words, act=Act.REJECT, speaker="Kyiv", content=words, by="mara")
    with open_desk(store, steps=Fakes(version=2).steps(), clock=lambda: NOW) as desk:
        desk.add([str(path)])
        (one,) = [s for s in desk.edition().statements if s.passage.capture_id == capture_id]
        assert (one.act, one.origin) == (Act.REJECT, "person")


def test_words_that_are_not_on_the_page_are_refused_and_nothing_is_kept(page):
    with desk_at(None) as desk:
        (capture_id,) = desk.add([page]).captures
        statement = said(desk.edition(), "received nothing")
        refused = [
            ({"speaker": "Nobody Here"}, "do not stand on the page"),
            ({"actor": "Nobody Here"}, "nobody in this store is called so"),
        ]
        for given, why in refused:
            with pytest.raises(WordsError, match=why):
                desk.correct_statement(statement.id, Remedy.NOT_THE_SPEAKER, by="mara", **given)
        with pytest.raises(WordsError, match="which act"):
            desk.correct_statement(statement.id, Remedy.NOT_THE_ACT, by="mara")
        with pytest.raises(WordsError, match="places of the page"):
            desk.add_statement(capture_id, "Brandt", act=Act.STATE, by="mara")
        with pytest.raises(WordsError, match="do not stand in"):
            desk.add_statement(
                capture_id, "A note on the door", act=Act.STATE, content="received nothing", by="mara"
            )
        wrong = Passage(capture_id=capture_id, span=Span(0, 4), exact="Kyiv")
        made = Correction(passage=statement.passage, remedy=Remedy.NOT_SAID, cue=wrong, by="mara", at=NOW)
        with pytest.raises(PassageError):
            desk.correct(made)
        assert desk.corrections() == ()
        with pytest.raises(NotFoundError):
            desk.uncorrect(1)


def test_a_correction_that_loses_its_words_or_its_reading_is_a_problem_and_is_kept(page, store):
    with desk_at(store) as desk:
        desk.add([page])
        statement = said(desk.edition(), "received nothing")
        desk.correct_statement(statement.id, Remedy.NOT_THE_ACT, act=Act.DENY, by="mara")
        kept = desk.corrections()
    with open_desk(
        store,
        steps=replace(newer(), statements=replace(newer().statements, run=lambda a, t: ())),
        clock=lambda: NOW,
    ) as desk:
        desk.add([page])
        (problem,) = desk.problems()
        assert "finds no statement read at its words" in problem.what
        assert "--undo 1" in problem.what
        assert desk.corrections() == kept


def test_a_store_of_before_keeps_its_corrections_and_obeys_them(page, store):
    import sqlite3

    with desk_at(store) as desk:
        desk.add([page])
        statement = said(desk.edition(), "received nothing")
    db = sqlite3.connect(store)
    for column in ("cue", "content", "instead"):
        db.execute(f"ALTER TABLE decided_corrections DROP COLUMN {column}")
    for later in ("derived_changes", "derived_measures", "decided_alerts", "decided_alert_hits",
                  "decided_digests", "received_proposals", "decided_accounts", "decided_sessions", "decided_app_passwords",
                  "decided_shares", "decided_replies", "decided_settings", "decided_searches", "derived_images", "derived_vectors",
                  "derived_glances"):  # fmt: skip
        db.execute(f"DROP TABLE {later}")
    for table in ("articles", "statements", "voices", "stories", "nouns", "names",
                  "entries", "said", "actors", "rows", "told"):  # fmt: skip
        db.execute(f"DROP TABLE derived_listed_{table}")
    for table in ("words_articles", "words_statements", "words_about", "words_titles", "indexed", "forms",
                  "opened", "quotes"):  # fmt: skip
        db.execute(f"DROP TABLE derived_{table}")
    db.execute("DROP INDEX ix_derived_mentions_capture_id")
    db.execute("DROP INDEX ix_decided_marks_by_kind_capture_id")
    db.execute("ALTER TABLE derived_mentions DROP COLUMN capture_id")
    place = statement.passage
    db.execute(
        "INSERT INTO decided_corrections VALUES (1, ?, ?, ?, ?, 'not_said', 'a note', 'mara', '2026-03-16 08:00:00')",
        (place.capture_id, place.span.start, place.span.end, place.exact),
    )
    db.execute("UPDATE alembic_version SET version_num = '0004'")
    db.commit()
    db.close()
    with desk_at(store) as desk:
        desk.add([page])
        (kept,) = desk.corrections()
        assert (kept.note, kept.by, kept.cue, kept.number) == ("a note", "mara", None, 1)
        assert statement.id not in {s.id for s in desk.edition().statements}
    open_store(str(store)).close()


PLACES = {
    "with other white space": ("it is  so", Span(0, 8), "it is\nso", Span(0, 8)),
    "with other marks": ('he said "no"', Span(0, 12), "he said “no”", Span(0, 12)),
    "the one of two that overlaps": ("no", Span(5, 7), "no, x no", Span(6, 8)),
}


@pytest.mark.parametrize(("words", "span", "text", "place"), PLACES.values(), ids=PLACES)
def test_words_are_found_again(words, span, text, place):
    assert reattached(Passage(capture_id="c", span=span, exact=words), {"c": text}) == place


# -- actors -------------------------------------------------------------------------------------------

FIRST = "A fire\n\nThe mayor, Ana Roy, said on Monday that the fire was out.\n"
SECOND = "A match\n\nThe coach, Ana Roy, said on Sunday that the match was lost.\n"
THIRD = "A vote\n\nThe senator, Bea Holm, said on Friday that the vote was free.\n"


@pytest.fixture
def three(tmp_path):
    folder = tmp_path / "three"
    folder.mkdir()
    for name, text in (("1", FIRST), ("2", SECOND), ("3", THIRD)):
        (folder / f"{name}.txt").write_text(text)
    return str(folder)


def speaker_of(desk, words):
    edition = desk.edition()
    return edition.cast.voices[said(edition, words).id].speaker


def test_one_actor_is_parted_and_two_are_joined_and_both_are_undone(three, store):
    with desk_at(store) as desk:
        desk.add([three])
        fire, match, vote = ("fire was", "match was", "vote was")
        assert speaker_of(desk, fire) == speaker_of(desk, match) != speaker_of(desk, vote)
        ids = [said(desk.edition(), words).id for words in (fire, match)]
        desk.judge_actors(*ids, Verdict.DIFFERENT, by="mara")
        desk.judge_actors(ids[0], "Bea Holm", Verdict.SAME, by="mara")
    for steps in (None, newer()):
        with desk_at(store, steps) as desk:
            desk.add([three])
            assert speaker_of(desk, fire) == speaker_of(desk, vote) != speaker_of(desk, match)
            assert desk.problems() == ()
    with desk_at(store) as desk:
        desk.add([three])
        for judgement in desk.judgements():
            desk.unjudge(judgement.number)
        assert speaker_of(desk, fire) == speaker_of(desk, match) != speaker_of(desk, vote)


def test_joining_and_parting_the_same_two_over_and_over_ends(three):
    with desk_at(None) as desk:
        desk.add([three])
        ids = [said(desk.edition(), words).id for words in ("fire was", "match was", "vote was")]
        for _ in range(2):
            for one, other, verdict in (
                (0, 2, Verdict.SAME), (2, 0, Verdict.SAME), (2, 1, Verdict.DIFFERENT),
                (1, 0, Verdict.DIFFERENT), (1, 2, Verdict.SAME), (0, 1, Verdict.DIFFERENT),
            ):  # fmt: skip
                desk.judge_actors(ids[one], ids[other], verdict, by="mara")
        assert speaker_of(desk, "fire was") != speaker_of(desk, "match was")


def test_a_name_of_two_asks_for_an_id(three):
    with desk_at(None) as desk:
        desk.add([three])
        ids = [said(desk.edition(), words).id for words in ("fire was", "match was")]
        desk.judge_actors(*ids, Verdict.DIFFERENT, by="mara")
        with pytest.raises(WordsError, match="give an id"):
            desk.judge_actors("Ana Roy", "Bea Holm", Verdict.SAME, by="mara")


# -- gold ---------------------------------------------------------------------------------------------


def test_corrections_become_gold_that_joins_back_to_the_text(page, tmp_path):
    import sys
    from pathlib import Path

    sys.path.insert(0, str(Path(__file__).parents[1] / "gold" / "statements"))
    import join

    with desk_at(None) as desk:
        (capture_id,) = desk.add([page]).captures
        statements = desk.edition().statements
        mine = said(desk.edition(), "received nothing")
        desk.correct_statement(mine.id, Remedy.NOT_THE_ACT, act=Act.DENY, by="mara")
        gone = said(desk.edition(), "inventing it")
        desk.correct_statement(gone.id, Remedy.NOT_SAID, by="ilja")
        doubted = next(s for s in statements if "Brandt accused" in s.content.exact)
        desk.correct_statement(doubted.id, Remedy.NOT_THE_SPEAKER, by="ilja")
        desk.add_statement(
            capture_id, "A note on the door read: the port is closed", act=Act.ANNOUNCE,
            speaker="A note on the door", cue="read", by="mara",
        )  # fmt: skip
        few = list(gold_records(desk.edition(), desk.corrections()))
        more = list(gold_records(desk.edition(), desk.corrections(), everything=True))
        (tmp_path / "texts").mkdir()
        (tmp_path / "texts" / "any.txt").write_bytes(desk.capture(capture_id).text.encode())
    assert [r["kind"] for r in few] == ["document", "statement", "no_statement", "statement"]
    assert few[0]["statements"] == 2
    assert few[0]["annotator"] == "ilja, mara"
    assert len([r for r in more if r["kind"] == "statement"]) > 2
    lines = "".join(gold_lines(few))
    assert not any(words in lines for words in ("received", "Brandt", "port"))
    strings = {key for r in few[1:] for key, value in r.items() if isinstance(value, str)}
    assert strings == {"kind", "doc", "act", "mode", "certainty"}
    (tmp_path / "gold.jsonl").write_text(lines)
    assert join.joined(tmp_path / "gold.jsonl", tmp_path / "texts", tmp_path / "out") == 0
    (document,) = map(json.loads, (tmp_path / "out" / "joined.jsonl").read_text().splitlines())
    one, note = document["statements"]
    assert (one["act"], one["speaker"]["text"]) == ("deny", "Brandt")
    assert one["speaker_is"]["text"].endswith("Ilse Brandt")
    assert (note["content"][0]["text"], note["cue"]["text"]) == ("the port is closed", "read")
    assert document["no_statements"][0]["text"] == gone.passage.exact

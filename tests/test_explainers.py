"""Explainers: every line is words of an article, and what the articles do not give is not in it."""

import json

import pytest

from readout.desk import demo_clock, demo_files, open_desk
from readout.formats.explainer import Kind, as_json, as_markdown, as_text, sections
from readout.model import Act, DisputeStatus, NotFoundError


@pytest.fixture(scope="module")
def desk():
    with open_desk(None) as desk:
        desk.add(demo_files()[:11], captured_at=demo_clock())
        yield desk


@pytest.fixture(scope="module")
def made(desk):
    return desk.explain("cable ship")


def test_a_title_s_words_name_a_thread_before_a_story(desk, made):
    assert made.explainer.about in {thread.id for thread in desk.edition().told.threads}


def test_who_is_not_there_is_not_found(desk):
    with pytest.raises(NotFoundError):
        desk.explain("volcano")


def test_every_line_of_words_opens_a_passage_or_a_page(made):
    texts = {capture.id: capture.text for capture in made.edition.captures}
    for section in sections(made.explainer, made.edition):
        for line in section.lines:
            if line.kind is Kind.WORDS:
                assert line.passages or line.page, line
            for passage in line.passages:
                assert passage.span.of(texts[passage.capture_id]) == passage.exact


def test_no_section_is_empty_and_the_contents_are_the_sections(made):
    found = sections(made.explainer, made.edition)
    assert all(section.lines for section in found)
    contents = "".join(as_text(made.explainer, made.edition, width=400)).split("\n")[1]
    assert contents.split(" · ") == [section.heading for section in found]


def test_players_have_names_and_say_what_is_theirs(made):
    assert made.explainer.players
    for player in made.explainer.players:
        for statement in player.said:
            assert made.edition.cast.voices[statement].speaker == player.actor


def test_an_office_is_dated_by_the_article_that_gives_it(made):
    names = {actor.id: actor.name for actor in made.edition.cast.actors}
    offices = {names[p.actor]: p.offices for p in made.explainer.players}
    role, day = offices["Astrid Hellevik"][0]
    assert "Foreign Minister" in role.text
    assert day is not None


def test_what_one_wants_is_a_demand_and_what_one_refused_a_refusal(made):
    acts = {statement.id: statement.act for statement in made.edition.statements}
    for wants in made.explainer.wants:
        assert {acts[i] for i in wants.wants} <= {Act.DEMAND, Act.URGE, Act.PROPOSE}
        assert {acts[i] for i in wants.refused} <= {Act.REFUSE, Act.REJECT, Act.DISMISS}


def test_both_sides_of_a_dispute_stand_there(made):
    contested = [d for d in made.edition.disputes if d.status is DisputeStatus.CONTESTED]
    text = " ".join("".join(as_text(made.explainer, made.edition, width=400)).split())
    for dispute in contested:
        if dispute.id in made.explainer.disputes:
            for side in dispute.sides:
                shown = [" ".join(p.exact.split()) in text for p in side.passages]
                assert not shown or any(shown), side


def test_a_page_that_came_twice_is_one_line(made):
    lines = next(s for s in sections(made.explainer, made.edition) if s.id == "articles").lines
    titled = [(line.text, line.where) for line in lines if line.text != "untitled"]
    assert len(titled) == len(set(titled))


def test_the_forms_hold_the_same_sections(made):
    found = [section.heading for section in sections(made.explainer, made.edition)]
    markdown = "".join(as_markdown(made.explainer, made.edition))
    assert [line[3:] for line in markdown.split("\n") if line.startswith("## ")] == found
    record = json.loads("".join(as_json(made.explainer, made.edition)))
    assert [section["heading"] for section in record["sections"]] == found


def test_an_interview_gives_its_questions_with_their_answers():
    with open_desk(None) as desk:
        desk.add(
            [f for f in demo_files() if "open-harbour-river" in str(f) or "meretuul" in str(f)]
            or demo_files()
        )
        asked = [
            line for thread in desk.edition().told.stories for line in desk.explain(thread.id).explainer.asked
        ]
        assert all(one.answers for one in asked)


PAGE = """The Quay Gazette
Why the port of Arvel is closed: What We Know
Published: 2 March 2026
Mayor Anna Verd closed the port of Arvel on Monday. She said it would open again in April.
Understanding Port Fees
Port fees are measures that charge a ship for each day at a quay. These fees rise with the length of the ship.
"""


def test_what_a_page_explains_stands_apart_and_what_leans_on_it_is_left_out(tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(PAGE, encoding="utf-8")
    with open_desk(None) as desk:
        desk.add([str(file)])
        made = desk.explain("port of Arvel")
    told = {
        section.id: [line.text for line in section.lines]
        for section in sections(made.explainer, made.edition)
    }
    assert told["glossary"] == ["Port fees are measures that charge a ship for each day at a quay."]
    assert not any("These fees" in line for lines in told.values() for line in lines)

"""A sentence of a brief stands alone, and is somebody's."""

import pytest

from readout.briefs.alone import (
    behind_dateline,
    comments,
    dangles,
    is_own_voice,
    leans,
    plans,
    points_back,
    turns,
    unbound,
    undetermined,
)


@pytest.mark.parametrize("sentence", [
    "Its chairman accused the three governments of theft.",
    "The decision was criticised by two ministers in Riga.",
    "Kyiv rejected this proposal on Sunday evening.",
    "Kadri Lepik: It ends when the air is clean.",
])  # fmt: skip
def test_a_sentence_that_leans_on_another_dangles(sentence):
    assert dangles(sentence, "en")


def test_what_points_inside_a_quotation_does_not_dangle():
    assert not dangles("Kadri Lepik called it “this proposal of fools” on Monday.", "en")


def test_a_dateline_is_cut_and_a_speakers_label_is_not():
    line = "RIGA (BPS) — The union filed a complaint."
    assert line[behind_dateline(line, None) :] == "The union filed a complaint."
    assert behind_dateline("ZEVALLOS: I told him so.", None) == 0
    both = "RIGA / NEW ARVEL: The union filed a complaint."
    assert both[behind_dateline(both, None) :] == "The union filed a complaint."


def test_words_in_the_first_person_are_nobodys_outside_quotation_marks():
    assert is_own_voice("We reject any suggestion of fraud.", "en")
    assert not is_own_voice("“We reject it,” the US envoy said.", "en")


def test_a_page_comments_in_its_own_words_and_not_in_a_quotation():
    assert comments("The vote highlights a rift.", "en")
    assert not comments("The vote “highlights a rift”, Rein Taavet said.", "en")


def test_a_cause_is_open_where_one_clause_says_so():
    assert undetermined("The cause of the fire is not known.", "en")
    assert not undetermined("The cause was a spark; the number of dead is not known.", "en")


def test_a_subject_without_a_name_leans_on_what_stood_before():
    assert leans("The pair also recorded a video in October.", "en")
    assert leans("The river, which runs through seven states, is low.", "en")
    assert not leans("The transport ministers of Estonia met on Wednesday.", "en")


@pytest.mark.parametrize("sentence", [
    "Portugal rejected the accusation within hours.",
    "Verd defended such attacks on the plan.",
    "Orrick said the businessman had paid.",
])  # fmt: skip
def test_the_accusation_or_such_attacks_point_back(sentence):
    assert points_back(sentence, "en")


@pytest.mark.parametrize("sentence", [
    "Portugal rejected the accusation of piracy.",
    "Verd Lines, which owns both ships, said on Monday the company would pay.",
    "The court heard an accusation of theft; Verd denied the accusation.",
    "Verd said the union asks for such as these.",
])  # fmt: skip
def test_what_goes_on_or_was_named_does_not_point_back(sentence):
    assert not points_back(sentence, "en")


def test_those_who_point_at_nobody_and_those_candidates_do():
    assert not dangles("The union spoke for those who sail at night.", "en")
    assert dangles("A majority of those candidates made clear that they would stay.", "en")


def test_but_takes_back_what_stands_before():
    assert turns("But I won't do that.", "en")
    assert not turns("Butter is dear.", "en")


def test_what_a_page_announces_is_a_plan_and_what_somebody_says_in_quotation_marks_is_not():
    assert plans("The minister will speak on Monday.", "en")
    assert not plans("The minister spoke: “We will pay.”", "en")


def test_who_sent_a_text_stands_before_it():
    line = "[Bank of the Quays (BQ)] The president spoke in Riga on Monday."
    assert line[behind_dateline(line, None) :].startswith("The president")


def test_a_she_before_anybody_is_named_is_somebody_unknown():
    assert unbound("As the country's Commissioner, she has been given wide powers.", "en", set())
    assert not unbound("As the country's Commissioner, Anna Verd said she had wide powers.", "en", set())
    assert not unbound("In Riga, Taavet said he would pay.", "en", {"Taavet"})

"""A sentence of a brief stands alone, and is somebody's."""

import pytest

from readout.briefs.alone import behind_dateline, comments, dangles, is_own_voice, undetermined


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


def test_words_in_the_first_person_are_nobodys_outside_quotation_marks():
    assert is_own_voice("We reject any suggestion of fraud.", "en")
    assert not is_own_voice("“We reject it,” the US envoy said.", "en")


def test_a_page_comments_in_its_own_words_and_not_in_a_quotation():
    assert comments("The vote highlights a rift.", "en")
    assert not comments("The vote “highlights a rift”, Rein Taavet said.", "en")


def test_a_cause_is_open_where_one_clause_says_so():
    assert undetermined("The cause of the fire is not known.", "en")
    assert not undetermined("The cause was a spark; the number of dead is not known.", "en")

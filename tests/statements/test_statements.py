"""Sentences and what is read in them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom import article
from readout.model import Act, Mode, Statement
from readout.statements import read_statements

#: sentence: (speaker's words, act, content)
CASES = {
    "cue before a clause": ("Lavrov said that talks had failed.", [("Lavrov", Act.STATE, "talks had failed")]),
    "cue behind a clause": ("The talks had failed, the minister said.", [("the minister", Act.STATE, "The talks had failed")]),
    "inverted": ("“It is over,” said Lukasz Jasina, the spokesman.", [("Lukasz Jasina", Act.STATE, "It is over,")]),
    "an apposition": ("On Monday, Lavrov, Russia’s top diplomat, rejected the charge.", [("Lavrov", Act.REJECT, "the charge")]),
    "told reporters": ("“It is over,” Brandt told reporters.", [("Brandt", Act.STATE, "It is over,")]),
    "told whom": ("Brandt told the envoy that it was over.", [("Brandt", Act.STATE, "it was over")]),
    "two verbs": ("Russia denied the charge and accused the West of lying.", [("Russia", Act.DENY, "the charge"), ("Russia", Act.ACCUSE, "the West of lying")]),
    "according to": ("The port is closed, according to the ministry.", [("the ministry", Act.STATE, "The port is closed")]),
    "a passive with an agent": ("The speech was condemned by the Kremlin.", [("the Kremlin", Act.CONDEMN, "The speech was")]),
    "did not rule out": ("The premier did not rule out a second round.", [("The premier", Act.WITHHOLD, "a second round")]),
    "declined to comment": ("The ministry declined to comment on the report.", [("The ministry", Act.NO_COMMENT, "on the report")]),
    "neither nor": ("Ryabkov said he would neither confirm nor exclude a deployment.", [("Ryabkov", Act.WITHHOLD, "he would neither confirm nor exclude a deployment")]),
    "the same speaker again": ("Brandt said she hoped that talks would resume.", [("Brandt", Act.HOPE, "talks would resume")]),
    "called as": ("Brandt called the plan “a road to nowhere”.", [("Brandt", Act.DESCRIBE, "the plan “a road to nowhere”")]),
    "a list of speakers": ("Estonia, Latvia and Lithuania rejected the plan.", [("Estonia, Latvia and Lithuania", Act.REJECT, "the plan")]),
    "more about the speaker, with a verb": ("Former ministers who had met the envoy said the talks were over.", [("Former ministers", Act.STATE, "the talks were over")]),
    "more about the speaker, with a name": ("The chairman of the committee that oversees the fund accused the bank of lying.", [("The chairman of the committee", Act.ACCUSE, "the bank of lying")]),
    "more about the speaker, with a participle": ("Villagers reached by phone said soldiers had burned three houses.", [("Villagers", Act.STATE, "soldiers had burned three houses")]),
    "joined to another verb": ("The president met survivors on Thursday and said the state must act.", [("The president", Act.STATE, "the state must act")]),
    "whoever says, speaks": ("Rights advocates said the ruling was late.", [("Rights advocates", Act.STATE, "the ruling was late")]),
    "some say": ("Some say they hear echoes of the past.", [("Some", Act.STATE, "they hear echoes of the past")]),
    "called him a": ("The opposition leader, in exile since 2019, called the vote a sham.", [("The opposition leader", Act.DESCRIBE, "the vote a sham")]),
    "said late on Tuesday that": ("The premier's office said late on Tuesday that no order had been given.", [("The premier's office", Act.STATE, "no order had been given")]),
    "issued a statement": ("The ministry issued a statement condemning the attack.", [("The ministry", Act.CONDEMN, "the attack")]),
    "when she said": ("It ended when she said, “We will not come back.”", [("she", Act.STATE, "“We will not come back.”")]),
    "an act in a noun": ("Allegations by the opposition that the vote was rigged were heard on Monday.", [("the opposition", Act.ACCUSE, "the vote was rigged")]),
    "according to one of whom more is told": ("According to the ministry, which oversees the mines, nine workers died.", [("the ministry", Act.STATE, "nine workers died.")]),
    "a conditional threat": ("The union said it would stop work unless the order was withdrawn.", [("The union", Act.THREATEN, "it would stop work unless the order was withdrawn")]),
    "what is not said": ("The envoy stopped short of calling it a coup.", [("The envoy", Act.WITHHOLD, "calling it a coup")]),
    "what is denied is not said": ("The minister denied that he had agreed to the plan, and said the account was wrong.", [("The minister", Act.DENY, "he had agreed to the plan"), ("The minister", Act.STATE, "the account was wrong")]),
    "he and somebody named": ("He and his foreign minister, Ana Roth, have warned that it is late.", [("He and his foreign minister, Ana Roth", Act.WARN, "it is late")]),
    "adding goes on with whoever spoke": ("Ryabkov said that Norway had rejected the demand, adding that the talks would end.", [("Ryabkov", Act.STATE, "Norway had rejected the demand"), ("Norway", Act.REJECT, "the demand"), ("Ryabkov", Act.STATE, "the talks would end")]),
    "not all": ("The envoy noted that not all countries support the plan.", [("The envoy", Act.STATE, "not all countries support the plan")]),
    "told whom, and how": ("The recorders show a grid, an officer told the Post, speaking on condition of anonymity because the report is not finished.", [("an officer", Act.STATE, "The recorders show a grid")]),
    "a clause keeps its second verb": ("The official said the council was not asked and did not approve the plan.", [("The official", Act.STATE, "the council was not asked and did not approve the plan")]),
    "when asked": ("When asked about the tram, he said it was late.", [("he", Act.STATE, "it was late")]),
    "a remark behind a dash": ("The mayor said the bridge was safe - the report says so too.", [("The mayor", Act.STATE, "the bridge was safe")]),
    "a concession is the article's": ("The mayor said the bridge was safe, though two cables were gone.", [("The mayor", Act.STATE, "the bridge was safe")]),
    "himself": ("Stone himself declared that the race was over.", [("Stone", Act.ANNOUNCE, "the race was over")]),
    "asked not to be named": ("An aide, who asked not to be named, said the deal was dead.", [("An aide", Act.STATE, "the deal was dead")]),
    "a calling and a name": ("The night porter, Ana Roth, denied that the door was open.", [("The night porter, Ana Roth", Act.DENY, "the door was open")]),
    "said a calling and a name": ("“It is over,” said the night porter, Ana Roth.", [("the night porter, Ana Roth", Act.STATE, "It is over,")]),
    "a comma too many": ("Ana Roth with the Committee for Rivers (CR), says the dam is old.", [("Ana Roth with the Committee for Rivers", Act.STATE, "the dam is old")]),
    "a clause is no apposition": ("The new two-rail, knee-high fence will be safer, said Ana Roth, the mayor.", [("Ana Roth", Act.STATE, "The new two-rail, knee-high fence will be safer")]),
    "a team based somewhere": ("A research team based in Japan has revealed that cells grow.", [("A research team", Act.ANNOUNCE, "cells grow")]),
    "said a visiting": ("“It is over,” said visiting professor Ana Roth, an economist.", [("professor Ana Roth", Act.STATE, "It is over,")]),
    "said whom about whom": ("“It is over,” said Roth of the plan.", [("Roth", Act.STATE, "It is over,")]),
    "asked by somebody": ("Asked by Roth about his claims that the dam leaks, Brandt insisted that it was safe.", [("Brandt", Act.ASSERT, "it was safe")]),
    "the party of a member": ("Rep. Ana Roth, R-N.Y., who came late, said that it was over.", [("Rep. Ana Roth", Act.STATE, "it was over")]),
    "where it was said": ("Mr. Roth, in Columbus, Ohio, said that it was over.", [("Mr. Roth", Act.STATE, "it was over")]),
    "when it was said": ("The Haven Register on July 20 reported that it was over.", [("The Haven Register", Act.STATE, "it was over")]),
    "where it was asked": ("Roth in an interview said that it was over.", [("Roth", Act.STATE, "it was over")]),
    "first": ("Mr. Roth first said in May that it was over.", [("Mr. Roth", Act.STATE, "it was over")]),
    "something somebody says": ("It is late, something Norway and Sweden say is a lie.", [("Norway and Sweden", Act.STATE, "is a lie")]),
    "in a month": ("In July Norway’s parliament rejected the plan.", [("Norway’s parliament", Act.REJECT, "the plan")]),
    "a preposition has it": ("Last week, a report shared with Roth said that it was over.", [("a report", Act.STATE, "it was over")]),
    "whoever is quoted": ("“It is over,” said the billionaire.", [("the billionaire", Act.STATE, "It is over,")]),
    "amid a condition": ("Unless wages are paid, Brandt said, the port will close.", [("Brandt", Act.STATE, "the port will close.")]),
    "amid a noun with a clause of its own": ("A part of the reason that help is needed, Brandt said, is the flood.", [("Brandt", Act.STATE, "A part of the reason that help is needed")]),
    "what somebody said": ("That’s less than what Brandt said, but it is close.", []),
    "when somebody said in words": ("It ended badly when a guest said on the air that “nobody won.”", [("a guest", Act.STATE, "“nobody won.”")]),
    "went on to say": ("Brandt went on to say that the court was wrong.", [("Brandt", Act.STATE, "the court was wrong")]),
    "was quick to deny": ("The mayor was quick to deny that talks had failed.", [("The mayor", Act.DENY, "talks had failed")]),
    "failed to confirm": ("The company has failed to confirm that the plant will open.", [("The company", Act.WITHHOLD, "the plant will open")]),
    "is expected to": ("The mayor is expected to announce a curfew.", []),
    "quoting": ("The dean had resigned, the paper reported, quoting the rector.", [("the rector", Act.STATE, "The dean had resigned")]),
    "citing a reason": ("The mayor said that the road was shut, citing the police.", [("The mayor", Act.STATE, "the road was shut, citing the police")]),
    "quoted by": ("Brandt was quoted by the agency Nord as saying that the port was shut.", [("Brandt", Act.STATE, "the port was shut")]),
    "quoted as": ("The agency Nord quoted Brandt as saying that the port was shut.", [("Brandt", Act.STATE, "the port was shut")]),
    "said little": ("The ship never came, and its owner has said little.", []),
    "said goodbye": ("The coach said goodbye to the team and left.", []),
    "beside a semicolon": ("Roth said she had been tested; the agency says she had not.", [("Roth", Act.STATE, "she had been tested"), ("the agency", Act.STATE, "she had not")]),
    "quoted as saying by": ("“We were lied to,” Roth was quoted as saying by the paper.", [("Roth", Act.STATE, "We were lied to,")]),
    "denied himself": ("He denied himself nothing that day.", []),
    "to see somebody agree": ("Some would like to see the council agree to large changes.", []),
    "whether he believes": ("It depends on whether the mayor believes that it helps.", []),
    "claims made by": ("Claims made by the opposition that the vote was rigged were printed.", [("the opposition", Act.ASSERT, "the vote was rigged")]),
    "according to one with a calling": ("According to Ana Roth, a lecturer in law at the school, the plan is dead.", [("Ana Roth", Act.STATE, "the plan is dead.")]),
    "this summer": ("This past summer the club was forced to apologize for the noise.", [("the club", Act.ACKNOWLEDGE, "the noise")]),
    "would neither nor": ("The coach would neither confirm nor deny that the captain had left.", [("The coach", Act.WITHHOLD, "the captain had left")]),
    "what one says another said": ("Roth said Brandt warned that it was late.", [("Roth", Act.STATE, "Brandt warned that it was late"), ("Brandt", Act.WARN, "it was late")]),
    "without saying": ("The envoy left without saying that he would return.", []),
    "a plan": ("The minister will say that it is over.", []),
    "a wish": ("The minister wants to reject the plan.", []),
    "a condition": ("If the minister rejects the plan, the talks end.", []),
    "a passive without an agent": ("The plan was rejected.", []),
    "a thing": ("The decision rejected years of practice.", []),
    "a guest": ("President Roth welcomed President Brandt to the palace.", []),
    "nothing said": ("It rained in Geneva on Monday.", []),
}  # fmt: skip


def read(text: str) -> list[Statement]:
    return list(read_statements(article(text), text))


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_statements(text, expected):
    found = [(s.speaker and s.speaker.exact, s.act, s.content.exact) for s in read(text)]
    assert found == expected


def test_what_stands_below_its_attribution_is_said_there():
    text = "Minister Ana Roth said:\n\nThe attack was a cowardly act. We will not rest.\n\nThe port handles much trade."
    [said] = [s for s in read(text) if s.origin.endswith("cue-apart")]
    assert said.speaker.exact == "Minister Ana Roth"
    assert said.content.exact == "The attack was a cowardly act. We will not rest."
    assert said.mode is Mode.UNMARKED_DIRECT


def test_a_quotation_with_its_attribution_in_a_sentence_of_its_own_has_that_speaker():
    [said] = read("“We are closing the road tonight.” Roth said.")
    assert (said.speaker.exact, said.content.exact) == ("Roth", "We are closing the road tonight.")


def test_rules_alone_find_what_is_plain():
    text = "Lavrov said that talks had failed."
    [said] = read_statements(article(text), text, fast=True)
    assert said.origin == "rules/cue"


def test_a_statement_says_whether_the_learned_reader_agrees():
    [said] = read("Lavrov said that talks had failed.")
    assert said.origin == "rules+reader/cue"
    assert any(reason.name == "reader" for reason in said.reasons)


def test_the_name_beside_a_noun_that_no_list_knows_is_the_speaker():
    [said] = read("The harbour master, Ana Vella, denied that the quay was unsafe.")
    assert said.speaker.exact.endswith("Ana Vella")
    assert said.act is Act.DENY
    [said] = read("The harbour master, Ana Vella, and her deputy denied that the quay was unsafe.")
    assert not said.speaker.exact.endswith("Ana Vella")


def test_quotations_are_what_stands_inside_the_marks():
    [said] = read("“We will wait,” Brandt said. “It is not safe.”")
    assert [q.of("“We will wait,” Brandt said. “It is not safe.”") for q in said.quotations] == [
        "We will wait,",
        "It is not safe.",
    ]
    assert said.mode is Mode.DIRECT


def test_a_partial_quotation_is_partial_and_none_is_indirect():
    assert read("Brandt dismissed it as “total fiction.”")[0].mode is Mode.PARTIAL
    assert read("Brandt said that it was over.")[0].mode is Mode.INDIRECT


def test_a_ministry_that_says_what_a_person_said_is_a_via():
    [said] = read("The Foreign Ministry said Lavrov stressed that time was short.")
    assert said.speaker is not None
    assert said.speaker.exact == "Lavrov"
    assert [via.words.exact for via in said.via] == ["The Foreign Ministry"]


def test_what_a_person_says_of_another_is_both_with_its_via():
    outer, inner = read("Trump stated that Putin had agreed to meet.")
    assert (outer.speaker.exact, inner.speaker.exact) == ("Trump", "Putin")
    assert [via.words.exact for via in inner.via] == ["Trump"]


def test_a_paper_that_cites_officials_is_a_via():
    [said] = read("The paper, citing officials, said the drone was Russian.")
    assert said.speaker.exact == "officials"
    assert [via.words.exact for via in said.via] == ["The paper"]


def test_a_dateline_is_no_part_of_what_is_said():
    from dataclasses import replace

    from readout.model import Dateline

    text = "MOSCOW (AP) — The Kremlin said that talks had failed."
    found = read_statements(replace(article(text), dateline=Dateline(place="MOSCOW", credit="AP")), text)
    assert [s.passage.exact for s in found] == ["The Kremlin said that talks had failed."]


def test_a_quotation_alone_goes_on_with_whoever_spoke_before():
    text = "Brandt rejected the plan.\n“We were not asked, and we will not sign it,” the text read on."
    assert read(text)[0].speaker.exact == "Brandt"


def test_a_language_without_cues_has_no_statements():
    text = "Het kabinet zei dat de haven gesloten blijft."
    assert read_statements(article(text, language="nl"), text) == ()


WORDS = st.sampled_from(
    [
        "Lavrov",
        "said",
        "that",
        "the",
        "plan",
        "was",
        "“over”",
        ",",
        "and",
        "accused",
        "Kyiv",
        "of",
        "lying",
        ".",
        "he",
        "told",
        "reporters",
        ";",
        "denied",
        "it",
        "'",
        "according",
        "to",
        "officials",
        "(",
        "AP",
        ")",
        "—",
        "by",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
def test_no_text_whatever_raises_and_every_passage_says_what_it_says(text):
    if not text.strip():
        return
    for said in read(text):
        for passage in (said.passage, said.content, said.speaker, said.cue, said.target, said.addressee):
            assert passage is None or passage.span.of(text) == passage.exact
        assert all(said.passage.span.overlap(q) for q in said.quotations)


def test_who_quotes_another_reports_him():
    for words in (
        "The dean had resigned, the paper reported, quoting the rector.",
        "The rector was quoted by the paper as saying that the dean had resigned.",
        "The paper quoted the rector as saying that the dean had resigned.",
    ):
        [said] = list(read_statements(article(words), words))
        assert [via.words.exact.casefold() for via in said.via] == ["the paper"]


def test_a_quotation_behind_what_nobody_said_is_not_the_last_paragraph_s():
    text = "“It is late,” Roth said.\n\nBrandt shook his head. “We will never give up this port to anybody.”"
    assert [s.speaker.exact for s in read(text)] == ["Roth"]


def test_who_is_accused_of_something_accuses_nobody():
    assert read("The ministers accused of treason denied it.")[0].act is not Act.ACCUSE
    assert list(read("A general accused of abuses won the vote.")) == []
    [said] = read("It named the group, which it accused of lies.")
    assert said.speaker.exact == "it"
    [said] = read("The ministers accused Brandt of treason.")
    assert (said.speaker.exact, said.act) == ("The ministers", Act.ACCUSE)

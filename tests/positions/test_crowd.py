"""In a story of many statements a word in common is chance."""

from types import SimpleNamespace

from newsroom import article
from readout.positions.across import CROWD, stands_out


def heard(actor, terms, words):
    passage = SimpleNamespace(exact=words)
    return SimpleNamespace(
        actor=actor,
        terms=frozenset(terms),
        article=article(words),
        statement=SimpleNamespace(passage=passage),
    )


HEARING = SimpleNamespace(names={"a": frozenset({"vella"}), "b": frozenset({"brandt"})})
CLAIM = heard("a", {"quay", "unsafe"}, "Vella said the quay was unsafe.")
DENIAL = heard("b", {"quay", "unsafe"}, "Brandt denied that the quay was unsafe.")


def test_two_words_in_common_are_enough_where_few_speak():
    assert stands_out(HEARING, CLAIM, DENIAL, CROWD)


def test_in_a_crowd_they_are_not():
    assert not stands_out(HEARING, CLAIM, DENIAL, CROWD + 1)


def test_three_are_where_one_names_the_other():
    terms = {"quay", "unsafe", "inspect"}
    claim = heard("a", terms, "Vella said the inspectors found the quay unsafe.")
    denial = heard("b", terms, "Brandt denied that Vella's inspectors found the quay unsafe.")
    assert stands_out(HEARING, claim, denial, CROWD + 1)


def test_nobody_unnamed_is_set_against_anybody_in_a_crowd():
    nobody = heard(
        None, {"quay", "unsafe", "inspect", "pier", "closed"}, "It was said that the quay was unsafe."
    )
    assert not stands_out(HEARING, nobody, DENIAL, CROWD + 1)

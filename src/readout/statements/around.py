"""What stands around a noun phrase in a report and is no part of who speaks: time, place, party, occasion."""

from readout.statements.grammar import Grammar
from readout.text.phrases import Sentence


def is_aside(sentence: Sentence, grammar: Grammar, first: int, end: int) -> bool:
    """Whether words between commas tell where, when or of which party: ", in Porto," ", R-Ohio,"."""
    tag = is_party(sentence, grammar, first)
    where = sentence.tag(first) == "ADP" and sentence.lower(first) in grammar.within
    return sentence.tagged and (tag or where) and end - first <= 6


def is_party(sentence: Sentence, grammar: Grammar, first: int) -> bool:
    """Whether the letter of a party and a hyphen begin at a word: "R-Ohio"."""
    return sentence.lower(first) in grammar.party_letters and sentence.lower(first + 1) == "-"


def is_governed(sentence: Sentence, grammar: Grammar, first: int) -> bool:
    """Whether a preposition right before a phrase has it: "a report shared with Roth" says."""
    return (
        sentence.tagged
        and sentence.tag(first - 1) == "ADP"
        and sentence.lower(first - 1) in grammar.governing
    )


def bared(sentence: Sentence, grammar: Grammar, first: int, end: int) -> tuple[int, int]:
    """A noun phrase without what stands around it in a report: "When Roth", "Roth first", "Roth in May"."""
    if not sentence.tagged:
        return first, end
    named = sentence.tag(first + 1) in {"PROPN", "DET"} and first + 1 < end
    while first == 0 and named and sentence.tag(first) == "PROPN":
        if sentence.lower(first) not in grammar.openers_of_names:
            break
        first += 1
    first = _past_time(sentence, grammar, _past_object(sentence, grammar, first, end), end)
    end = _before_circumstance(sentence, grammar, first, end)
    while (
        end - first > 1 and sentence.lower(end - 1) in grammar.trailing and sentence.tag(end - 2) == "PROPN"
    ):
        end -= 1
    return first, end


def _past_time(sentence: Sentence, grammar: Grammar, first: int, end: int) -> int:
    """ "In July Norway's parliament rejected it": the subject behind the time that opens the sentence."""
    n = first
    if sentence.tag(first - 1) == "ADP":
        while n < end and (sentence.lower(n) in grammar.times or sentence.lower(n).isdigit()):
            n += 1
    return n if n < end and sentence.tag(n) in {"PROPN", "DET"} else first


def _past_object(sentence: Sentence, grammar: Grammar, first: int, end: int) -> int:
    """ "a charge Ms. Roth's lawyer denied", "something Roth says": the subject behind what it is said of."""
    if sentence.lower(first) in grammar.free_objects and first + 1 < end:
        return first + 1
    head = first + 1
    while head < end and sentence.tag(head) in {"ADJ", "NUM"}:
        head += 1
    titles = grammar.office_heads | grammar.collective | grammar.people
    bare = sentence.tag(head) == "NOUN" and sentence.lower(head) not in titles
    whose = any(sentence.lower(n) in grammar.possessive for n in range(head + 2, end - 1))
    told = sentence.tag(first) == "DET" and sentence.tag(head + 1) == "PROPN" and head + 1 < end
    return head + 1 if bare and whose and told and sentence.lower(head + 1) in grammar.honorifics else first


def _before_circumstance(sentence: Sentence, grammar: Grammar, first: int, end: int) -> int:
    """Where a phrase ends before it says when or on what occasion: "Roth | in May", "Roth | in a speech"."""
    for n in range(first + 1, end - 1):
        if sentence.tag(n) != "ADP" or sentence.lower(n) not in grammar.within:
            continue
        stop = next((m for m in range(n + 1, end) if sentence.tag(m) == "ADP"), end)
        told = [sentence.lower(m) for m in range(n + 1, stop)]
        named = sentence.tag(n - 1) == "PROPN"
        named = named or bool(grammar.indefinite & grammar.articles & set(told[:1]))
        when = any(word in grammar.times or (word.isdigit() and len(word) == 4) for word in told)
        if when or (named and told[-1:] and told[-1] in grammar.occasions):
            return n
    ends = end - 2 > first and sentence.lower(end - 2) in grammar.last
    return end - 2 if ends and sentence.lower(end - 1) in grammar.times else end

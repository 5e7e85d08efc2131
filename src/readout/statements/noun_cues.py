"""Acts that stand in a noun: "the Kremlin's rejection of the plan"."""

from collections.abc import Iterator

from readout.lang.cues import nouns
from readout.model import Span
from readout.statements.find import Found
from readout.statements.grammar import Grammar
from readout.statements.nouns import can_speak, phrase_after, phrase_before
from readout.text.phrases import Sentence


def noun_finds(sentence: Sentence, grammar: Grammar) -> Iterator[Found]:
    """The statements of a sentence whose act a noun names, with a speaker in the possessive before it.

    The noun must say what about: "of", "for", "that" or "to" follows. "Moscow's demands" alone names
    something that was said elsewhere and is passed over.
    """
    known = nouns(grammar.language)
    for n in range(len(sentence.tokens) - 1):
        act = known.get(sentence.lower(n))
        noun = sentence.tag(n) == "NOUN" or (n == 0 and sentence.tag(n) == "PROPN")
        if act is None or not noun or sentence.in_quote(n):
            continue
        if agent := _agent_behind(sentence, grammar, n):
            content = _content(sentence, grammar, agent[1])
            if content:
                span = Span(sentence.tokens[n].span.start, content.end)
                yield Found(hit=None, act=act, rule="noun", speaker=agent, content=content, span=span)
            continue
        mark = _possessive_before(sentence, grammar, n)
        if mark is None or sentence.lower(n + 1) not in grammar.noun_links | grammar.that | grammar.to:
            continue
        phrase = phrase_before(sentence, grammar, mark - 1)
        if phrase and can_speak(sentence, grammar, *phrase) and sentence.tag(phrase[1] - 1) == "PROPN":
            content = _content(sentence, grammar, n + 1)
            if content:
                span = Span(sentence.tokens[phrase[0]].span.start, content.end)
                yield Found(hit=None, act=act, rule="noun", speaker=phrase, content=content, span=span)


def _agent_behind(sentence: Sentence, grammar: Grammar, n: int) -> tuple[int, int] | None:
    """ "allegations by the opposition that ...": the phrase behind "by", if what was said follows.

    A participle may stand between: "claims made by the opposition that ...".
    """
    n += sentence.tag(n + 1) == "VBN"
    if sentence.lower(n + 1) not in grammar.by:
        return None
    phrase = phrase_after(sentence, grammar, n + 2)
    if phrase is None or not can_speak(sentence, grammar, *phrase):
        return None
    follows = sentence.lower(phrase[1]) in grammar.that | grammar.to | grammar.noun_links
    return phrase if follows else None


def _possessive_before(sentence: Sentence, grammar: Grammar, n: int) -> int | None:
    """The possessive mark before a noun, at most two adjectives between them."""
    for m in range(n - 1, max(0, n - 4), -1):
        if sentence.lower(m) in grammar.possessive and sentence.tag(m) != "AUX":
            return m
        if sentence.tag(m) not in {"ADJ", "VBG", "VBN"}:
            return None
    return None


def _content(sentence: Sentence, grammar: Grammar, n: int) -> Span | None:
    """From the word after the noun to the end of its phrase, or of its clause."""
    clause = sentence.lower(n) in grammar.that
    end, verb = n + 1, None
    while end < len(sentence.tokens) and sentence.lower(end) not in {",", ";", "."}:
        if sentence.tag(end) in {"VFIN", "AUX"}:
            # "that the vote was rigged | were dismissed": the second verb belongs to the noun.
            another = verb is not None and sentence.tag(end - 1) not in {"AUX", "CCONJ", "ADV", "PRON"}
            if not clause or another:
                break
            verb = end
        end += 1
    return sentence.words(n + 1, end) if end > n + 1 else None

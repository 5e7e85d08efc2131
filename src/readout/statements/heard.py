"""What the learned reader hears in an article, and how it and the rules vote."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from readout.encoder.reader import LIKELY_CUE, Attribution, Heard, load
from readout.lang.cues import Cue, Takes, cues_by_form, nouns, words
from readout.model import Act, Problem, Reason, Span, Statement
from readout.statements.grammar import Grammar
from readout.statements.nouns import can_speak, is_somebody
from readout.text.phrases import Sentence
from readout.text.tokens import tokens

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = frozenset('“”"«»„‘')
#: The reader alone is believed from here on, as measured on texts that it did not learn from.
ALONE = 0.97
#: Where both found a cue: how sure a statement is on whose speaker they agree, and differ.
AGREED = 0.95
DIFFERED = 0.45
#: Where the reader heard the paragraph and no cue there.
UNHEARD = 0.6
#: A cue of one word that the reader finds less likely than this is a noun or an adjective.
NO_CUE = 0.02
#: What the encoder calls "calls" in "Western calls for a pullback".
_NAMING = frozenset({"NOUN", "PROPN"})


def hear(spans: Sequence[Span], text: str, language: str) -> Mapping[Span, Heard]:
    """What the encoder makes of each paragraph of an article; spans count characters of the text.

    Paragraphs in which nobody can be found to speak are left out. Empty where no weights are there for
    the language.
    """
    encoder = load(language)
    if isinstance(encoder, Problem):
        return {}
    worth = [span for span in spans if _worth(span.of(text), language)]
    heard = encoder.hear([span.of(text) for span in worth])
    return {span: _moved(one, span.start) for span, one in zip(worth, heard, strict=True)}


def _worth(paragraph: str, language: str) -> bool:
    """Whether somebody may speak in a paragraph: it holds a cue, or a mark of quotation."""
    single, phrases = _forms(language)
    found = _WORD.findall(paragraph.casefold())
    if any(mark in paragraph for mark in _MARKS) or not single.isdisjoint(found):
        return True
    plain = f" {' '.join(found)} "
    return any(phrase in plain for phrase in phrases)


@cache
def _forms(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words that are cues by themselves, and the phrases that are, each between spaces."""
    according = [tuple(form.split()) for form in words(language, "grammar", "according")]
    forms = [*cues_by_form(language), *according, *((noun,) for noun in nouns(language))]
    phrases = (tuple(_WORD.findall(" ".join(form))) for form in forms if len(form) > 1)
    return frozenset(form[0] for form in forms if len(form) == 1), tuple(
        dict.fromkeys(f" {' '.join(phrase)} " for phrase in phrases)
    )


def _moved(heard: Heard, by: int) -> Heard:
    return Heard(
        attributions=tuple(_attribution(one, by) for one in heard.attributions),
        parts=tuple((span.shifted(by), part, sure) for span, part, sure in heard.parts),
        cued=heard.cued,
        vectors=heard.vectors,
    )


def _attribution(one: Attribution, by: int) -> Attribution:
    return replace(
        one,
        speaker=one.speaker.shifted(by) if one.speaker else None,
        cue=one.cue.shifted(by) if one.cue else None,
        contents=tuple(span.shifted(by) for span in one.contents),
    )


def voted(statement: Statement, heard: Heard, language: str) -> Statement | None:
    """A statement of the rules with what the reader says of it: surer where they agree, less where not.

    None: the reader hears no cue at all in what the rules took for one, or takes it for a noun, or does not
    hear a participle that has neither a quotation nor a clause with its conjunction.
    """
    if statement.cue is None or statement.speaker is None or not heard.parts:
        return statement
    at = statement.cue.span
    same = next((one for one in heard.attributions if one.cue and one.cue.overlap(at)), None)
    if same is None:
        return _alone(statement, heard, language)
    if same.speaker is None or any(same.speaker.overlap(via.words.span) for via in statement.via):
        return statement
    said_by = statement.speaker
    if _beside(same.speaker, statement):
        exact = statement.passage.exact[same.speaker.start - statement.passage.span.start :]
        said_by = replace(said_by, span=same.speaker, exact=exact[: len(same.speaker)])
        statement = replace(statement, speaker=said_by)
    rule = statement.origin.removeprefix("rules/")
    if same.speaker.overlap(said_by.span):
        reason = Reason("reader", same.confidence, "the learned reader hears the same speaker")
        sure = max(statement.confidence, AGREED)
        return replace(
            statement, origin=f"rules+reader/{rule}", confidence=sure, reasons=(*statement.reasons, reason)
        )
    reason = Reason("reader", same.confidence, "the learned reader hears another speaker")
    return replace(
        statement, confidence=min(statement.confidence, DIFFERED), reasons=(*statement.reasons, reason)
    )


def _beside(heard: Span, statement: Statement) -> bool:
    """Whether a name is heard beside the noun that speaks: "The harbour master, Ana Vella, denied"."""
    assert statement.cue
    assert statement.speaker
    at, whole = statement.speaker.span, statement.passage
    if not (at.end < heard.start and heard.end < statement.cue.span.start and heard in whole.span):
        return False
    spelling = whole.exact[heard.start - whole.span.start : heard.end - whole.span.start]
    between = whole.exact[at.end - whole.span.start : statement.cue.span.start - whole.span.start]
    names = [word[:1].isupper() for word in spelling.split()]
    noun = statement.speaker.exact.split()[-1].islower()
    return noun and len(names) > 1 and all(names) and between.strip() == f", {spelling},"


def _alone(statement: Statement, heard: Heard, language: str) -> Statement | None:
    assert statement.cue
    at = statement.cue.span
    found = zip(heard.parts, heard.cued, strict=True)
    likely = [(part, cued) for (span, part, _), cued in found if span.overlap(at)]
    part, cued = likely[0] if likely else ("", 1.0)
    quoted = any(q.start <= at.start < q.end for q in statement.quotations)
    noun = part in _NAMING and cued < LIKELY_CUE
    if not quoted and (noun or (len(likely) == 1 and cued < NO_CUE)):
        return None
    if statement.origin == "rules/participle" and not _reports(statement, language):
        return None
    reason = Reason("reader", cued, "the learned reader hears no statement here")
    return replace(
        statement, confidence=min(statement.confidence, UNHEARD), reasons=(*statement.reasons, reason)
    )


def _reports(statement: Statement, language: str) -> bool:
    """Whether a participle has a quotation or a clause with its conjunction: "adding that ..."."""
    assert statement.cue
    start = statement.passage.span.start
    between = statement.passage.exact[statement.cue.span.end - start : statement.content.span.start - start]
    first = statement.content.exact.partition(" ")[0]
    said = {word.casefold().strip(",:") for word in (*between.split(), first)}
    return bool(statement.quotations) or bool(said & words(language, "grammar", "that"))


def unheard_of(
    heard: Sequence[Attribution],
    made: Sequence[Statement],
    sentences: Sequence[Sentence],
    grammar: Grammar,
) -> Iterator[tuple[Attribution, Act]]:
    """What the reader alone hears, with its act: whole, sure, by somebody, and not in what the rules made."""
    for one in heard:
        if one.cue is None or one.speaker is None or not one.contents or one.confidence < ALONE:
            continue
        whole = Span(one.contents[0].start, one.contents[-1].end)
        if any(_told(statement, one.cue, whole) for statement in made):
            continue
        cue = cue_in(one.cue.of(sentences[0].text), grammar.language)
        if cue is None or Takes.THING in cue.takes:
            continue  # "welcomed the president": whether something was said is for the rules to decide
        if _speaks(one.speaker, cue, sentences, grammar) and not _unsaid(one.cue, sentences, grammar):
            yield one, cue.act


def _speaks(speaker: Span, cue: Cue, sentences: Sequence[Sentence], grammar: Grammar) -> bool:
    """Whether the words that are heard as the speaker name somebody who can speak."""
    for sentence in sentences:
        inside = [n for n, token in enumerate(sentence.tokens) if token.span.overlap(speaker)]
        if inside and speaker in sentence.span:
            first, end = inside[0], inside[-1] + 1
            somebody = Takes.VOICED in cue.takes and is_somebody(sentence, grammar, first, end)
            return somebody or can_speak(sentence, grammar, first, end)
    return False


def _unsaid(cue: Span, sentences: Sequence[Sentence], grammar: Grammar) -> bool:
    """ "without saying", "if he says": what stands before the cue says that nobody has said it."""
    before = [token.lower for s in sentences for token in s.tokens if token.span.end <= cue.start]
    return bool(before) and before[-1] in grammar.unsaid | grammar.to


def _told(statement: Statement, cue: Span, content: Span) -> bool:
    """Whether a statement has the same cue, or most of the same words as its own."""
    if statement.cue and statement.cue.span.overlap(cue):
        return True
    shared = max(statement.passage.span.overlap(content), statement.content.span.overlap(content))
    return 2 * shared > len(content)


def cue_in(spelling: str, language: str) -> Cue | None:
    """The longest known cue within some words. None: none is known, or it is only thought of."""
    lowered = [token.lower for token in tokens(spelling)]
    if set(lowered) & (words(language, "grammar", "modals") | words(language, "grammar", "conditionals")):
        return None
    forms = cues_by_form(language)
    places = ((a, size) for size in range(len(lowered), 0, -1) for a in range(len(lowered) - size + 1))
    at = next(((a, size) for a, size in places if tuple(lowered[a : a + size]) in forms), None)
    if at is None:
        return None
    before = set(lowered[: at[0]])
    meant = words(language, "grammar", "to") | words(language, "grammar", "unsaid")
    return None if before & meant else forms[tuple(lowered[at[0] : sum(at)])]

"""What the learned reader hears in an article, and how it and the rules vote."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from readout.encoder.reader import Attribution, Heard, load
from readout.lang.cues import Cue, Takes, cues_by_form, words
from readout.model import Act, Problem, Reason, Span, Statement
from readout.statements.nouns import Grammar, can_speak, is_somebody
from readout.text.phrases import Sentence
from readout.text.tokens import tokens

#: The reader alone is believed from here on, as measured on texts that it did not learn from.
ALONE = 0.9
#: Where both found a cue: how sure a statement is on whose speaker they agree, and differ.
AGREED = 0.95
DIFFERED = 0.5


def hear(spans: Sequence[Span], text: str, language: str) -> Mapping[Span, Heard]:
    """What the encoder makes of each paragraph of an article; spans count characters of the text.

    Empty where no weights are there for the language.
    """
    encoder = load(language)
    if isinstance(encoder, Problem):
        return {}
    heard = encoder.hear([span.of(text) for span in spans])
    return {span: _moved(one, span.start) for span, one in zip(spans, heard, strict=True)}


def _moved(heard: Heard, by: int) -> Heard:
    return Heard(
        attributions=tuple(_attribution(one, by) for one in heard.attributions),
        parts=tuple((span.shifted(by), part) for span, part in heard.parts),
        vectors=heard.vectors,
    )


def _attribution(one: Attribution, by: int) -> Attribution:
    return replace(
        one,
        speaker=one.speaker.shifted(by) if one.speaker else None,
        cue=one.cue.shifted(by) if one.cue else None,
        contents=tuple(span.shifted(by) for span in one.contents),
    )


def voted(statement: Statement, heard: Sequence[Attribution]) -> Statement:
    """A statement of the rules with what the reader says of it: surer where they agree, less where not."""
    if statement.cue is None or statement.speaker is None:
        return statement
    at = statement.cue.span
    same = next((one for one in heard if one.cue and one.cue.overlap(at)), None)
    if same is None or same.speaker is None:
        return statement
    rule = statement.origin.removeprefix("rules/")
    if same.speaker.overlap(statement.speaker.span):
        reason = Reason("reader", same.confidence, "the learned reader hears the same speaker")
        sure = max(statement.confidence, AGREED)
        return replace(
            statement, origin=f"rules+reader/{rule}", confidence=sure, reasons=(*statement.reasons, reason)
        )
    reason = Reason("reader", same.confidence, "the learned reader hears another speaker")
    return replace(
        statement, confidence=min(statement.confidence, DIFFERED), reasons=(*statement.reasons, reason)
    )


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
    runs = (
        tuple(lowered[a : a + size])
        for size in range(len(lowered), 0, -1)
        for a in range(len(lowered) - size + 1)
    )
    return next((forms[run] for run in runs if run in forms), None)

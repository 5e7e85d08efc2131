"""Measures: what one state does against another, with trigger, reply in kind and status.

Only where the sentence tells who takes it or against whom. A measure that a sentence denies,
demands or only judges is none, and a status is never more than the words say.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from readout.lang import table
from readout.lang.events import event_words
from readout.lang.ledger import LedgerWords, MeasureWords, ledger_words
from readout.ledger.reading import Heard, Readings, Sentence, sentences_of
from readout.ledger.states import states_in
from readout.model import (
    Act,
    Certainty,
    Measure,
    MeasureKind,
    MeasureStatus,
    Mention,
    Passage,
    Span,
    When,
)

ORIGIN = "ledger/1"
#: What somebody wants of another, or sets himself against, is nobody's measure.
WANTED = frozenset(
    {
        Act.DEMAND, Act.URGE, Act.ASK, Act.PROPOSE, Act.HOPE, Act.PREDICT, Act.DENY, Act.REJECT,
        Act.REFUSE, Act.DISMISS, Act.CRITICISE, Act.CONDEMN, Act.SUPPORT, Act.DOUBT,
    }
)  # fmt: skip
#: So many words may stand between a measure and the words that name who takes it, or whom it meets.
NEAR, FAR = 6, 12
_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$|(?<=\w)['’]s(?=\s).*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Name:
    """Words in a sentence that name an actor or a state; offsets of the sentence."""

    start: int
    end: int
    key: str | None


def measures_in(made: Readings) -> tuple[Measure, ...]:
    """The measures that the articles tell, in their order; each with the one it answers in kind."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in made.cast.mentions:
        mentions[mention.passage.capture_id].append(mention)
    for found in mentions.values():
        found.sort(key=lambda m: m.passage.span)
    whens = _whens(made)
    measures = [
        measure
        for article in made.articles.values()
        if (known := ledger_words(article.language.partition("-")[0])) is not None
        for sentence in sentences_of(article, made.texts[article.capture_id])
        for measure in _in_sentence(made, sentence, known, mentions[article.capture_id], whens)
    ]
    return tuple(_answering(made, measures))


def _in_sentence(
    made: Readings,
    sentence: Sentence,
    known: LedgerWords,
    mentions: Sequence[Mention],
    whens: Mapping[str, list[tuple[Span, When]]],
) -> Iterator[Measure]:
    taken: list[Span] = []
    names: list[_Name] | None = None
    for row in known.measures:
        for match in row.pattern.finditer(sentence.text):
            span = Span(*match.span())
            if any(span.overlap(other) for other in taken):
                continue
            if names is None:
                names = _names(made, sentence, mentions)
            measure = _measure(made, sentence, known, row, match, names)
            if measure is not None:
                taken.append(span)
                when = [w for s, w in whens.get(sentence.article.capture_id, ()) if s.overlap(sentence.span)]
                yield replace(measure, when=when[0] if len(when) == 1 else None)


def _names(made: Readings, sentence: Sentence, mentions: Sequence[Mention]) -> list[_Name]:
    """Who is named in a sentence: actors by their mentions, and states; none inside another."""
    found = []
    for mention in mentions:
        span = mention.passage.span
        if span in sentence.span:
            start = span.start - sentence.span.start
            size = len(_POSSESSIVE.sub("", mention.passage.exact))
            found.append(_Name(start, start + size, made.side_of.get(mention.actor_id)))
    for state in states_in(sentence.text, sentence.article.language):
        if not any(n.start <= state.span.start < n.end for n in found):
            found.append(_Name(state.span.start, state.span.end, state.key))
    return sorted(found, key=lambda name: name.start)


def _measure(
    made: Readings,
    sentence: Sentence,
    known: LedgerWords,
    row: MeasureWords,
    match: re.Match[str],
    names: Sequence[_Name],
) -> Measure | None:
    text = sentence.text
    start = max((b.end() for b in known.bounds.finditer(text, 0, match.start())), default=0)
    ends = (b.start() for b in known.bounds.finditer(text, match.end()))
    end = next(ends, len(text))
    before = text[start : match.start()]
    if known.skip.search(before):
        return None
    last = _words(before)[-1:]
    passive = row.passive or bool(set(last) & known.be and _is_passive(text, match, known))
    heard = _covering(made, sentence, match)
    if heard is not None and heard.statement.act in WANTED and not _is_cue(sentence, heard, match):
        return None
    if passive:
        actor = _behind_by(text, match.end(), end, known, names)
        target = _target(text, (start, match.start()), match, end, names, actor, sentence, row.kind)
    else:
        if set(last) & known.prepositions - {"to"}:
            return None
        actor = _subject(before, start, known, names, match)
        target = _target(text, (match.start(), match.start()), match, end, names, actor, sentence, row.kind)
    actor_passage = _passage(sentence, actor)
    key = actor.key if actor else None
    if actor is None and not passive and heard is not None and _is_own(before, heard, known, sentence, match):
        actor_passage, key = heard.statement.speaker, heard.side
    if actor_passage is None or (target is None and key is None):
        return None
    if target is not None and target.key is not None and target.key == key:
        target = None
    status = _status(before + match.group(), known)
    if heard is not None and heard.statement.act in {Act.THREATEN, Act.WARN}:
        status = MeasureStatus.THREATENED
    if row.status is not None and status is not MeasureStatus.IN_FORCE:
        return None  # lifting is only thought of: the measure stands, and this sentence tells no other
    status = row.status or status
    return Measure(
        kind=row.kind,
        status=status,
        actor=actor_passage,
        target=_passage(sentence, target),
        actor_key=key,
        target_key=target.key if target else None,
        trigger=_trigger(sentence, known, match),
        reply=bool(known.reply.search(text)),
        certainty=_certainty(sentence, heard, key),
        statement=heard.statement.id if heard else None,
        article_id=sentence.article.id,
        passage=_inside(sentence, 0, len(text)),
        cue=_inside(sentence, *match.span()),
        origin=ORIGIN,
    )


@lru_cache(maxsize=50_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(match.group().casefold() for match in _WORD.finditer(text))


def _is_passive(text: str, match: re.Match[str], known: LedgerWords) -> bool:
    """ "were expelled" is one; "was expelling" and "is to expel" are not."""
    first = _words(match.group())[:1]
    return bool(first) and first[0].endswith(
        ("ed", "own", "en", "é", "és", "ée", "ées", "ado", "ada", "ados")
    )


def _subject(
    before: str, offset: int, known: LedgerWords, names: Sequence[_Name], match: re.Match[str]
) -> _Name | None:
    """The name nearest before the words of the measure that no preposition leads to."""
    for name in reversed([n for n in names if offset <= n.start and n.end <= match.start()]):
        between = _words(before[name.end - offset :])
        ahead = _words(before[: name.start - offset])
        if len(between) > NEAR:
            return None
        if ahead and ahead[-1] in known.prepositions - {"of"}:
            continue
        if set(between) & known.pronouns:
            return None  # "Russia said it": the statement tells who "it" is
        return name
    return None


def _target(
    text: str,
    region: tuple[int, int],
    match: re.Match[str],
    end: int,
    names: Sequence[_Name],
    actor: _Name | None,
    sentence: Sentence,
    kind: MeasureKind,
) -> _Name | None:
    """The first name inside the words of the measure or behind them that is not the actor's own."""
    words = event_words(sentence.article.language)
    places = words.places if words else frozenset[str]()
    for name in names:
        inside = region[0] <= name.start < end
        if not inside or (actor is not None and (name is actor or name.key == actor.key is not None)):
            continue
        if name.start >= match.end() and len(_words(text[match.end() : name.start])) > FAR:
            return None
        ahead = _words(text[: name.start])
        if ahead and ahead[-1] in places and kind is not MeasureKind.RECALL:
            continue  # "expelled two diplomats in Paris"; an ambassador is recalled from where he is
        return name
    return None


def _behind_by(text: str, start: int, end: int, known: LedgerWords, names: Sequence[_Name]) -> _Name | None:
    for name in names:
        ahead = _words(text[start : name.start]) if start <= name.start < end else ()
        if ahead and ahead[-1] in known.by:
            return name
    return None


def _covering(made: Readings, sentence: Sentence, match: re.Match[str]) -> Heard | None:
    """The narrowest statement in whose content the measure stands."""
    at = sentence.span.start + match.start()
    around = [
        h
        for h in made.of.get(sentence.article.id, ())
        if h.statement.content.span.start <= at < h.statement.content.span.end
        or h.statement.passage.span.start <= at < h.statement.passage.span.end
    ]
    return min(around, key=lambda h: len(h.statement.passage.span), default=None)


def _is_cue(sentence: Sentence, heard: Heard, match: re.Match[str]) -> bool:
    """Whether the words of the measure themselves were read as an act of saying ("calls back")."""
    cue, words = heard.statement.cue, Span(*match.span()).shifted(sentence.span.start)
    return cue is not None and cue.span.overlap(words) > 0


def _is_own(before: str, heard: Heard, known: LedgerWords, sentence: Sentence, match: re.Match[str]) -> bool:
    """ "Russia said it was barring": the pronoun right before the measure is the speaker."""
    if heard.statement.speaker is None or heard.statement.cue is None:
        return False
    pronouns = set(_words(before)) & known.pronouns
    inside = heard.statement.content.span.start <= sentence.span.start + match.start()
    return bool(pronouns) and inside and len(_words(before)) <= NEAR


def _status(clause: str, known: LedgerWords) -> MeasureStatus:
    for status, pattern, _ in known.statuses:
        if pattern.search(clause):
            return status
    return MeasureStatus.IN_FORCE


def _trigger(sentence: Sentence, known: LedgerWords, match: re.Match[str]) -> Passage | None:
    """What the sentence says the measure comes of: from the words that open it to the end of the clause."""
    opened = known.trigger.search(sentence.text, match.end())
    if opened is None:
        return None
    stop = re.compile(r"[;:—.]|,(?!\d)").search(sentence.text, opened.end())
    end = stop.start() if stop else len(sentence.text)
    if not sentence.text[opened.end() : end].strip():
        return None
    return _inside(sentence, opened.start(), end)


def _certainty(sentence: Sentence, heard: Heard | None, actor: str | None) -> Certainty:
    """Reported where somebody else than the actor says so, or where the article has only heard it."""
    lower = sentence.text.casefold()
    if any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", lower) for w in _hearsay(sentence.article.language)):
        return Certainty.REPORTED
    if heard is not None and heard.statement.content.span.overlap(sentence.span) and heard.side != actor:
        return Certainty.REPORTED
    return Certainty.STATED


@lru_cache(maxsize=50)
def _hearsay(language: str) -> frozenset[str]:
    row = str(table(language, "claims").get("hearsay", ""))
    return frozenset(word.strip().casefold() for word in row.split(",") if word.strip())


def _passage(sentence: Sentence, name: _Name | None) -> Passage | None:
    return _inside(sentence, name.start, name.end) if name else None


def _inside(sentence: Sentence, start: int, end: int) -> Passage:
    while end > start and sentence.text[end - 1].isspace():
        end -= 1
    return Passage(
        capture_id=sentence.article.capture_id,
        span=Span(sentence.span.start + start, sentence.span.start + end),
        exact=sentence.text[start:end],
    )


def _whens(made: Readings) -> dict[str, list[tuple[Span, When]]]:
    """The times of statements, by capture: that of a measure is the one its sentence tells."""
    found: dict[str, list[tuple[Span, When]]] = defaultdict(list)
    for heard in made.heard:
        if heard.statement.said:
            found[heard.article.capture_id].append((heard.statement.passage.span, heard.statement.said))
    return found


def _answering(made: Readings, measures: Sequence[Measure]) -> Iterator[Measure]:
    """Each measure with the one that it answers in kind: of the target, against the actor, in one thread."""
    for measure in measures:
        if not measure.reply or measure.target_key is None or measure.actor_key is None:
            yield measure
            continue
        thread = made.thread(measure.article_id)
        first = next(
            (
                other
                for other in measures
                if other.actor_key == measure.target_key
                and other.target_key == measure.actor_key
                and made.thread(other.article_id) == thread
                and other.id != measure.id
            ),
            None,
        )
        yield replace(measure, answers=first.id) if first else measure

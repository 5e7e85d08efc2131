"""What is done by saying it: from the cue, the words that are reported, and what the encoder learned."""

from collections.abc import Sequence
from dataclasses import dataclass

from numpy import concatenate, zeros

from readout.encoder.reader import Heard, Vectors, load
from readout.lang.cues import refinements
from readout.model import Act, Problem, Span

#: What it comes to not to do these.
_HELD_BACK = frozenset({Act.OFFER, Act.PROMISE, Act.AGREE, Act.SUPPORT, Act.CONFIRM, Act.ACKNOWLEDGE})
#: From here on the learned act is taken instead of that of the rules, as measured on texts not learned from.
SURE = 0.7


@dataclass(frozen=True, slots=True)
class Judged:
    """An act, and how sure the encoder is of it; None where it was not asked or is of the same mind."""

    act: Act
    learned: float | None = None


def act_by_rule(act: Act, said: str, *, negated: bool, language: str) -> Act:
    """The cue's act, or what the reported words make of it."""
    if negated and act in _HELD_BACK:
        return Act.WITHHOLD
    fits = (r.act for r in refinements(language) if act in r.of and r.pattern.match(said))
    return next(fits, act)


def judged(
    act: Act, cue: Span | None, content: Span, heard: Heard, language: str, *, negated: bool
) -> Judged:
    """The act of the rules, unless the encoder is sure of another."""
    if cue is None or heard.vectors is None:
        return Judged(act)
    encoder = load(language)
    if isinstance(encoder, Problem) or not encoder.knows_acts:
        return Judged(act)
    shares = encoder.acts(features(heard, cue, content, act, negated=negated))
    best = int(shares.argmax())
    learned, sure = list(Act)[best], float(shares[best])
    if learned is act or sure < SURE:
        return Judged(act)
    return Judged(learned, sure)


def features(heard: Heard, cue: Span, content: Span, act: Act | None, *, negated: bool) -> Vectors:
    """What the encoder judges an act by: the cue, the content, its first words, and the act of the rules."""
    assert heard.vectors is not None
    spans = [span for span, _ in heard.parts]
    inside = _words(spans, content)
    ruled = zeros(len(Act) + 1, dtype=heard.vectors.dtype)
    if act is not None:
        ruled[list(Act).index(act)] = 1
    ruled[-1] = negated
    parts = (_words(spans, cue), inside, inside[:FIRST])
    means = [heard.vectors[rows].mean(0) if rows else zeros(heard.vectors.shape[1]) for rows in parts]
    made: Vectors = concatenate([*means, ruled]).astype(heard.vectors.dtype)
    return made


#: So many words of the content are looked at by themselves: "there was no ...".
FIRST = 6


def _words(spans: Sequence[Span], place: Span) -> list[int]:
    return [n for n, span in enumerate(spans) if span.overlap(place)]

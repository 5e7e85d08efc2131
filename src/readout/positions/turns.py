"""An answer in an interview that contradicts its question."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from readout.model import Article, Block, CaptureId, DisputeStatus, Passage, Reason, Turn
from readout.positions.hearing import Hearing, opens_with, words
from readout.positions.pairs import Clash, Voice


def contradicted(hearing: Hearing, article: Article, texts: Mapping[CaptureId, str]) -> Iterator[Clash]:
    """ "But that is what is happening." "No, it is not." """
    text = texts[article.capture_id]
    turns = [block for block in article.blocks if block.turn is not None]
    for question, answer in pairwise(turns):
        if question.turn is not Turn.QUESTION or answer.turn is not Turn.ANSWER:
            continue
        asked = question.span.of(text)
        # A plain "no" to a plain question denies nothing that was claimed.
        if asked.rstrip().endswith("?") or not opens_with(
            words(answer.span.of(text)), article.language, "no"
        ):
            continue
        said = [_said(hearing, article, text, block) for block in (question, answer)]
        yield Clash(
            topic=asked,
            terms=frozenset(),
            status=DisputeStatus.CONTESTED,
            one=said[0],
            other=said[1],
            reason=Reason(name="answer contradicts", value=1.0, detail=answer.span.of(text)[:60]),
            at=None,
        )


def _said(hearing: Hearing, article: Article, text: str, block: Block) -> Voice:
    statements = tuple(h for h in hearing.of(article) if h.span.overlap(block.span))
    passage = Passage(capture_id=article.capture_id, span=block.span, exact=block.span.of(text))
    actor = statements[0].actor if statements else None
    stance = "question" if block.turn is Turn.QUESTION else "answer"
    return Voice(actor=actor, stance=stance, statements=statements[:2], passages=(passage,))

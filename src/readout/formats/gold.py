"""Corrections as gold: documents by the hash of their text, offsets and labels, never the text. Pure.

The records have the form of `gold/statements`; a passage of which a person said that it is no
statement becomes a record of kind `no_statement`.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from readout.model import (
    Article,
    Capture,
    CaptureId,
    Correction,
    Edition,
    Mention,
    Passage,
    Remedy,
    Span,
    Statement,
    Voices,
)

#: The origin of a statement that a person corrected or added.
PERSON = "person"
Record = dict[str, Any]


def gold_records(
    edition: Edition, corrections: Iterable[Correction], *, everything: bool = False
) -> Iterator[Record]:
    """A document record for each capture with corrections, and its labels after it, in reading order.

    `everything`: also what stands uncorrected in the articles that hold a correction. A statement of
    which a person only said that somebody else speaks is left out: nobody knows its right label.
    """
    decided: dict[CaptureId, list[Correction]] = {}
    for correction in corrections:
        decided.setdefault(correction.passage.capture_id, []).append(correction)
    for capture in edition.captures:
        if capture.id in decided:
            yield from _document(edition, capture, decided[capture.id], everything)


def gold_lines(records: Iterable[Record]) -> Iterator[str]:
    """The records as JSON lines."""
    return (json.dumps(record) + "\n" for record in records)


def _document(
    edition: Edition, capture: Capture, corrections: list[Correction], everything: bool
) -> Iterator[Record]:
    here = [c.passage.span for c in corrections if capture.says(c.passage)]
    articles = [
        a for a in edition.articles if a.capture_id == capture.id and any(span in a.span for span in here)
    ]
    ids = {article.id for article in articles}
    voices = edition.cast.voices
    open_to_doubt = [c.passage.span for c in corrections if _says_only_that_it_is_wrong(c)]
    statements = [
        s
        for s in edition.statements
        if s.article_id in ids
        and (everything or s.origin == PERSON)
        and not _unsettled(s, voices.get(s.id, Voices()), open_to_doubt)
    ]
    labels = [_statement(edition, capture, s, voices.get(s.id, Voices())) for s in statements]
    if not everything or articles:
        labels += list(_denied(capture, corrections, statements))
    labels.sort(key=lambda record: (record["start"], record["end"]))
    yield {
        "kind": "document",
        "doc": capture.id,
        "archive": "captures",
        "sha256": hashlib.sha256(capture.text.encode()).hexdigest(),
        "characters": len(capture.text),
        "annotator": ", ".join(sorted({correction.by for correction in corrections})),
        "statements": sum(record["kind"] == "statement" for record in labels),
        # Whether what is not labelled inside these articles is no statement, as far as anybody knows.
        "articles": [_pair(article.span) for article in articles],
        "everything": everything,
    }
    yield from labels


def _says_only_that_it_is_wrong(correction: Correction) -> bool:
    right = correction.right
    return correction.remedy is Remedy.NOT_THE_SPEAKER and not (right.speaker or right.actor)


def _unsettled(statement: Statement, voices: Voices, doubted: Iterable[Span]) -> bool:
    """A speaker was said to be wrong, and nobody has said who is right."""
    wrong = statement.origin == PERSON and statement.speaker is not None and voices.speaker is None
    return wrong and any(statement.passage.span.overlap(span) for span in doubted)


def _denied(
    capture: Capture, corrections: Iterable[Correction], statements: Iterable[Statement]
) -> Iterator[Record]:
    """What a person said is no statement, unless a later one was put in its place."""
    held = {statement.passage.span for statement in statements}
    spans = {
        c.passage.span
        for c in corrections
        if c.remedy is Remedy.NOT_SAID and capture.says(c.passage) and c.passage.span not in held
    }
    for span in sorted(spans):
        yield {"kind": "no_statement", "doc": capture.id, "start": span.start, "end": span.end}


def _statement(edition: Edition, capture: Capture, statement: Statement, voices: Voices) -> Record:
    span = statement.passage.span
    return {
        "kind": "statement",
        "doc": capture.id,
        "start": span.start,
        "end": span.end,
        "speaker": _place(statement.speaker),
        "speaker_is": _fullest(edition, statement, voices),
        "cue": _place(statement.cue),
        "content": [_pair(statement.content.span)],
        "quotes": [_pair(quoted) for quoted in statement.quotations],
        "act": statement.act.value,
        "act_also": [],
        "addressee": _place(statement.addressee),
        "target": _place(statement.target),
        "via": [{"span": _pair(hand.words.span), "act": hand.act.value} for hand in statement.via],
        "mode": statement.mode.value,
        "negated": statement.negated,
        "certainty": statement.certainty.value,
        "said": None,
        "tags": [],
    }


def _fullest(edition: Edition, statement: Statement, voices: Voices) -> list[int] | None:
    """Words of the article that name the speaker more fully than the speaker's own words do."""
    if statement.speaker is None or voices.speaker is None:
        return None
    article = next(a for a in edition.articles if a.id == statement.article_id)
    named = [m for m in edition.cast.mentions if m.actor_id == voices.speaker and _inside(m, article)]
    names: Mapping[str, str] = {a.id: a.name for a in edition.cast.actors}
    name = names.get(voices.speaker, "")
    if name and name in statement.speaker.exact:
        return None
    fuller = [m.passage for m in named if name in m.passage.exact]
    return _pair(min(fuller).span) if fuller else None


def _inside(mention: Mention, article: Article) -> bool:
    return mention.passage.capture_id == article.capture_id and mention.passage.span in article.span


def _place(passage: Passage | None) -> list[int] | None:
    return _pair(passage.span) if passage else None


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]

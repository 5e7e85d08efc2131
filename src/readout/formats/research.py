"""Statements as a table for research; `docs/guide/codebook.md` says what each column means."""

import csv
import json
from collections.abc import Iterator
from io import StringIO

from readout.formats.disputes import plain
from readout.model import Actor, ActorId, Article, Capture, Edition, Passage, Statement, Voices

#: In their order; names change only with the version of the export.
COLUMNS = (
    "statement",
    "article",
    "capture",
    "address",
    "outlet",
    "language",
    "published",
    "title",
    "speaker_words",
    "speaker",
    "speaker_actor",
    "speaker_type",
    "act",
    "negated",
    "certainty",
    "mode",
    "cue",
    "addressee",
    "target",
    "content",
    "quotations",
    "via",
    "said",
    "said_as_written",
    "said_basis",
    "origin",
    "confidence",
    "start",
    "end",
    "text",
)

Cell = str | int | float


def rows(edition: Edition) -> Iterator[dict[str, Cell]]:
    """One row a statement, in the order of the edition. What is not known is empty."""
    articles = {article.id: article for article in edition.articles}
    captures = {capture.id: capture for capture in edition.captures}
    actors = {actor.id: actor for actor in edition.cast.actors}
    for statement in edition.statements:
        article, capture = articles.get(statement.article_id), captures.get(statement.passage.capture_id)
        voices = edition.cast.voices.get(statement.id, Voices())
        yield _row(statement, article, capture, voices, actors)


def _row(
    statement: Statement,
    article: Article | None,
    capture: Capture | None,
    voices: Voices,
    actors: dict[ActorId, Actor],
) -> dict[str, Cell]:
    speaker = actors.get(voices.speaker) if voices.speaker else None
    said = statement.said
    cells: dict[str, Cell] = {
        "statement": statement.id,
        "article": statement.article_id,
        "capture": statement.passage.capture_id,
        "address": capture.address if capture else "",
        "outlet": (article.outlet or "") if article else "",
        "language": article.language if article else "",
        "published": (article.published.iso or "") if article and article.published else "",
        "title": (article.title_clean or "") if article else "",
        "speaker_words": _words(statement.speaker),
        "speaker": speaker.name if speaker else "",
        "speaker_actor": speaker.id if speaker else "",
        "speaker_type": speaker.type.value if speaker else "",
        "act": statement.act.value,
        "negated": int(statement.negated),
        "certainty": statement.certainty.value,
        "mode": statement.mode.value,
        "cue": _words(statement.cue),
        "addressee": _words(statement.addressee),
        "target": _words(statement.target),
        "content": statement.content.exact,
        "quotations": json.dumps(_quotations(statement, capture), ensure_ascii=False),
        "via": "; ".join(f"{via.words.exact} ({via.act.value})" for via in statement.via),
        "said": (said.iso or "") if said else "",
        "said_as_written": (said.as_written or "") if said else "",
        "said_basis": said.basis if said else "",
        "origin": statement.origin,
        "confidence": round(statement.confidence, 3),
        "start": statement.passage.span.start,
        "end": statement.passage.span.end,
        "text": statement.passage.exact,
    }
    return {name: cells[name] for name in COLUMNS}


def _words(passage: Passage | None) -> str:
    return passage.exact if passage else ""


def _quotations(statement: Statement, capture: Capture | None) -> list[str]:
    return [span.of(capture.text) for span in statement.quotations] if capture else []


def as_csv(edition: Edition) -> Iterator[str]:
    """A header and one row a statement. Cells that a spreadsheet would run get an apostrophe before them."""
    out = StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for row in rows(edition):
        table.writerow([plain(cell) if isinstance(cell, str) else cell for cell in row.values()])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def as_rows(edition: Edition) -> Iterator[str]:
    """The same rows, a JSON object a line."""
    yield from (json.dumps(row, ensure_ascii=False) + "\n" for row in rows(edition))

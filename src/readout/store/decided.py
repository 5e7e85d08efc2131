"""What persons decided: judgements, corrections, marks.

No foreign key to a derived table: a decision outlives the reading it was made on. Each is anchored
to a capture, a span and its exact words.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Connection, Index, Integer, Row, Table, Text, delete, insert, select

from readout.model import (
    CaptureId,
    Correction,
    Judgement,
    Mark,
    MarkKind,
    NotFoundError,
    Passage,
    Remedy,
    Right,
    Span,
    Verdict,
)
from readout.store.base import Moment, batches, metadata
from readout.store.codec import noun, plain


def _anchor(prefix: str = "") -> list[Column[Any]]:
    return [
        Column(f"{prefix}capture_id", Text, nullable=False, index=True),
        Column(f"{prefix}start", Integer, nullable=False),
        Column(f"{prefix}end", Integer, nullable=False),
        Column(f"{prefix}exact", Text, nullable=False),
    ]


def _who() -> list[Column[Any]]:
    return [Column("by", Text, nullable=False), Column("at", Moment, nullable=False)]


decided_judgements = Table(
    "decided_judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    # What is judged to be one or not: "actor" or "story".
    Column("about", Text, nullable=False),
    *_anchor("one_"),
    *_anchor("other_"),
    Column("verdict", Text, nullable=False),
    *_who(),
)

decided_corrections = Table(
    "decided_corrections",
    metadata,
    Column("number", Integer, primary_key=True),
    *_anchor(),
    Column("remedy", Text, nullable=False),
    # Since version 0005; NULL: the correction says no more than its remedy.
    Column("cue", JSON),
    Column("content", JSON),
    Column("instead", JSON),
    Column("note", Text, nullable=False),
    *_who(),
)

decided_marks = Table(
    "decided_marks",
    metadata,
    Column("number", Integer, primary_key=True),
    *_anchor(),
    Column("kind", Text, nullable=False),
    *_who(),
    Index(None, "by", "kind", "capture_id"),
)


def judge(db: Connection, about: str, judgement: Judgement) -> None:
    db.execute(
        insert(decided_judgements).values(
            about=about,
            **_columns(judgement.one, "one_"),
            **_columns(judgement.other, "other_"),
            verdict=judgement.verdict.value,
            by=judgement.by,
            at=judgement.at,
        )
    )


def unjudge(db: Connection, about: str, by: str, at: datetime) -> int:
    """Take back what somebody judged at a time: that person's own act. How many judgements it was."""
    table = decided_judgements
    done = db.execute(delete(table).where(table.c.about == about, table.c.by == by, table.c.at == at))
    return done.rowcount


def judgements(db: Connection, about: str) -> tuple[Judgement, ...]:
    """What was judged, oldest first."""
    table = decided_judgements
    return tuple(
        Judgement(
            one=_passage(row, "one_"),
            other=_passage(row, "other_"),
            verdict=Verdict.named(row.verdict),
            by=row.by,
            at=row.at,
            number=row.number,
        )
        for row in db.execute(select(table).where(table.c.about == about).order_by("number"))
    )


def correct(db: Connection, correction: Correction) -> None:
    db.execute(
        insert(decided_corrections).values(
            **_columns(correction.passage),
            remedy=correction.remedy.value,
            **_told(correction),
            note=correction.note,
            by=correction.by,
            at=correction.at,
        )
    )


def corrections(db: Connection) -> tuple[Correction, ...]:
    """What was corrected, oldest first."""
    return tuple(
        Correction(
            passage=_passage(row),
            remedy=Remedy.named(row.remedy),
            cue=noun(Passage, row.cue) if row.cue else None,
            content=noun(Passage, row.content) if row.content else None,
            right=noun(Right, row.instead) if row.instead else Right(),
            note=row.note,
            by=row.by,
            at=row.at,
            number=row.number,
        )
        for row in db.execute(select(decided_corrections).order_by("number"))
    )


def uncorrect(db: Connection, number: int) -> None:
    """Take a correction back: a person's act. Raises NotFoundError."""
    table = decided_corrections
    if not db.execute(delete(table).where(table.c.number == number)).rowcount:
        raise NotFoundError(correction=number)


def unjudge_number(db: Connection, number: int) -> None:
    """Take back a judgement, with all that the same act judged of stories. Raises NotFoundError."""
    table = decided_judgements
    row = db.execute(select(table).where(table.c.number == number)).one_or_none()
    if row is None:
        raise NotFoundError(judgement=number)
    if row.about == "story":
        unjudge(db, row.about, row.by, row.at)
    else:
        db.execute(delete(table).where(table.c.number == number))


def stand(db: Connection) -> tuple[str, ...]:
    """Every judgement and correction as a word: others when a reading has to obey something else."""
    rows = [
        (table.name, *row)
        for table in (decided_judgements, decided_corrections)
        for row in db.execute(select(table).order_by(table.c.number))
    ]
    return tuple(map(repr, rows))


def mark(db: Connection, mark: Mark) -> None:
    """Set a mark. Setting it twice is setting it once."""
    t, passage = decided_marks, mark.passage
    held = select(t.c.number).where(
        t.c.capture_id == passage.capture_id,
        t.c.start == passage.span.start,
        t.c.end == passage.span.end,
        t.c.kind == mark.kind.value,
        t.c.by == mark.by,
    )
    if not db.execute(held).first():
        db.execute(
            insert(decided_marks).values(
                **_columns(mark.passage), kind=mark.kind.value, by=mark.by, at=mark.at
            )
        )


def mark_new(db: Connection, wanted: Iterable[Mark]) -> None:
    """Set marks of which the caller knows that none is set."""
    rows = [{**_columns(one.passage), "kind": one.kind.value, "by": one.by, "at": one.at} for one in wanted]
    for part in batches(rows):
        db.execute(insert(decided_marks), part)


def mark_all(db: Connection, wanted: Iterable[Mark]) -> None:
    """Set many marks. What is set already stays as it is."""
    t = decided_marks
    for part in batches(wanted):
        captures = {one.passage.capture_id for one in part}
        columns = t.c.capture_id, t.c.start, t.c.end, t.c.kind, t.c.by
        held = {tuple(row) for row in db.execute(select(*columns).where(t.c.capture_id.in_(captures)))}
        fresh: dict[tuple[object, ...], dict[str, object]] = {}
        for one in part:
            at = one.passage.capture_id, one.passage.span.start, one.passage.span.end, one.kind.value, one.by
            if at not in held:
                fresh.setdefault(
                    at, _columns(one.passage) | {"kind": one.kind.value, "by": one.by, "at": one.at}
                )
        if fresh:
            db.execute(insert(t), list(fresh.values()))


def unmark_at(db: Connection, kind: MarkKind, by: str, at: datetime) -> int:
    """Take back the marks that somebody set at a time. How many there were."""
    t = decided_marks
    return db.execute(delete(t).where(t.c.by == by, t.c.kind == kind.value, t.c.at == at)).rowcount


def unmark(db: Connection, passage: Passage, kind: MarkKind, by: str) -> None:
    """Take a mark back: the person's own act."""
    table = decided_marks
    db.execute(
        delete(table).where(
            table.c.capture_id == passage.capture_id,
            table.c.start == passage.span.start,
            table.c.end == passage.span.end,
            table.c.kind == kind.value,
            table.c.by == by,
        )
    )


def marks(db: Connection) -> tuple[Mark, ...]:
    """Every mark, oldest first."""
    return tuple(
        Mark(passage=_passage(row), kind=MarkKind.named(row.kind), by=row.by, at=row.at)
        for row in db.execute(select(decided_marks).order_by("number"))
    )


def _told(correction: Correction) -> dict[str, object]:
    parts = {"cue": correction.cue, "content": correction.content, "instead": correction.right}
    return {name: plain(part) for name, part in parts.items() if part and part != Right()}


def _columns(passage: Passage, prefix: str = "") -> dict[str, object]:
    return {
        f"{prefix}capture_id": passage.capture_id,
        f"{prefix}start": passage.span.start,
        f"{prefix}end": passage.span.end,
        f"{prefix}exact": passage.exact,
    }


def _passage(row: Row[Any], prefix: str = "") -> Passage:
    return Passage(
        capture_id=CaptureId(getattr(row, f"{prefix}capture_id")),
        span=Span(getattr(row, f"{prefix}start"), getattr(row, f"{prefix}end")),
        exact=getattr(row, f"{prefix}exact"),
    )

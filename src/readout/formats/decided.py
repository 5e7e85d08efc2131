"""What persons decided, one line each, oldest first: for the terminal and the reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from readout.formats.acts import name_of
from readout.formats.look import tidy
from readout.formats.words import N_, _, quoted
from readout.model import Correction, Judgement, Passage, Remedy, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision, ready to be set."""

    #: What undoes it: the number of a correction, or "j" and the number of a judgement.
    number: str
    what: str
    words: str
    #: What is right instead; empty where the person gave nothing.
    right: str
    note: str
    by: str
    at: datetime
    passage: Passage


_WHAT = {
    Remedy.NOT_SAID: N_("no statement"),
    Remedy.NOT_THE_SPEAKER: N_("another speaker"),
    Remedy.NOBODY_NAMED: N_("nobody named"),
    Remedy.NOT_THE_ACT: N_("another act"),
    Remedy.NOT_THE_CONTENT: N_("other words"),
    Remedy.MISSED: N_("missed statement"),
}
_JUDGED = {
    Verdict.SAME: N_("are one"),
    Verdict.DIFFERENT: N_("are two"),
    Verdict.UNSURE: N_("may be one or two"),
}


def decisions(corrections: Iterable[Correction], judgements: Iterable[Judgement]) -> tuple[Decided, ...]:
    """Every decision, oldest first."""
    made = [*map(_correction, corrections), *map(_judgement, judgements)]
    return tuple(sorted(made, key=attrgetter("at", "number")))


def _correction(one: Correction) -> Decided:
    right = one.right
    parts = [
        right.act and name_of(right.act),
        right.speaker and quoted(tidy(right.speaker.exact)),
        right.actor and _("whom “{}” names").format(tidy(right.actor.exact)),
        right.content and quoted(tidy(right.content.exact)),
    ]
    return Decided(
        number=str(one.number),
        what=_(_WHAT[one.remedy]),
        words=tidy(one.passage.exact),
        right=", ".join(part for part in parts if part),
        note=tidy(one.note),
        by=tidy(one.by),
        at=one.at,
        passage=one.passage,
    )


def _judgement(one: Judgement) -> Decided:
    return Decided(
        number=f"j{one.number}",
        what=_(_JUDGED[one.verdict]),
        words=f"{tidy(one.one.exact)} / {tidy(one.other.exact)}",
        right="",
        note="",
        by=tidy(one.by),
        at=one.at,
        passage=one.one,
    )


def decided_records(decided: Iterable[Decided]) -> list[dict[str, Any]]:
    """The decisions as JSON values, for a pipe."""
    return [
        {
            "kind": "decision",
            "number": one.number,
            "what": one.what,
            "capture": one.passage.capture_id,
            "start": one.passage.span.start,
            "end": one.passage.span.end,
            "text": one.words,
            "right": one.right,
            "note": one.note,
            "by": one.by,
            "at": one.at.isoformat(),
        }
        for one in decided
    ]

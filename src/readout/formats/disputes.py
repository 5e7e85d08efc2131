"""Disputes alone: each side in its own words, where they stand, and why they are set apart."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from readout.formats.kinds import dispute_word, stance_name
from readout.formats.look import UNRESOLVED, tidy
from readout.formats.places import Places, Sayers
from readout.formats.reasons import reason_name, reason_words
from readout.formats.words import _, quoted
from readout.model import ActorId, Dispute, Edition, Side

WIDE = 108
#: A side shows so many passages on a terminal.
SHOWN = 3


def about(edition: Edition, words: str, status: str | None) -> tuple[Dispute, ...]:
    """The disputes in whose passages all these words stand, in their order."""
    wanted = words.casefold().split()
    return tuple(
        dispute
        for dispute in edition.disputes
        if (status is None or dispute.status.value == status)
        and all(word in all_words(dispute) for word in wanted)
    )


def all_words(dispute: Dispute) -> str:
    """What a dispute is about and what is said in it, as one text in small letters."""
    said = [passage.exact for side in dispute.sides for passage in side.passages]
    return " ".join([dispute.topic, *said]).casefold()


def as_text(edition: Edition, found: Sequence[Dispute], *, width: int, colour: bool = False) -> str:
    """Disputes one under the other, `width` columns wide."""
    out = StringIO()
    console = Console(
        file=out,
        width=min(width, WIDE),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        legacy_windows=False,
    )
    names, places, sayers = _names(edition), Places(edition), Sayers(edition)
    for dispute in found:
        console.print(Text.assemble((tidy(dispute.topic), "bold"), f"  ({dispute_word(dispute.status)})"))
        for side in dispute.sides:
            console.print(Padding(Text(f"{_who(side, names)}: {stance_name(side.stance)}"), (0, 0, 0, 2)))
            for passage in sayers.once(side)[:SHOWN]:
                # A side may hold words of another, or of nobody: they are not put into its mouth.
                who = sayers.of(side, passage) or _("Nobody named")
                said = Text.assemble(
                    "" if who == _who(side, names) else f"{who}: ",
                    quoted(tidy(passage.exact)),
                    (f"  {places.outlet(passage) or ''}".rstrip(), "dim"),
                )
                console.print(Padding(said, (0, 0, 0, 4)))
        for reason in dispute.reasons:
            console.print(
                Padding(
                    Text(
                        _("why: {name}: {why}").format(
                            name=reason_name(reason.name), why=tidy(reason_words(reason.detail))
                        ),
                        style="dim",
                    ),
                    (0, 0, 0, 2),
                )
            )
        console.print()
    if not found:
        console.print(Text(_("no dispute"), style="dim"))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def records(edition: Edition, found: Sequence[Dispute]) -> Iterator[dict[str, Any]]:
    """One object a dispute; unlike the export it has names, outlets and reasons in it."""
    names, places = _names(edition), Places(edition)
    for dispute in found:
        yield {
            "kind": "dispute",
            "id": dispute.id,
            "topic": dispute.topic,
            "status": dispute.status.value,
            "sides": [
                {
                    "actor": side.actor,
                    "name": names.get(side.actor) if side.actor else None,
                    "stance": side.stance,
                    "statements": list(side.statements),
                    "passages": [
                        {
                            "capture": p.capture_id,
                            "start": p.span.start,
                            "end": p.span.end,
                            "text": p.exact,
                            "outlet": places.outlet(p),
                        }
                        for p in side.passages
                    ],
                }
                for side in dispute.sides
            ],
            "reasons": [{"name": r.name, "detail": r.detail} for r in dispute.reasons],
        }


def as_jsonl(edition: Edition, found: Sequence[Dispute]) -> Iterator[str]:
    yield from (json.dumps(record, ensure_ascii=False) + "\n" for record in records(edition, found))


def as_json(edition: Edition, found: Sequence[Dispute]) -> Iterator[str]:
    yield json.dumps(list(records(edition, found)), ensure_ascii=False, indent=1) + "\n"


def as_csv(edition: Edition, found: Sequence[Dispute]) -> Iterator[str]:
    """One passage a row; a side without a passage has one row, with empty places."""
    out = StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(
        ["dispute", "status", "topic", "side", "name", "stance", "outlet", "capture", "start", "end", "text"]
    )
    names, places = _names(edition), Places(edition)
    for dispute in found:
        for number, side in enumerate(dispute.sides, 1):
            head: list[str | int] = [dispute.id, dispute.status.value, dispute.topic, number]
            head += [names.get(side.actor, "") if side.actor else "", side.stance]
            for p in side.passages:
                place: list[str | int] = [
                    places.outlet(p) or "",
                    p.capture_id,
                    p.span.start,
                    p.span.end,
                    p.exact,
                ]
                rows.writerow(list(map(plain, [*head, *place])))
            if not side.passages:
                rows.writerow([*map(plain, head), "", "", "", "", ""])
    yield out.getvalue()


#: What begins a formula in a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain(cell: str | int) -> str | int:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


FORMATS: Mapping[str, Callable[[Edition, Sequence[Dispute]], Iterator[str]]] = {
    "jsonl": as_jsonl,
    "json": as_json,
    "csv": as_csv,
}


def _names(edition: Edition) -> dict[ActorId, str]:
    return {actor.id: actor.name for actor in edition.cast.actors}


def _who(side: Side, names: Mapping[ActorId, str]) -> str:
    return names.get(side.actor, _(UNRESOLVED)) if side.actor else _(UNRESOLVED)

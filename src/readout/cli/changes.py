"""`readout changes`: who said one thing and later another."""

import sys
from typing import TYPE_CHECKING

import click

from readout.cli.common import columns, kept, put, store_option
from readout.cli.within import table_option

if TYPE_CHECKING:
    from readout.model import Change


@click.command("changes")
@click.argument("words", required=False)
@table_option
@store_option
def command(words: str | None, form: str | None, store: str | None) -> None:
    """Print changes: an actor said or did one thing and later another, and passages show both.

    WORDS: only changes in whose topic, labels and passages all these words stand.
    """
    from readout.formats import ledger

    with kept(store) as desk:
        edition = desk.edition()
    wanted = (words or "").casefold().split()
    found = tuple(c for c in edition.changes if all(word in _words(c) for word in wanted))
    form = form or ("text" if sys.stdout.isatty() else "jsonl")
    if form == "text":
        put(ledger.changes_text(edition, found, width=columns()))
    else:
        put(ledger.FORMATS[form](ledger.change_records(edition, found)))
    sys.exit(0 if found else 1)


def _words(change: "Change") -> str:
    steps = (part for step in change.steps for part in (step.label, step.passage.exact))
    return " ".join([change.topic, *steps]).casefold()

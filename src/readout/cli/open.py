"""`readout open`: promises, demands without an answer, meetings to come."""

import sys

import click

from readout.cli.common import columns, kept, put, store_option
from readout.cli.within import narrowed, table_option, within_options


@click.command("open")
@within_options
@table_option
@store_option
def command(
    thread: str | None, story: str | None, actor: str | None, form: str | None, store: str | None
) -> None:
    """Print what is open: promises, demands to which these articles report no answer, meetings to come.

    That nobody answers in these articles does not say that nobody has answered.
    """
    from readout.formats import ledger

    with kept(store) as desk:
        edition = narrowed(desk, thread, story)
        found = desk.ledger.open(edition)
    if actor:
        names = ledger.Names(edition)
        words = actor.casefold()
        found = tuple(
            one
            for one in found
            if any(words in (names.actor(who) or "").casefold() for who in (one.actor, one.towards) if who)
        )
    form = form or ("text" if sys.stdout.isatty() else "jsonl")
    if form == "text":
        put(ledger.open_text(edition, found, width=columns()))
    else:
        put(ledger.FORMATS[form](ledger.open_records(edition, found)))
    sys.exit(0 if found else 1)

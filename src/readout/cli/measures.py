"""`readout measures`: what states do against each other."""

import sys
from dataclasses import replace

import click

from readout.cli.common import columns, kept, put, store_option
from readout.cli.within import narrowed, table_option, within_options


@click.command("measures")
@within_options
@table_option
@store_option
def command(
    thread: str | None, story: str | None, actor: str | None, form: str | None, store: str | None
) -> None:
    """Print measures: expulsions, entry bans, sanctions, tariffs, pauses, recalls, closures, seizures.

    Each with who takes it, against whom, on what occasion, what it answers, and how far it has
    come. A status is never more than the words say.
    """
    from readout.formats import ledger

    with kept(store) as desk:
        edition = narrowed(desk, thread, story)
        if actor:
            words = actor.casefold()
            mine = (
                m
                for m in edition.measures
                if any(p and words in p.exact.casefold() for p in (m.actor, m.target))
                or words.replace(" ", "-") in {m.actor_key, m.target_key}
            )
            edition = replace(edition, measures=tuple(mine))
    form = form or ("text" if sys.stdout.isatty() else "jsonl")
    if form == "text":
        put(ledger.measures_text(edition, width=columns()))
    else:
        put(ledger.FORMATS[form](ledger.measure_records(edition)))
    sys.exit(0 if edition.measures else 1)

"""`readout export`: everything that the store holds."""

import click

from readout.cli.common import format_option, kept, store_option, write


@click.command("export")
@format_option
@store_option
def command(form: str | None, store: str | None) -> None:
    """Write everything that the store holds; jsonl unless said."""
    with kept(store) as desk:
        edition = desk.edition()
    write(edition, form or "jsonl")

"""`readout who`: everything that somebody said."""

import sys

import click

from readout.cli.common import format_option, kept, store_option, write


@click.command("who")
@click.argument("name")
@format_option
@store_option
def command(name: str, form: str | None, store: str | None) -> None:
    """Print what the actors called NAME are reported to have said."""
    with kept(store) as desk:
        found = desk.who(name)
    write(found, form, only_statements=True)
    sys.exit(0 if found.statements else 1)

"""`readout said`: who said some words."""

import sys

import click

from readout.cli.common import format_option, kept, store_option, write


@click.command("said")
@click.argument("words")
@format_option
@store_option
def command(words: str, form: str | None, store: str | None) -> None:
    """Print the statements in which all these WORDS stand, and who made them."""
    with kept(store) as desk:
        found = desk.said(words)
    write(found, form, only_statements=True)
    sys.exit(0 if found.statements else 1)

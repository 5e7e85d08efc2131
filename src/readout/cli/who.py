"""`readout who`: everything that somebody said, or what they said on an issue."""

import os
import sys

import click

from readout.cli.common import columns, format_option, kept, put, store_option, write


@click.command("who")
@click.argument("name")
@click.option("--on", "issue", metavar="ISSUE", help="Only about this: words, matched in every language.")
@format_option
@store_option
def command(name: str, issue: str | None, form: str | None, store: str | None) -> None:
    """Print what the actors called NAME are reported to have said.

    With --on: only about an issue, in order of time, and what has changed. The words of the issue
    are looked for in what is said and in the titles above it, and as the same thing under another
    word or in another language.
    """
    with kept(store) as desk:
        found = desk.who(name)
        if issue is not None:
            found = desk.ledger.about(issue, found)
    if issue is not None and (form or ("text" if sys.stdout.isatty() else "")) == "text":
        from readout.formats.positions import positions_text

        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        put(positions_text(found, width=columns(), colour=colour))
    else:
        write(found, form, only_statements=True)
    sys.exit(0 if found.statements else 1)

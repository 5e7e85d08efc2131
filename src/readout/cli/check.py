"""`readout check`: what a careful reader would distrust in some pages."""

import os
import sys
from datetime import datetime

import click

from readout.cli.common import (
    captured_at_option,
    columns,
    desk_at,
    fast_option,
    limit_option,
    progress,
    put,
    tell,
)


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILES…")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    help="How to write it; text on a terminal and jsonl in a pipe unless said.",
)
@captured_at_option
@limit_option
@fast_option
def command(
    files: tuple[str, ...], form: str | None, captured_at: datetime | None, limit: int | None, fast: bool
) -> None:
    """Print what a careful reader would distrust in FILES, each with its words and the reason.

    The files are compared with each other, and nothing of them is kept. Most of what is wrong on a page
    shows no sign: that nothing is flagged is no promise.
    """
    from readout.desk import flagged
    from readout.formats import flags

    with desk_at(None, limit=limit, fast=fast) as desk:
        with progress() as shown:
            stdin = sys.stdin.buffer if "-" in files else None
            added = desk.add(files, captured_at=captured_at, stdin=stdin, progress=shown)
        edition = flagged(desk.edition(added.captures))
    form = form or ("text" if sys.stdout.isatty() else "jsonl")
    if form == "text":
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        put([flags.as_text(edition, width=columns(), colour=colour)])
    else:
        put(flags.as_jsonl(edition.flags))
    tell(added.problems)
    sys.exit(1 if added.problems else 0)

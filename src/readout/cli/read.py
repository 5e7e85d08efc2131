"""`readout read`: read files and print what they hold."""

import sys
from dataclasses import replace
from datetime import datetime

import click

from readout.cli.common import (
    captured_at_option,
    desk_at,
    fast_option,
    format_option,
    limit_option,
    progress,
    tell,
    write,
)


@click.command("read")
@click.argument("files", nargs=-1, required=True, metavar="FILES…")
@format_option
@click.option("--store", metavar="ADDRESS", help="Keep what is read here; else nothing is kept.")
@captured_at_option
@limit_option
@fast_option
@click.option("--explain", is_flag=True, help="Say why each thing is read as it is (text).")
def command(
    files: tuple[str, ...],
    form: str | None,
    store: str | None,
    captured_at: datetime | None,
    limit: int | None,
    fast: bool,
    explain: bool,
) -> None:
    """Read FILES and print the stories in them and who said what.

    A file is a page saved as text or HTML, or a feed; - is standard input; a directory is all the
    files in it. What cannot be read is told with its reason, and the rest goes on.
    """
    with desk_at(store, limit=limit, fast=fast) as desk:
        with progress() as shown:
            stdin = sys.stdin.buffer if "-" in files else None
            added = desk.add(files, captured_at=captured_at, stdin=stdin, progress=shown)
        edition = replace(desk.edition(added.captures), problems=added.problems)
    if form in ("jsonl", "json") or (form is None and not sys.stdout.isatty()):
        from readout.desk import flagged

        edition = flagged(edition)
    write(edition, form, explain=explain)
    tell(added.problems if form != "text" and not sys.stdout.isatty() else ())
    sys.exit(1 if added.problems else 0)

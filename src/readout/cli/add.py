"""`readout add`: keep files and read them."""

import sys
from datetime import datetime

import click

from readout.cli.common import (
    captured_at_option,
    default_store,
    desk_at,
    limit_option,
    progress,
    store_option,
    tell,
)


@click.command("add")
@click.argument("files", nargs=-1, required=True, metavar="FILES…")
@store_option
@captured_at_option
@limit_option
def command(
    files: tuple[str, ...], store: str | None, captured_at: datetime | None, limit: int | None
) -> None:
    """Keep FILES in the store and read them. Adding a file twice changes nothing."""
    from readout.formats.words import _

    with desk_at(store or default_store(), limit=limit) as desk:
        with progress() as shown:
            stdin = sys.stdin.buffer if "-" in files else None
            added = desk.add(files, captured_at=captured_at, stdin=stdin, progress=shown)
        held = len(added.captures) - added.new
        said = _("{new} new, {held} held before, in {address}")
        click.echo(said.format(new=added.new, held=held, address=desk.address), err=True)
    tell(added.problems)
    sys.exit(1 if added.problems else 0)

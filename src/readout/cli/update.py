"""`readout update`: ask the feeds, and read what came."""

import sys

import click

from readout.cli.common import default_store, desk_at, progress, store_option, tell


@click.command("update")
@click.argument("addresses", nargs=-1, metavar="[ADDRESS…]")
@store_option
@click.option("--due", is_flag=True, help="Only those whose time has come, as `readout serve` asks them.")
@click.option("--no-pages", is_flag=True, help="Fetch no pages; take the text that the feeds carry.")
def command(addresses: tuple[str, ...], store: str | None, due: bool, no_pages: bool) -> None:
    """Ask the feeds for news, fetch the pages of new entries, and read them.

    All feeds, or those at these addresses. A run that was stopped is completed by the next one.
    """
    from readout.formats.words import n_

    with desk_at(store or default_store(), pages=False if no_pages else None) as desk:
        if not desk.feeds.subscriptions():
            raise click.ClickException("there are no feeds; `readout feeds add ADDRESS` adds one")
        unknown = set(addresses) - {one.address for one in desk.feeds.subscriptions()}
        if unknown:
            raise click.ClickException(f"not subscribed to {', '.join(sorted(unknown))}; see `readout feeds`")
        with progress() as shown:
            updated = desk.update(addresses or None, due_only=due, progress=shown)
    said = [
        n_("{n} feeds asked", "{n} feeds asked", updated.asked)
        + n_(", {n} fine", ", {n} fine", updated.good),
        n_("{n} new entries", "{n} new entries", updated.entries)
        + n_(", {n} new captures", ", {n} new captures", updated.captures),
    ]
    if updated.waiting:
        waiting = n_("{n} entries wait for their page", "{n} entries wait for their page", updated.waiting)
        said.append(waiting)
    click.echo("; ".join(said), err=True)
    tell(updated.problems)
    sys.exit(1 if updated.problems else 0)

"""`readout feeds`: which feeds are asked, and how each is doing."""

import json
import sys
from typing import TYPE_CHECKING, BinaryIO

import click

from readout.cli.common import default_store, desk_at, kept, put, store_option, tell

if TYPE_CHECKING:
    from datetime import datetime

    from readout.model import FeedState

#: Who subscribes on the command line.
BY = "command"


@click.group("feeds", invoke_without_command=True)
@store_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    help="How to list them; text on a terminal and jsonl in a pipe unless said.",
)
@click.pass_context
def command(context: click.Context, store: str | None, form: str | None) -> None:
    """List the feeds with the state of each in one word; or add, remove, import and export them."""
    from readout.formats.words import _

    context.obj = store
    if context.invoked_subcommand is not None:
        return
    with desk_at(store or default_store()) as desk:
        states = desk.feeds.states()
    if (form or ("text" if sys.stdout.isatty() else "jsonl")) == "jsonl":
        put(json.dumps(_record(state), ensure_ascii=False) + "\n" for state in states)
        return
    put(_lines(states))
    if not states:
        click.echo(_("no feeds yet; `readout feeds add ADDRESS` adds one"), err=True)


@command.command("add")
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS…")
@store_option
@click.option("--title", metavar="WORDS", help="What to call it; else what it calls itself.")
@click.option("--folder", metavar="PATH", default="", help='Where it lies: "World/Europe".')
@click.option("--pages/--no-pages", default=None, help="Fetch the pages of its entries, or take its text.")
@click.option("--interval", type=click.IntRange(min=5), metavar="MINUTES", help="How often to ask it.")
@click.pass_context
def add(
    context: click.Context,
    addresses: tuple[str, ...],
    store: str | None,
    title: str | None,
    folder: str,
    pages: bool | None,
    interval: int | None,
) -> None:
    """Subscribe to the feeds at these addresses, or to the feed that the page there offers."""
    from readout.formats.kinds import feed_word
    from readout.formats.words import _

    problems = []
    with desk_at(store or context.obj or default_store()) as desk:
        for address in addresses:
            added = desk.feeds.subscribe(
                address,
                title=title,
                folder=tuple(part.strip() for part in folder.split("/") if part.strip()),
                pages=pages,
                interval=interval * 60 if interval else None,
                by=BY,
            )
            if added.problem:
                problems.append(added.problem)
            if added.feed:
                said = _("added") if added.new else _("held before")
                at = added.feed.subscription.address
                click.echo(f"{said}: {added.feed.title} ({at}): {feed_word(added.feed.word)}", err=True)
            for offer in added.offers:
                offered = _("the page also offers {address}").format(address=offer.address)
                click.echo(f"  {offered} {offer.title or ''}".rstrip(), err=True)
    tell(problems)
    sys.exit(1 if problems else 0)


@command.command("remove")
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS…")
@store_option
@click.pass_context
def remove(context: click.Context, addresses: tuple[str, ...], store: str | None) -> None:
    """Ask these feeds no more. What came in from them stays."""
    from readout.formats.words import _

    with kept(store or context.obj) as desk:
        for address in addresses:
            desk.feeds.unsubscribe(address)
            click.echo(_("removed: {address}; what came in stays").format(address=address), err=True)


@command.command("import")
@click.argument("file", type=click.File("rb"))
@store_option
@click.pass_context
def import_(context: click.Context, file: BinaryIO, store: str | None) -> None:
    """Subscribe to every feed of an OPML file; - is standard input."""
    from readout.formats.words import _

    with desk_at(store or context.obj or default_store()) as desk:
        imported = desk.feeds.import_opml(file.read(), where=str(file.name), by=BY)
    said = _("{new} new, {held} held before; `readout update` asks them")
    click.echo(said.format(new=imported.new, held=imported.held), err=True)
    tell(imported.problems)
    sys.exit(1 if imported.problems else 0)


@command.command("export")
@store_option
@click.pass_context
def export(context: click.Context, store: str | None) -> None:
    """Write the feeds with their folders as OPML, which every feed reader reads."""
    from readout.formats.opml import as_opml

    with kept(store or context.obj) as desk:
        states = desk.feeds.states()
    titles = {state.subscription.address: state.title for state in states}
    put([as_opml([state.subscription for state in states], titles=titles)])


def _record(state: "FeedState") -> dict[str, object]:
    return {
        "kind": "feed",
        "address": state.subscription.address,
        "title": state.title,
        "folder": list(state.subscription.folder),
        "state": state.word,
        "advice": state.advice,
        "asked_at": _iso(state.asked_at),
        "good_at": _iso(state.good_at),
        "next_at": _iso(state.next_at),
        "entries": state.entries,
        "waiting": state.waiting,
    }


def _iso(at: "datetime | None") -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def _lines(states: "tuple[FeedState, ...]") -> list[str]:
    """A table, and below it what to do about the feeds that need something."""
    from readout.formats.kinds import feed_word
    from readout.formats.reasons import reason_words
    from readout.formats.words import _, figures, n_

    rows = [
        (
            feed_word(state.word),
            f"{state.good_at:%Y-%m-%d %H:%M}" if state.good_at else _("never"),
            figures(state.entries)
            + (n_(" ({n} waits)", " ({n} wait)", state.waiting) if state.waiting else ""),
            "/".join((*state.subscription.folder, state.title)),
        )
        for state in states
    ]
    heads = [(_("state"), _("last success"), _("entries"), _("feed"))] if rows else []
    widths = [max(len(row[n]) for row in (*heads, *rows)) for n in range(3)] if rows else []
    lines = [
        "  ".join((*(cell.ljust(w) for cell, w in zip(row, widths, strict=False)), row[3])) + "\n"
        for row in (*heads, *rows)
    ]
    troubled = [state for state in states if state.advice]
    lines += ["\n"] if troubled else []
    lines += [
        f"{s.subscription.address}\n    {feed_word(s.word)}: {reason_words(s.advice)}\n" for s in troubled
    ]
    return lines

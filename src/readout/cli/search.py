"""`readout search`: articles and statements with some words."""

import json
import sys

import click

from readout.cli.common import columns, kept, put, store_option


@click.command("search")
@click.argument("query", nargs=-1)
@click.option(
    "--pages", "size", type=click.IntRange(1, 50), default=1, show_default=True,
    help="How many pages of hits to print.",
)  # fmt: skip
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    help="How to write it; text on a terminal and jsonl in a pipe unless said.",
)
@click.option("--save", metavar="NAME", help="Keep the search under this name, too.")
@click.option(
    "--saved", is_flag=False, flag_value="", metavar="[NAME]",
    help="Ask the search that is kept under NAME; without one list them, each with what is new.",
)  # fmt: skip
@click.option("--account", default="reader", metavar="NAME", show_default=True, help="Whose saved searches.")
@click.option(
    "--near",
    is_flag=True,
    help="Print what is near in meaning too; needs the extra `near`.",
)
@click.option("--rebuild", is_flag=True, help="Make the index of words, and the vectors, anew first.")
@store_option
def command(
    query: tuple[str, ...],
    size: int,
    form: str | None,
    save: str | None,
    saved: str | None,
    account: str,
    near: bool,
    rebuild: bool,
    store: str | None,
) -> None:
    """Print the statements and articles that have all of QUERY, best first, each with its passage.

    Words are found in every form; "two words" one after the other. Operators: who: act: about: lang:
    outlet: from: to: near:, as in `who:Mendes act:deny from:2026-03`.
    """
    from readout.formats.found import found_as_jsonl, found_as_text

    asked = " ".join(query).strip()
    if saved == "" and not asked:
        _list(store, account, form)
        return
    if saved and asked:
        raise click.UsageError("give words or --saved, not both")
    if not asked and not rebuild and not saved:
        raise click.UsageError("give words, or operators like who:NAME")
    with kept(store) as desk:
        if saved:
            asked = desk.searches.open(desk.searches.named(saved, account).number, account).asked
        elif save is not None:
            desk.searches.save(save, asked, account)
        if rebuild:
            desk.index_anew()
        found = desk.search(asked, size=size, near_below=sys.maxsize if near else 0) if asked else None
    if found is None:
        return
    form = form or ("text" if sys.stdout.isatty() else "jsonl")
    put(found_as_text(found, width=columns()) if form == "text" else found_as_jsonl(found))
    if found.near_trouble:
        click.echo(f"{found.near_trouble.where}: {found.near_trouble.what}", err=True)
    sys.exit(0 if found.all_articles or found.all_statements or found.near else 1)


def _list(store: str | None, account: str, form: str | None) -> None:
    """Print what somebody has saved."""
    form = form or ("text" if sys.stdout.isatty() else "jsonl")
    with kept(store) as desk:
        for one in desk.searches.all(account):
            new = "?" if one.new is None else one.new
            told = {"name": one.search.name, "query": one.search.asked, "new": one.new}
            line = json.dumps(told, ensure_ascii=False) if form == "jsonl" else (
                f"{new} new  {one.search.name}  ({one.search.asked})"
            )  # fmt: skip
            put([line + "\n"])

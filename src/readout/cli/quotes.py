"""`readout quotes`: the same utterance in several articles, word for word."""

import sys

import click

from readout.cli.common import columns, kept, put, store_option
from readout.cli.within import narrowed, table_option


@click.command("quotes")
@click.option("--thread", metavar="THREAD", help="Only in this thread: an id, or words of its title.")
@click.option("--story", metavar="STORY", help="Only in this story: an id, or words of its title.")
@click.option("--differing", is_flag=True, help="Only quotations that differ, and headlines that do.")
@table_option
@store_option
def command(
    thread: str | None, story: str | None, differing: bool, form: str | None, store: str | None
) -> None:
    """Print quotations that stand in several articles, and headlines that quote, compared word for word.

    Articles that share a text count as one.
    """
    from readout.formats import ledger
    from readout.model import Likeness

    with kept(store) as desk:
        edition = narrowed(desk, thread, story)
        articles = {article.id for article in edition.articles}
        found = tuple(
            one
            for one in desk.ledger.quotes()
            if one.one_article in articles
            and one.other_article in articles
            and not (differing and one.likeness is Likeness.SAME)
        )
    form = form or ("text" if sys.stdout.isatty() else "jsonl")
    if form == "text":
        put(ledger.quotes_text(edition, found, width=columns()))
    else:
        put(ledger.FORMATS[form](ledger.quote_records(edition, found)))
    sys.exit(0 if found else 1)

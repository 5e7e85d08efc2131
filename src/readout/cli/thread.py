"""`readout thread`: stories that continue each other, over weeks."""

import sys

import click

from readout.cli.common import kept, put, store_option


@click.command("thread")
@click.argument("thread", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "jsonl", "json"]),
    help="How to write it; text on a terminal and jsonl in a pipe unless said.",
)
@store_option
def command(thread: str | None, form: str | None, store: str | None) -> None:
    """Print the stories of a THREAD, newest first; without one, of all threads.

    THREAD is an id, or words of its title. Each story stands with its dates, how many articles tell
    it, how many of these are no copies, and why it belongs to the thread.
    """
    from dataclasses import replace

    from readout.formats import threads

    with kept(store) as desk:
        edition = desk.edition()
    found = edition.told.threads
    if thread is not None:
        words = thread.casefold()
        found = tuple(t for t in found if t.id == thread) or tuple(
            t for t in found if words in t.title.casefold()
        )
        if not found:
            raise click.ClickException(f"no thread has this id or these words: {thread}")
    part = replace(edition, told=replace(edition.told, threads=found))
    written = {
        "text": threads.threads_as_text,
        "csv": threads.threads_as_csv,
        "jsonl": threads.threads_as_jsonl,
        "json": threads.threads_as_json,
    }
    put(written[form or ("text" if sys.stdout.isatty() else "jsonl")](part))

"""`readout timeline`: what happened in a story or a thread, in order of time."""

import sys
from typing import TYPE_CHECKING

import click

from readout.cli.common import columns, kept, put, store_option

if TYPE_CHECKING:
    from readout.desk import Desk
    from readout.model import StoryId, ThreadId


@click.command("timeline")
@click.argument("about", metavar="STORY|THREAD")
@click.option("--days", type=click.IntRange(min=1), help="Only so many days: those that weigh most.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    help="How to write it; text on a terminal and json in a pipe unless said.",
)
@store_option
def command(about: str, days: int | None, form: str | None, store: str | None) -> None:
    """Print what happened in a STORY or a THREAD, in order of time.

    It is an id, or words of the title. An event that several articles tell is one line. Its status
    is what the words say: what somebody alleges, or announces, is not said to have happened. Words
    that no date anchors ("on Tuesday") stand last, as the page writes them.
    """
    form = form or ("text" if sys.stdout.isatty() else "json")
    with kept(store) as desk:
        found = desk.timeline(_named(desk, about), days)
        if form == "text":
            from readout.formats.timeline import timeline_text

            put(timeline_text(found.title, found.events, found.edition, width=columns()))
        elif form == "json":
            from readout.formats.timeline import timeline_json

            put(timeline_json(found.about, found.title, found.events, found.edition))
        else:
            from readout.formats.timeline import timeline_csv

            put(timeline_csv(found.events, found.edition))


def _named(desk: "Desk", about: str) -> "StoryId | ThreadId":
    """The id of the story or thread; a story before a thread where words fit both."""
    told = desk.edition().told
    named: list[tuple[StoryId | ThreadId, str]] = [(s.id, s.title) for s in told.stories]
    named += [(t.id, t.title) for t in told.threads]
    words = about.casefold()
    exact = [found for found, _ in named if found == about]
    for found in (*exact, *(found for found, title in named if words in title.casefold())):
        return found
    raise click.ClickException(
        f"no story or thread has this id or these words: {about}; `readout story` lists the stories"
    )

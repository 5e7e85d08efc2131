"""Options that the commands over the ledger share: within what, and how it is written."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from readout.desk import Desk
    from readout.model import Edition

C = TypeVar("C", bound=Callable[..., Any])


def within_options(command: C) -> C:
    """Only what stands in a thread or a story, or concerns an actor."""
    command = click.option("--actor", metavar="NAME", help="Only what concerns who is called so.")(command)
    command = click.option(
        "--story", metavar="STORY", help="Only in this story: an id, or words of its title."
    )(command)
    return click.option(
        "--thread", metavar="THREAD", help="Only in this thread: an id, or words of its title."
    )(command)


def table_option(command: C) -> C:
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "jsonl", "json", "csv"]),
        help="How to write it; text on a terminal and jsonl in a pipe unless said.",
    )(command)


def narrowed(desk: "Desk", thread: str | None, story: str | None) -> "Edition":
    """Everything held, or the thread or story that is named."""
    from readout.model import StoryId

    told = desk.edition().told
    if thread:
        return desk.thread(_named(thread, [(str(t.id), t.title) for t in told.threads], "thread"))
    if story:
        return desk.story(StoryId(_named(story, [(str(s.id), s.title) for s in told.stories], "story")))
    return desk.edition()


def _named(about: str, held: list[tuple[str, str]], what: str) -> str:
    words = about.casefold()
    found = [i for i, _ in held if i == about] + [i for i, title in held if words in title.casefold()]
    if not found:
        raise click.ClickException(f"no {what} has this id or these words: {about}; see `readout {what}`")
    return found[0]

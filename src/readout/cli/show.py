"""`readout show`: one thing, and the words it rests on."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from readout.cli.common import format_option, kept, put, store_option, write

if TYPE_CHECKING:
    from readout.desk import Desk
    from readout.model import Edition


@click.command("show")
@click.argument("name", metavar="CAPTURE|ARTICLE|STORY|THREAD|STATEMENT")
@click.option("--text", is_flag=True, help="Print its text and nothing else.")
@format_option
@store_option
def command(name: str, text: bool, form: str | None, store: str | None) -> None:
    """Print a capture (by id or address), an article, a story, a thread or a statement (by id).

    With --text: exactly the text that the offsets of its passages count in, for a capture; for an
    article the words of the article, for a statement its own.
    """
    from readout.model import NotFoundError

    with kept(store) as desk:
        try:
            found = desk.find(name)
        except NotFoundError as error:
            what = f"nothing here is called {name}; `--format jsonl` and --explain print ids"
            raise click.ClickException(what) from error
        if text:
            put(_words(found, name))
        elif form or not sys.stdout.isatty():
            write(found, form)
        else:
            put(f"{line}\n" for line in _about(desk, found))
            write(found, "text", explain=True, only_statements=len(found.statements) == 1)


def _words(found: "Edition", name: str) -> Iterator[str]:
    for capture in found.captures:
        if name in (capture.id, capture.address):
            yield capture.text
            return
    texts = {capture.id: capture.text for capture in found.captures}
    if len(found.statements) == 1 and found.statements[0].id == name:
        yield found.statements[0].passage.exact + "\n"
        return
    for article in found.articles:
        yield article.words(texts[article.capture_id]) + "\n"


def _about(desk: "Desk", found: "Edition") -> Iterator[str]:
    for capture in found.captures:
        yield f"capture {capture.id}  {capture.media_type}, {capture.encoding}"
        for address, received_at, captured_at in desk.arrivals(capture.id):
            when = f", captured {captured_at:%Y-%m-%d %H:%M %Z}" if captured_at else ""
            yield f"  {address}, received {received_at:%Y-%m-%d %H:%M %Z}{when}"
    for article in found.articles:
        span, title = article.span, article.title_clean or "(untitled)"
        yield f"article {article.id}  {span.start}–{span.end}  {title}"
    yield ""
